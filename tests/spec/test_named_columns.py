"""What an officer says of a column is remembered by the header's signature, or by the village."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import ConfigError
from pipelines.intake import Intake, named_columns, read_file
from pipelines.intake.columns.labels import spread_labels
from pipelines.intake.columns.named_by_officers import header_signature
from pipelines.office.config import Config, load_config
from pipelines.office.ledger import DECISION, NO_DECISIONS

ODD = ["URUT", "Kartu", "Induk", "Sebutan", "Saat", "Ket 2"]
PEOPLE = [
    ["1", "K-6305020101120011", "17-08-80/1", "RAMLI", "17-08-1980", "a"],
    ["2", "K-6305020101120011", "02-03-82/2", "SITI AMINAH", "02-03-1982", "b"],
]
"""A list whose headers no spelling covers and whose cells look like nothing known."""


def put(folder: Path, lines: list[list[str]], name: str = "usulan.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(";".join(line) for line in lines) + "\n", encoding="utf-8")
    return path


def signature(header: list[str], source: str = "usulan-desa") -> str:
    return header_signature(source, spread_labels([header], []))


def settings(folder: Path, *lines: str) -> Config:
    file = folder / "padan.toml"
    file.write_text("\n".join(['region = "63.05"', *lines]) + "\n", encoding="utf-8")
    return load_config(file)


def block(header: list[str], *named: str, where: str | None = None) -> list[str]:
    place = where or f'signature = "{signature(header)}"'
    return ["[[columns]]", 'source = "usulan-desa"', place, "[columns.as]", *named]


def decided(*rows: tuple[list[str], str]) -> pl.DataFrame:
    full = [
        (f"d{n}", "column", subject, verdict, "x", "Rahma", f"2026-10-0{n}T08:00:00", None)
        for n, (subject, verdict) in enumerate(rows, start=1)
    ]
    return pl.DataFrame(full, schema=DECISION, orient="row")


def meant(intake: Intake) -> dict[str, tuple[str | None, str, float]]:
    rows = intake.columns.select("header", "canonical", "basis", "certainty").rows()
    return {header: (canonical, basis, certainty) for header, canonical, basis, certainty in rows}


def test_a_signature_is_blind_to_case_punctuation_and_unnamed_columns_at_the_end() -> None:
    plain = signature(["No. KK", "NIK", "Nama"])
    assert signature(["NO KK", "nik", "NAMA:", "", ""]) == plain
    assert signature(["NIK", "No. KK", "Nama"]) != plain
    assert signature(["No. KK", "", "NIK", "Nama"]) != plain
    assert signature(["No. KK", "NIK", "Nama"], "dukcapil") != plain


def test_a_file_nobody_understands_is_refused_and_says_which_columns_it_has(tmp_path: Path) -> None:
    intake = read_file(put(tmp_path, [["DAFTAR"], ODD, *PEOPLE]), "usulan-desa")
    assert intake.files["code"].to_list() == ["no_key_columns"]
    assert "padan check" in intake.files["message"][0]
    assert intake.columns["header"].to_list() == ODD
    assert set(intake.columns["signature"]) == {signature(ODD)}
    assert intake.columns.filter(header="Sebutan")["filled"].to_list() == [2]


def test_an_officers_word_makes_the_refused_file_readable(tmp_path: Path) -> None:
    named = ['"Kartu" = "no_kk"', '"sebutan" = "nama"', '"Saat" = "tanggal_lahir"', '"Ket 2" = "-"']
    columns = named_columns(settings(tmp_path, *block(ODD, *named)), NO_DECISIONS)
    intake = read_file(put(tmp_path, [["DAFTAR"], ODD, *PEOPLE]), "usulan-desa", columns)
    table = intake.tables["usulan_desa"]
    assert table["nama"].to_list() == ["RAMLI", "SITI AMINAH"]
    assert table["no_kk"].to_list() == ["K-6305020101120011"] * 2
    assert meant(intake)["Sebutan"] == ("nama", "config", 1.0)
    assert meant(intake)["Ket 2"] == (None, "config", 1.0)
    assert '"Ket 2":"a"' in table["extra"][0]


def test_an_officers_word_goes_before_spelling_and_content(tmp_path: Path) -> None:
    header = ["No. KK", "NIK", "Nama", "Nama Ibu"]
    rows = [["6305020101120011", "6305021708800001", "JAHRAH", "RAMLI"],
            ["6305020101120011", "6305024203820002", "MASTURAH", "SITI AMINAH"]]  # fmt: skip
    named = ['"Nama Ibu" = "nama"', '"Nama" = "nama_ibu_kandung"', '"NIK" = "-"']
    columns = named_columns(settings(tmp_path, *block(header, *named)), NO_DECISIONS)
    table = read_file(put(tmp_path, [header, *rows]), "usulan-desa", columns).tables["usulan_desa"]
    assert table["nama"].to_list() == ["RAMLI", "SITI AMINAH"]
    assert table["nama_ibu_kandung"].to_list() == ["JAHRAH", "MASTURAH"]
    assert table["nik"].null_count() == 2


def test_another_header_of_the_same_words_is_left_alone(tmp_path: Path) -> None:
    columns = named_columns(settings(tmp_path, *block(ODD, '"Kartu" = "no_kk"')), NO_DECISIONS)
    other = [*ODD[:5], "Ket 3"]
    assert read_file(put(tmp_path, [other, *PEOPLE]), "usulan-desa", columns).files["code"][0]


def test_a_column_without_header_goes_by_its_number(tmp_path: Path) -> None:
    header = ["No", "Nama", "", "L/P"]
    rows = [["1", "RAMLI", "x17", "L"], ["2", "SITI AMINAH", "x18", "P"]]
    config = settings(tmp_path, *block(header, '"kolom 3" = "no_kk"'))
    intake = read_file(
        put(tmp_path, [header, *rows]), "usulan-desa", named_columns(config, NO_DECISIONS)
    )
    assert intake.tables["usulan_desa"]["no_kk"].to_list() == ["x17", "x18"]


def test_what_is_said_for_a_village_holds_for_its_lists_only(tmp_path: Path) -> None:
    named = ['"Kartu" = "no_kk"', '"Sebutan" = "nama"']
    config = settings(tmp_path, *block(ODD, *named, where='village = "6305022001"'))
    columns = named_columns(config, NO_DECISIONS)
    other_words = ["Ruang", *ODD[1:]]
    for name, titles, code in (
        ("Usulan Tatakan.csv", [], None),
        ("usulan.csv", [["DESA TATAKAN KECAMATAN TAPIN SELATAN"]], None),
        ("Usulan Binuang.csv", [], "no_key_columns"),
        ("usulan.csv", [["DESA SUATO TATAKAN"]], "no_key_columns"),
    ):
        path = put(tmp_path, [*titles, other_words, *PEOPLE], name)
        assert read_file(path, "usulan-desa", columns).files["code"][0] == code, (name, titles)


def test_a_decision_goes_before_the_file_and_the_newest_holds(tmp_path: Path) -> None:
    header = ["NIK", "Nama", "Sebutan"]
    sign = signature(header)
    config = settings(tmp_path, *block(header, '"Sebutan" = "dusun"'))
    path = put(tmp_path, [header, ["6305021708800001", "RAMLI", "IRIGASI"]])

    def sebutan(*rows: tuple[list[str], str]) -> str | None:
        columns = named_columns(config, decided(*rows))
        return meant(read_file(path, "usulan-desa", columns))["Sebutan"][0]

    assert sebutan() == "dusun"
    assert sebutan(([sign, "Sebutan"], "alamat")) == "alamat"
    assert sebutan(([sign, "Sebutan"], "alamat"), ([sign, "Sebutan"], "abaikan")) is None
    assert sebutan(([sign, "Sebutan"], "alamat"), ([sign, "Sebutan"], "unsure")) == "dusun"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['signature = "0123456789ab"', "[columns.as]", '"X" = "nokk"'], "'no_kk'"),
        (['signature = "0123456789ab"', "[columns.as]", '"X" = "desil_nasional"'], "tidak dikenal"),
        (['signature = "0123"', "[columns.as]", '"X" = "nik"'], "padan check"),
        (["[columns.as]", '"X" = "nik"'], "signature"),
        (['village = "63.05.99.9999"', "[columns.as]", '"X" = "nik"'], "desa"),
        (['signature = "0123456789ab"', "[columns.as]"], "paling sedikit satu kolom"),
        (['sign = "0123456789ab"'], "signature"),
    ],
)
def test_a_mistake_in_the_settings_is_reported_with_its_line(
    tmp_path: Path, lines: list[str], expected: str
) -> None:
    before = block(ODD, '"Kartu" = "no_kk"')
    with pytest.raises(ConfigError) as caught:
        settings(tmp_path, *before, "[[columns]]", 'source = "usulan-desa"', *lines)
    message = str(caught.value)
    assert expected in message
    assert "padan.toml baris" in message
    assert int(message.split("baris ")[1].split(",")[0]) > 1 + len(before)
