"""The papers of one village: which there are, and that they do not depend on who writes them."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.domain.villages import Village
from pipelines.office.config import WindowConfig
from pipelines.publish.letters.listed import FORM_COLUMNS
from pipelines.publish.letters.months import MonthCount
from pipelines.publish.letters.parcels import Parcel, write_parcel
from pipelines.publish.letters.village import SentAgain, VillageFeedback


def parcel(number: int) -> Parcel:
    """The parcel of a village that sent twice, with as many people as its number."""
    people = pl.DataFrame(
        [
            dict.fromkeys(FORM_COLUMNS) | {"nama": f"ORANG {n}", "nik": f"63050210016000{n:02}"}
            for n in range(number)
        ],
        schema=dict.fromkeys(FORM_COLUMNS, pl.String),
    ).with_columns(faulty=pl.lit([], pl.List(pl.String)))
    feedback = VillageFeedback(
        village=Village(
            f"63.05.02.20{number:02}", f"Desa {number}", "Tapin Selatan", "Kabupaten Tapin"
        ),
        period="2026-10",
        window=WindowConfig(),
        late=False,
        months=[MonthCount("2026-10", number, number)],
        files=["2026-10/usulan-desa/usulan.xlsx"],
        sent_again=[SentAgain("usulan 2.xlsx", 1, 2, 3, 0)],
        carried_over=number,
    )
    change = {
        "village_code": feedback.village.code, "file": "2026-10/usulan-desa/usulan 2.xlsx",
        "sheet": "RT 1", "row": 7, "nama": "ORANG 1", "nik": None, "change": "changed",
        "canonical": "lantai", "old_value": "8", "new_value": "2",
        "old_file": "2026-10/usulan-desa/usulan.xlsx", "old_sheet": "", "old_row": 3,
    }  # fmt: skip
    problems = pl.DataFrame(
        schema={"table": pl.String, "file": pl.String, "sheet": pl.String, "row": pl.Int64}
    )
    return Parcel(feedback, WindowConfig(), people, problems, {}, [], [change])


def written(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_parcel_is_the_same_bytes_after_its_way_to_another_process(tmp_path: Path) -> None:
    sent = pickle.loads(pickle.dumps(parcel(3)))
    write_parcel(parcel(3), tmp_path / "here")
    write_parcel(sent, tmp_path / "there")
    here = written(tmp_path / "here")
    assert len(here) == 3
    assert here == written(tmp_path / "there")


def test_a_village_that_sent_nothing_gets_no_workbook(tmp_path: Path) -> None:
    silent = parcel(0)
    feedback = replace(silent.feedback, files=[], sent_again=[], months=[MonthCount("2026-10")])
    write_parcel(replace(silent, feedback=feedback), tmp_path / "desa")
    assert sorted(path[:5] for path in written(tmp_path / "desa")) == ["Surat", "Templ"]
