"""A village that retypes its list is not asked again; one that says something new is."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import polars as pl

from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.support.published import copied
from tests.support.small_inbox import HEADS, PERIOD, fill_inbox

LATER = ("2026-11", "2026-12")
MONTHS = {"03": "Maret", "07": "Juli", "11": "November"}
COLUMNS = ("Nama Lengkap", "TGL LAHIR", "NIK", "No. KK", "L/P", "SHDK", "ALAMAT", "RT", "RW",
           "Desa", "Kecamatan", "tempat_tinggal", "kk_tidak_bekerja", "khawatir_pangan",
           "pangan_lebih_separuh", "tidak_beli_pakaian")  # fmt: skip


def retyped(root: Path, period: str, *, clothes: str) -> None:
    """The village's list of `PERIOD` in other spelling, dates, spaces, columns and file name."""
    for file in (root / f"inbox/{period}/usulan-desa").iterdir():
        file.unlink()
    with (root / f"inbox/{period}/usulan-desa/daftar kami.csv").open("w", newline="") as written:
        table = csv.writer(written, delimiter=",")
        table.writerow(COLUMNS)
        for kk, nik, name, sex, born, street in reversed(HEADS):
            day, month, year = born.split("-")
            table.writerow(
                [f"  {name.title()} ", f"{int(day)} {MONTHS[month]} {year}", f"'{nik}", kk,
                 {"L": "Laki-laki", "P": "Perempuan"}[sex], "kepala keluarga",
                 street.title(), "001", "01", "Binuang", "BINUANG",
                 "Ada", "Y", "YA", "y", clothes]
            )  # fmt: skip


def standing(place: Workspace, period: str) -> list[str]:
    flags = pl.read_parquet(place.out(period) / "flags.parquet")
    missing = flags.filter(
        (pl.col("kind") == "missing_from_dtks") & (pl.col("state") != "resolved")
    )
    return sorted(missing["flag_id"])


def test_a_retyped_list_asks_nothing_and_a_changed_answer_asks_again(
    village_month: Workspace, tmp_path: Path
) -> None:
    place = copied(village_month, tmp_path / "kantor")
    findings = pl.read_parquet(place.out(PERIOD) / "flags.parquet").filter(kind="missing_from_dtks")
    table = tmp_path / "keputusan.csv"
    pl.DataFrame(
        {
            "kind": "flag", "subject_ids": findings["flag_id"], "verdict": "disagree",
            "reason": "sudah didatangi", "by": "petugas", "at": "2026-10-20T08:00:00+00:00",
            "evidence_hash": findings["evidence_hash"],
        }
    ).write_csv(table)  # fmt: skip
    command = [sys.executable, "-m", "pipelines.cli", "decisions", "import"]
    command += [str(place.root), str(table)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    asked = standing(place, PERIOD)
    assert len(asked) == 2
    shown = []
    for period, clothes in zip(LATER, ("tidak", "ya"), strict=True):
        fill_inbox(place.root, period)
        retyped(place.root, period, clothes=clothes)
        run_month(place, period)
        shown.append(standing(place, period))
    assert shown == [[], asked]
