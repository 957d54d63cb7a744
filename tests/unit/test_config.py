"""padan.toml: what is accepted, and what an officer reads about a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import ConfigError, UsageError
from pipelines.office.config import Config, load_config
from pipelines.office.config_template import render_config, timezone
from pipelines.office.toml_files import known_keys, line_numbers


def message_of(tmp_path: Path, text: str) -> str:
    file = tmp_path / "padan.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_the_written_template_holds_exactly_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "padan.toml"
    file.write_text(render_config("63.05"), encoding="utf-8")
    written = load_config(file)
    assert written.model_copy(update={"sources": {}}) == Config(region="63.05")


def test_the_template_shows_every_key_an_office_may_set() -> None:
    template = render_config("63.05")
    for commented in (
        "valid",
        "[[columns]]",
        "source =",
        "signature =",
        "village =",
        "[columns.as",
    ):
        template = template.replace(f"# {commented}", commented)
    shown = {tuple(part for part in key if part != "0") for key in line_numbers(template)}
    settable = {key for key in known_keys(Config) if key[0] != "sources"}
    assert settable <= shown


@pytest.mark.parametrize(
    ("text", "line", "key", "nearest"),
    [
        (
            'region = "63.05"\n[poverty]\nmin_kriteria = 3',
            3,
            "poverty.min_kriteria",
            "min_criteria",
        ),
        ('region = "63.05"\n\nregio = "63.05"', 3, "regio", "region"),
        ('region = "63.05"\n[sources.dtk]\nmode = "full"', 2, "sources.dtk", "dtks"),
        ('region = "63.05"\n[sources.dtks]\nmod = "full"', 3, "sources.dtks.mod", "mode"),
        ('region = "63.05"\n[poverty]\numk = 3', 3, "poverty.umk", "umk' di bagian [disqualif"),
        ('region = "63.05"\nsktm.validity_month = 3', 2, "sktm.validity_month", "validity_months"),
    ],
)
def test_an_unknown_key_is_named_with_its_line_and_the_nearest_known_key(
    tmp_path: Path, text: str, line: int, key: str, nearest: str
) -> None:
    problems = message_of(tmp_path, text)
    assert f"baris {line}, kunci '{key}'" in problems
    assert f"mungkin maksudnya '{nearest}" in problems or f"_{nearest}'" in problems


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[poverty]\nmin_criteria = 'tiga'", "bilangan bulat"),
        ("[poverty]\nmin_criteria = '3'", "bilangan bulat"),
        ("[poverty]\nmin_criteria = 9", "paling banyak 8"),
        ("[poverty]\nlantai = 6", "daftar"),
        ("[poverty]\nvalid_from = 'kemarin'", "tanggal"),
        ("[disqualification]\numk = true", "bilangan"),
        ("[disqualification]\numk = 0", "lebih dari 0"),
        ("[link]\naccept = 1.0", "kurang dari 1"),
        ("[sources.dtks]\nmode = 'tambahan'", "'full' or 'increment'"),
        ("[sktm.validity_months_by_purpose]\nsekolah = 0", "paling sedikit 1 bulan"),
        ("poverty = 3", "bagian berisi kunci"),
    ],
)
def test_a_wrong_value_is_answered_with_what_is_expected(
    tmp_path: Path, line: str, expected: str
) -> None:
    assert expected in message_of(tmp_path, f'region = "63.05"\n{line}\n')


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    problems = message_of(tmp_path, 'regiun = "x"\n[registry]\ndesil_max = 50\n')
    assert "'region': kunci ini wajib diisi" in problems
    assert "regiun" in problems and "desil_max" in problems


def test_a_file_that_is_no_toml_is_reported_with_its_line(tmp_path: Path) -> None:
    assert "line 2" in message_of(tmp_path, 'region = "63.05"\numk = = 3\n')


@pytest.mark.parametrize("region", ["99.05", "63", "63.05.01", "Tapin", ""])
def test_a_region_that_is_no_regency_is_refused(tmp_path: Path, region: str) -> None:
    assert "kode Kemendagri" in message_of(tmp_path, f'region = "{region}"')
    with pytest.raises(UsageError):
        render_config(region)


def test_a_code_without_dots_is_written_with_dots() -> None:
    assert 'region = "63.05"' in render_config("6305")


@pytest.mark.parametrize(
    ("code", "zone"),
    [("63.05", "Asia/Makassar"), ("33.01", "Asia/Jakarta"), ("91.71", "Asia/Jayapura")],
)
def test_the_time_zone_follows_the_province(code: str, zone: str) -> None:
    assert timezone(code) == zone
