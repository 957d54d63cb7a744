"""Decisions as a table: what comes in goes out, once, and never changes."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.commands.decisions import export_decisions, import_decisions
from pipelines.errors import UsageError
from pipelines.office.ledger import DECISION, read_decisions
from pipelines.office.workspace import Workspace

ROWS = pl.DataFrame(
    {
        "kind": ["pair", "flag", "proposal", "population_list", "replacement_list", "column"],
        "subject_ids": ["r1 r2", "f7", "h3", "2026-10/usulan-desa/Daftar Penduduk.xlsx",
                        "2026-10/usulan-desa/Usulan Tatakan 2.xlsx",
                        "0123456789ab No. Induk Kartu"],
        "verdict": ["different", "agree", "disagree", "confirm", "agree", "no_kk"],
        "reason": ["ayah dan anak", "benar", "sudah pindah", "memang usulan", "yang lama batal",
                   "kata sekdes"],
        "by": ["Budi"] * 6,
        "at": ["2026-10-05T09:30", "2026-10-05T09:31", "2026-10-06", "2026-10-06T01:00:00+00:00",
               "2026-10-06T01:05:00+00:00", "2026-10-06T01:06:00+00:00"],
    }
)  # fmt: skip


# Django's settings are global to a process, so each import has a process of its own.
def import_in_own_process(root: Path, file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipelines.cli", "decisions", "import", str(root), str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nobody_has_decided_anything_in_a_new_workspace(workspace_root: Path) -> None:
    assert read_decisions(Workspace(workspace_root)).schema == pl.Schema(DECISION)


def test_decisions_survive_a_round_trip_and_are_not_appended_twice(
    workspace_root: Path, tmp_path: Path
) -> None:
    source = tmp_path / "keputusan.csv"
    ROWS.write_csv(source)
    assert "6 keputusan dicatat" in import_in_own_process(workspace_root, source).stdout
    for suffix in (".csv", ".xlsx", ".parquet"):
        copy = tmp_path / f"salinan{suffix}"
        assert export_decisions(workspace_root, copy) == 6
        again = import_in_own_process(workspace_root, copy)
        assert again.returncode == 0 and "0 keputusan dicatat; 6 sudah" in again.stdout

    kept = read_decisions(Workspace(workspace_root))
    assert kept["at"][0] == "2026-10-05T01:30:00+00:00"  # 09.30 WITA
    assert kept["subject_ids"].to_list()[0] == ["r1", "r2"]
    assert ["2026-10/usulan-desa/Daftar Penduduk.xlsx"] in kept["subject_ids"].to_list()
    assert ["0123456789ab", "No. Induk Kartu"] in kept["subject_ids"].to_list()
    assert (workspace_root / ".padan/ledger.sqlite3").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("kind", "tebakan", "kind 'tebakan'"),
        ("verdict", "mungkin", "verdict 'mungkin'"),
        ("subject_ids", "r1", "dua ID"),
        ("subject_ids", "r1 r1", "dua ID"),
        ("reason", " ", "wajib diisi"),
        ("by", "", "wajib diisi"),
        ("at", "kemarin", "bukan waktu"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_appended(
    workspace_root: Path, tmp_path: Path, column: str, value: str, expected: str
) -> None:
    file = tmp_path / "keputusan.csv"
    ROWS.with_columns(
        pl.when(pl.int_range(pl.len()) == 0).then(pl.lit(value)).otherwise(column).alias(column)
    ).reverse().write_csv(file)
    with pytest.raises(UsageError, match="baris 7") as caught:
        import_decisions(workspace_root, file)
    assert expected in str(caught.value)
    assert read_decisions(Workspace(workspace_root)).is_empty()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_as_an_indonesian_excel_saves_it_is_understood(
    workspace_root: Path, tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "keputusan.csv"
    day_first = ROWS.with_columns(
        reason=pl.lit("kata Andr\u00e9"), at=pl.lit("05/10/2026 09.30"),
    )  # fmt: skip
    text = day_first.write_csv(separator=";", line_terminator="\r\n") + ";;;;;\r\n"
    file.write_bytes(text.encode(encoding))
    done = import_in_own_process(workspace_root, file)
    assert "6 keputusan dicatat" in done.stdout, done.stderr
    kept = read_decisions(Workspace(workspace_root))
    assert set(kept["at"]) == {"2026-10-05T01:30:00+00:00"}
    assert set(kept["reason"]) == {"kata Andr\u00e9"}


def test_a_row_below_an_empty_one_is_named_as_excel_numbers_it(
    workspace_root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "keputusan.xlsx"
    empty = ROWS.clear(1)
    pl.concat([ROWS[:1], empty, ROWS[1:2].with_columns(by=pl.lit(" "))]).write_excel(file)
    with pytest.raises(UsageError, match="baris 4: reason dan by"):
        import_decisions(workspace_root, file)


def test_dates_of_excel_cells_are_times(workspace_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "keputusan.xlsx"
    ROWS[:1].with_columns(at=pl.lit(datetime(2026, 10, 5, 9, 30))).write_excel(file)
    done = import_in_own_process(workspace_root, file)
    assert "1 keputusan dicatat" in done.stdout, done.stderr
    assert read_decisions(Workspace(workspace_root))["at"].to_list() == [
        "2026-10-05T01:30:00+00:00"
    ]


def test_a_wrong_verdict_is_answered_with_the_words_of_the_guide(
    workspace_root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "keputusan.csv"
    ROWS[1:2].with_columns(verdict=pl.lit("mungkin")).write_csv(file)
    with pytest.raises(UsageError, match="isi setuju, tidak setuju, ragu, cek lapangan"):
        import_decisions(workspace_root, file)


def test_a_table_without_a_needed_column_is_refused(workspace_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "keputusan.csv"
    ROWS.drop("by").write_csv(file)
    with pytest.raises(UsageError, match="kolom by"):
        import_decisions(workspace_root, file)


def test_a_file_that_is_no_text_is_refused(workspace_root: Path, tmp_path: Path) -> None:
    file = tmp_path / "keputusan.csv"
    file.write_bytes(bytes(range(32)) * 10)
    with pytest.raises(UsageError, match="tidak bisa dibaca sebagai tabel"):
        import_decisions(workspace_root, file)


def test_what_was_decided_can_be_neither_changed_nor_deleted(workspace_root: Path) -> None:
    code = """
from pathlib import Path
from pipelines.office.workspace import open_workspace
from review.ledger import open_ledger
entry = dict(kind="flag", subject_ids=["f1"], verdict="agree", reason="x", by="b", at="2026",
             evidence_hash=None)
ledger = open_ledger(open_workspace(Path(".")))
assert (ledger.append([entry]), ledger.append([entry])) == (1, 0)
from review.ledger.append_only import AppendOnlyError
from review.ledger.models import Decision
row = Decision.objects.get()
row.verdict = "disagree"
for attempt in (row.save, row.delete, Decision.objects.all().delete,
                lambda: Decision.objects.update(verdict="disagree")):
    try:
        attempt()
    except AppendOnlyError:
        continue
    raise SystemExit(f"{attempt} went through")
assert Decision.objects.get().verdict == "agree"
"""
    subprocess.run(
        [sys.executable, "-c", code], cwd=workspace_root, check=True, env=_with_project()
    )


def _with_project() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def test_an_export_into_a_folder_that_is_not_there_says_so(workspace_root: Path) -> None:
    with pytest.raises(UsageError, match=r"folder .* tidak ada"):
        export_decisions(workspace_root, workspace_root / "nanti" / "keputusan.csv")
