"""What an office corrects goes through a whole month, and the report and the terminal say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from typer.testing import CliRunner

from pipelines import cli
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from pipelines.run.summary import summarize
from tests.support.small_inbox import HEADS, PERIOD, fill_inbox

ODD = ["Kartu", "Induk", "Sebutan", "Saat"]
KOREKSI = """
[[koreksi]]
source = "usulan-desa"
column = "alamat"
expect = "JL MELATI"
value = "JL MELATI NO 4"
reason = "nomor rumah tidak pernah ditulis"
owner = "Ibu Rahma"
since = 2026-03-01

[[koreksi]]
source = "dukcapil"
column = "desa"
expect = "BINUAG"
value = "BINUANG"
reason = "salah cetak di ekstrak lama"
owner = "Pak Hadi"
since = 2025-03-01
"""


def odd_list(place: Workspace) -> Path:
    """A list with unknown headers and numbers with a letter, so that nothing identifies them."""
    kk, nik, name, _, born, _ = HEADS[0]
    file = place.inbox / PERIOD / "usulan-desa" / "Daftar Binuang 2.csv"
    file.write_text(
        "\n".join([";".join(ODD), *(f"K{kk};N{nik};{name};{born}" for _ in range(1))]) + "\n"
    )
    return file


def printed_by_check(*arguments: str) -> str:
    result = CliRunner().invoke(cli.app, ["check", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A month in which a column was named as `padan check` shows it, and two faults corrected."""
    place = create_workspace(tmp_path_factory.mktemp("koreksi") / "kantor", "63.05")
    fill_inbox(place.root)
    printed = printed_by_check(str(odd_list(place)), "--source", "usulan-desa")
    block = printed[printed.index("[[columns]]") :]
    for header, name in zip(ODD, ["no_kk", "nik", "nama", "tanggal_lahir"], strict=True):
        block = block.replace(f'"{header}" = "-"', f'"{header}" = "{name}"')
    with place.config_file.open("a", encoding="utf-8") as settings:
        settings.write(block)
    place.corrections_file.write_text(KOREKSI, encoding="utf-8")
    run_month(place, PERIOD)
    return place


@pytest.fixture(scope="module")
def report(office: Workspace) -> dict[str, Any]:
    return dict(json.loads((office.out(PERIOD) / "report.json").read_text(encoding="utf-8")))


def test_the_block_that_check_shows_makes_the_file_readable(
    office: Workspace, report: dict[str, Any]
) -> None:
    refused = {file["file"] for file in report["files_refused"]}
    assert f"{PERIOD}/usulan-desa/Daftar Binuang 2.csv" not in refused
    understood = report["files_understood"][f"{PERIOD}/usulan-desa/Daftar Binuang 2.csv"]
    assert {column["basis"] for column in understood["columns"]} == {"config"}
    assert understood["not_recognised"] == 0


def test_a_mended_cell_is_a_note_on_its_record(office: Workspace) -> None:
    records = pl.read_parquet(office.out(PERIOD) / "records.parquet")
    noted = records.explode("problems").unnest("problems").filter(code="corrected_by_office")
    assert noted.select("row", "column").rows() == [(2, "alamat")]


def test_a_fault_that_is_gone_is_in_the_report_and_on_the_terminal(
    office: Workspace, report: dict[str, Any]
) -> None:
    (warning,) = [w for w in report["warnings"] if w["code"] == "correction_not_needed"]
    assert warning["source"] == "dukcapil"
    assert "Pak Hadi" in warning["message"]
    assert warning["message"] in summarize(office, PERIOD)


def test_the_report_names_every_correction_and_their_version(report: dict[str, Any]) -> None:
    found = {entry["canonical"]: entry["rows_found"] for entry in report["corrections"]}
    assert found == {"alamat": 1, "desa": 0}
    assert len(report["versions"]["corrections"]) == 8


def test_check_outside_a_workspace_takes_its_corrections_when_told_to(
    office: Workspace, tmp_path: Path
) -> None:
    copy = tmp_path / "daftar.csv"
    copy.write_bytes((office.inbox / PERIOD / "usulan-desa/Daftar Binuang 2.csv").read_bytes())
    alone = printed_by_check(str(copy), "--source", "usulan-desa")
    assert "Tidak dapat dipakai" in alone
    inside = printed_by_check(str(copy), "--source", "usulan-desa", "--workspace", str(office.root))
    assert "Sebutan → nama (pengaturan, 100%)" in inside


def test_a_wrong_corrections_file_stops_the_run_with_exit_code_2(workspace_root: Path) -> None:
    (workspace_root / "inbox" / PERIOD).mkdir()
    (workspace_root / "koreksi.toml").write_text(KOREKSI.replace("owner", "pemilik"))
    result = CliRunner().invoke(cli.app, ["run", str(workspace_root), "--period", PERIOD])
    assert getattr(result.exception, "exit_code", None) == 2
    assert "koreksi.toml baris" in str(result.exception)
