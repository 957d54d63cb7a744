"""The letter back: what each village gets after a run, and the form read back without loss."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.commands.template import write_template
from pipelines.domain.regions import load_regions
from pipelines.domain.villages import Village
from pipelines.errors import UsageError
from pipelines.intake import read_file, read_period
from pipelines.machine.database import open_published
from pipelines.office.config import WindowConfig, load_config
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace, open_workspace
from pipelines.publish.letters.outputs import write_feedback
from pipelines.publish.letters.template import HEADER_ROW, Form, write_form
from pipelines.publish.papers import Papers
from pipelines.run.month import run_month
from pipelines.standardize import standardize
from schemas.codebooks import INDICATORS
from schemas.sources import TABLES
from tests.support.printed_words import words_of
from tests.support.small_inbox import write

TATAKAN, BINUANG, TUNGKAP = "63.05.02.2001", "63.05.01.1001", "63.05.01.2003"
SILENT = "63.05.02.2002"
HEADER = (
    "no_kk;nik;nama;jenis_kelamin;tempat_lahir;tanggal_lahir;hubungan_keluarga;nama_ibu_kandung;"
    "alamat;rt;rw;pekerjaan;tempat_tinggal;kk_tidak_bekerja;khawatir_pangan;pangan_lebih_separuh;"
    "tidak_beli_pakaian;lantai;dinding;jamban;daya_listrik;agama"
)
TATAKAN_ROWS = [  # all invented
    "6305020101100001;6305021203800001;HAMDAN;L;RANTAU;12-03-1980;Kepala Keluarga;SITI;JL MELATI;"
    "001;01;TANI;ada;ya;ya;ya;tidak;tanah;bambu;tidak ada;450;ISLAM",
    "6305020101100001;6305025507820002;RUSDIANA;P;RANTAU;15 Juli 1982;Istri;AMINAH;JL MELATI;"
    "001;01;IRT;;;;;;;;;;ISLAM",
    "6305020101100001;63050201;Noor Hidayah bt. Hamdan;P;RANTAU;31-02-2010;Anak;RUSDIANA;JL MELATI;"
    "001;01;;;;;;;;;;;",
    "0;9999999999999999;ARSYAD;L;;1969;1;;JL KENANGA;2;1;BURUH;ada;tidak;ya;??;ya;6;2;3;>2200;",
    ";;BINTI;P;;01-01-1990;4;;JL KENANGA;2;1;;;;;;;;;;;",
    "6305020101100009;6305022011690003;'=1+1;L;;20-11-1969;Kepala Keluarga;;JL MAWAR;3;1;;ada;ya;"
    "ya;ya;ya;semen;kawat;sendiri;tanpa listrik;",
    ";;;P;;;;;;;;;;;;;;;;;;",
    ";123;;P;;;Anak;;JL MAWAR;3;1;;;;;;;;;;;",
]


def fill(place: Workspace, period: str) -> None:
    """Tatakan sends twice, Binuang late, Tungkap a file that cannot be read, the others nothing."""
    folder = place.inbox / period / "usulan-desa"
    write(folder / f"Usulan Desa Tatakan 02 {period}.csv", [HEADER, *TATAKAN_ROWS])
    late = f"28-{period[5:]}-{period[:4]}"
    write(
        folder / f"Usulan Kelurahan Binuang {late}.csv",
        ["nik;nama;tanggal_lahir;kode_desa",
         f"6305010101700001;SAMSUDIN;01-01-1970;{BINUANG}",
         f"6305010201710001;MURJANI;02-01-1971;{BINUANG}"],
    )  # fmt: skip
    (folder / f"Usulan Tungkap {period}.xlsx").write_bytes(b"%PDF-1.7 not a table")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Two published months."""
    place = create_workspace(tmp_path_factory.mktemp("letters") / "kantor", "63.05")
    for period in ("2026-09", "2026-10"):
        fill(place, period)
        run_month(place, period)
    return place


def folder_of(office: Workspace, code: str, period: str = "2026-10") -> Path:
    (found,) = (office.out(period) / "feedback").glob(f"{code} *")
    return found


def test_every_village_gets_a_letter_and_a_form(office: Workspace) -> None:
    villages = load_regions("63.05").villages
    for village in villages:
        names = {path.name for path in folder_of(office, village.code).iterdir()}
        wanted = {
            f"Surat {village.name} 2026-10.pdf",
            f"Templat usulan {village.name} 2026-11.xlsx",
        }
        if village.code in (TATAKAN, BINUANG):
            wanted.add(f"Umpan balik {village.name} 2026-10.xlsx")
        assert names == wanted


def test_the_workbook_sums_up_and_holds_the_rows_to_mend(office: Workspace) -> None:
    (path,) = folder_of(office, TATAKAN).glob("Umpan balik*")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Ringkasan", "usulan_desa", "Kolom"]
    counts = {row[0].value: row[1].value for row in book["Ringkasan"].iter_rows(4, 7)}
    assert counts["Baris dibaca"] == counts["Baris diterima"] + counts["Baris ditolak"]
    assert counts["Baris ditolak"] >= 1
    (rejected,) = (office.out("2026-10") / "rejected").glob(f"{TATAKAN}*")
    official = openpyxl.load_workbook(rejected)["usulan_desa"]
    assert [[c.value for c in row] for row in book["usulan_desa"].iter_rows()] == [
        [c.value for c in row] for row in official.iter_rows()
    ]
    understood = {row[3].value: row[4].value for row in book["Kolom"].iter_rows(5)}
    assert understood["tanggal_lahir"] == "Tanggal lahir"


def test_no_letter_holds_a_person(office: Workspace) -> None:
    """File names and row numbers say where; the letter may lie open on a desk."""
    for path in (office.out("2026-10") / "feedback").rglob("Surat*.pdf"):
        text, pages = words_of(path)
        assert pages == 1
        for value in ("6305021203800001", "HAMDAN", "RUSDIANA", "MELATI", "SAMSUDIN"):
            assert value not in text


def test_the_letters_tell_sent_late_refused_and_missing_apart(office: Workspace) -> None:
    def letter(code: str) -> str:
        (path,) = folder_of(office, code).glob("Surat*")
        return words_of(path)[0]

    assert "Berikut hasilnya" in letter(TATAKAN)
    assert "batas waktu" not in letter(TATAKAN)
    assert "sesudah batas waktu" in letter(BINUANG)
    assert "belum dapat dibaca" in letter(TUNGKAP)
    assert "belum menerima daftar usulan" in letter(SILENT)
    assert "September 2026" in letter(TATAKAN)


def test_the_form_read_back_loses_nothing(office: Workspace) -> None:
    (path,) = folder_of(office, TATAKAN).glob("Templat*")
    intake = read_file(path, "usulan-desa")
    assert set(intake.columns["basis"]) == {"header"}
    assert set(intake.columns["certainty"]) == {1.0}
    assert intake.not_data.is_empty()
    back = standardize(intake, load_config(office.config_file), "2026-11")
    assert set(back["record"]["outcome"]) == {"accepted"}
    assert set(back["record"]["village_code"]) == {TATAKAN}
    assert people(back["person"], back["indicator"]) == published_people(office)


def people(person: pl.DataFrame, indicator: pl.DataFrame) -> list[tuple[object, ...]]:
    """What must not be lost of each row, in an order of its own."""
    same = ("nama", "nik", "nik_status", "kk", "sex", "birth_date", "birth_year", "birth_place",
            "shdk", "mother", "alamat", "rt", "rw", "work")  # fmt: skip
    joined = person.join(indicator, on="record_id", how="left").select(*same, *INDICATORS)
    # A dummy is left blank for the village to fill in; nobody is known by either.
    joined = joined.with_columns(pl.col("nik_status").replace("dummy", "missing"))
    return sorted(joined.rows(), key=str)


def published_people(office: Workspace) -> list[tuple[object, ...]]:
    with open_published(office.database("2026-10")) as con:
        here = f"select record_id from core.record where village_code = '{TATAKAN}'"
        person = con.sql(f"from core.person where record_id in ({here})").pl()
        indicator = con.sql("from core.indicator").pl()
    return people(person, indicator)


def test_next_month_the_same_people_keep_their_ids(office: Workspace, tmp_path: Path) -> None:
    place = open_workspace(shutil.copytree(office.root, tmp_path / "kantor"))
    (form,) = folder_of(place, TATAKAN).glob("Templat*")
    sent = place.inbox / "2026-11" / "usulan-desa"
    sent.mkdir(parents=True)
    shutil.copy(form, sent)
    run_month(place, "2026-11")
    assert known_ids(place, "2026-11") == known_ids(place, "2026-10")


def known_ids(place: Workspace, period: str) -> set[tuple[str, str]]:
    """(name, person id) of Tatakan's people who are known by a NIK or a birth date."""
    with open_published(place.database(period)) as con:
        return set(
            con.sql(
                "select p.nama, rp.person_id from core.person as p "
                "join link.record_person as rp using (record_id) "
                f"where p.village_code = '{TATAKAN}' "
                "and (p.nik is not null or p.birth_date is not null)"
            ).fetchall()
        )


def test_the_form_guides_the_hand(office: Workspace) -> None:
    (path,) = folder_of(office, TATAKAN).glob("Templat*")
    book = openpyxl.load_workbook(path)
    sheet = book["Usulan"]
    header = [cell.value for cell in sheet[HEADER_ROW + 1]]
    column = {name: index for index, name in enumerate(header, start=1)}
    first = HEADER_ROW + 2
    nik = next(sheet.cell(r, column["NIK"]) for r in range(first, first + 6)
               if sheet.cell(r, column["NIK"]).value)  # fmt: skip
    assert isinstance(nik.value, str)
    assert nik.number_format == "@"
    # Cells below the prefilled rows have their column's format; A and B (KK, NIK) share theirs.
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.column_dimensions["A"].max >= column["NIK"]
    assert sheet.freeze_panes is not None
    rules = {rule.sqref.ranges.pop().bounds[0]: rule
             for rule in sheet.data_validations.dataValidation}  # fmt: skip
    assert "16 angka" in rules[column["NIK"]].error
    assert "LEN(" in rules[column["No. KK"]].formula1
    assert rules[column["Tanggal lahir"]].type == "date"
    for name in ("Jenis kelamin", "Hubungan keluarga", "Lantai", "Dinding", "Jamban",
                 "Daya listrik", "Khawatir pangan", "Tempat tinggal"):  # fmt: skip
        assert rules[column[name]].type == "list"
    # The lists point at cells: some choices have a comma, which would part a list in a rule.
    options = rules[column["Jamban"]].formula1
    assert options.startswith("Petunjuk!$A$")
    start, end = (int(part.rsplit("$", 1)[1]) for part in options.split(":"))
    assert [book["Petunjuk"].cell(r, 1).value for r in range(start, end + 1)][-1] == (
        "Tidak ada jamban"
    )
    # Villages fill in columns of their own; those come along.
    assert "Agama" in column


def blank_form(village: Village, **cells: str) -> Form:
    """A form with one person."""
    nothing = dict.fromkeys(TABLES["usulan_desa"].column_names)
    return Form(village, "2026-11", WindowConfig(), [nothing | cells | {"faulty": []}])


def test_every_villages_form_names_the_village_whatever_the_file_is_called(tmp_path: Path) -> None:
    office = create_workspace(tmp_path / "kantor", "63.05")
    sent = office.inbox / "2026-11" / "usulan-desa"
    sent.mkdir(parents=True)
    villages = load_regions("63.05").villages
    for number, village in enumerate(villages):
        form = blank_form(village, nama="ARSYAD", nik="6305022011690003", keterangan=village.code)
        write_form(form, tmp_path).rename(sent / f"kiriman {number} x.xlsx")
    config = load_config(office.config_file)
    intake = read_period(office, config, "2026-11")
    record = standardize(intake, config, "2026-11")["record"]
    raw = intake.tables["usulan_desa"].select("file", "keterangan")
    found = record.join(raw, on="file")
    assert found.height == len(villages)
    assert found["village_code"].to_list() == found["keterangan"].to_list()
    assert set(map(str, intake.files["list_date"])) == {"2026-11-01"}


def test_the_day_a_village_writes_on_the_form_is_the_lists_date(tmp_path: Path) -> None:
    village = Village(TATAKAN, "Tatakan", "Tapin Selatan", "Kabupaten Tapin")
    path = write_form(blank_form(village, nama="ARSYAD", nik="6305022011690003"), tmp_path)
    book = openpyxl.load_workbook(path)
    cell = book["Usulan"]["B4"]
    assert cell.number_format == "@"
    cell.value = "20 November 2026"
    book.save(path)
    assert str(read_file(path, "usulan-desa").files["list_date"][0]) == "2026-11-20"


def test_rows_typed_below_the_prefilled_ones_are_read(office: Workspace, tmp_path: Path) -> None:
    (form,) = folder_of(office, TATAKAN).glob("Templat*")
    book = openpyxl.load_workbook(form)
    sheet = book["Usulan"]
    header = [cell.value for cell in sheet[HEADER_ROW + 1]]
    new = {"Nama": "GAZALI", "NIK": "6305020101600007", "Jenis kelamin": "L", "Lantai": "Tanah"}
    sheet.append([new.get(name) for name in header])
    book.save(tmp_path / "lagi.xlsx")
    back = read_file(tmp_path / "lagi.xlsx", "usulan-desa").tables["usulan_desa"]
    assert back.filter(nama="GAZALI")["nik"].to_list() == ["6305020101600007"]
    assert back.height == read_file(form, "usulan-desa").tables["usulan_desa"].height + 1


def test_the_command_writes_the_form_and_says_where(office: Workspace) -> None:
    result = CliRunner().invoke(app, ["template", str(office.root), "--village", "6305022001"])
    assert result.exit_code == 0
    path = Path(result.output.splitlines()[1])
    assert path.name == "Templat usulan Tatakan 2026-11.xlsx"
    (published,) = folder_of(office, TATAKAN).glob("Templat*")
    assert path.read_bytes() == published.read_bytes()
    assert "1 sampai 17 November 2026" in result.output


def test_the_form_of_an_earlier_month_or_a_silent_village(office: Workspace) -> None:
    output = write_template(office.root, SILENT, "2026-09")
    assert "masih kosong" in output
    assert "2026-10.xlsx" in output


def test_before_anything_is_published_the_form_is_an_empty_list(tmp_path: Path) -> None:
    office = create_workspace(tmp_path / "kantor", "63.05")
    output = write_template(office.root, TATAKAN, "2026-10")
    path = Path(output.splitlines()[1])
    assert path.name == "Templat usulan Tatakan 2026-11.xlsx"
    sheet = openpyxl.load_workbook(path)["Usulan"]
    assert sheet.max_row == HEADER_ROW + 1


@pytest.mark.parametrize(
    ("village", "period"),
    [("99.99.01.2001", None), ("entah", None), (TATAKAN, "2027-01"), (TATAKAN, "oktober")],
)
def test_an_unknown_village_or_period_is_a_wrong_call(
    office: Workspace, village: str, period: str | None
) -> None:
    with pytest.raises(UsageError):
        write_template(office.root, village, period)


def test_the_same_month_gives_the_same_files(office: Workspace, tmp_path: Path) -> None:
    config = load_config(office.config_file)
    with open_published(office.database("2026-10")) as con:
        earlier = {"2026-09": office.database("2026-09")}
        with Papers() as papers:
            write_feedback(con, config, "2026-10", earlier, tmp_path / "feedback", papers)
    first = office.out("2026-10") / "feedback"
    for path in folder_of(office, TATAKAN).iterdir():
        again = tmp_path / "feedback" / path.relative_to(first)
        assert again.read_bytes() == path.read_bytes()
