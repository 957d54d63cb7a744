"""Which KK speaks for a person whom several lists of a month give different ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.work import make, work_tables
from tests.support.people import LEDGER, NO_DECISIONS, world

TATAKAN, BINUANG = "63.05.02.2001", "63.05.01.1001"
CIVIL = "6305011204100001"
RECORDED_LATE, RECORDED_EARLY = "6305010508260007", "6305010508110007"


def todays_kk(
    *lists: tuple[str | None, str | None, str, str],
    replacing: str | None = None,
    decisions: pl.DataFrame = NO_DECISIONS,
) -> tuple[str | None, str]:
    """Today's KK, and its basis, of one in dukcapil and in `lists` (KK, date, file, village).

    `replacing`: the file that says of itself that it replaces all before.
    """
    rows: list[dict[str, Any]] = [{"id": "d", "table": "dukcapil", "kk": CIVIL, "nama": "ORANG"}]
    rows += [
        {"id": f"u{n}", "table": "usulan_desa", "kk": kk, "nama": "ORANG", "village": village}
        for n, (kk, _, _, village) in enumerate(lists)
    ]
    con = world(rows)
    for n, (_, listed, file, village) in enumerate(lists):
        con.execute(
            "update core.record set list_date = $listed, file = $file, village_code = $village, "
            "list_replaces = $replaces where record_id = $record",
            {
                "listed": listed,
                "file": file,
                "village": village,
                "replaces": True if file == replacing else None,
                "record": f"u{n}",
            },
        )
    con.execute(
        "create table link.record_person as select record_id, 'p' as person_id from core.person"
    )
    with work_tables(con):
        store_decisions(con, decisions)
        make(con, "person_kk", latest=date(2026, 10, 31))
        make(con, "today_kk")
        ((today, basis),) = con.execute("select kk, kk_basis from linkage.today_kk").fetchall()
    return today, basis


def test_an_older_lists_kk_that_the_village_corrected_does_not_win() -> None:
    wrong = (RECORDED_LATE, "2026-10-03", "b.xlsx", TATAKAN)
    corrected = (CIVIL, "2026-10-09", "a.xlsx", TATAKAN)
    assert todays_kk(wrong) == (RECORDED_LATE, "usulan-desa")
    assert todays_kk(wrong, corrected) == (CIVIL, "dukcapil")


def test_without_dates_the_list_last_by_path_corrects_the_others() -> None:
    wrong = (RECORDED_LATE, None, "a.xlsx", TATAKAN)
    assert todays_kk(wrong, (CIVIL, None, "b.xlsx", TATAKAN)) == (CIVIL, "dukcapil")


def test_a_newer_list_without_a_kk_corrects_nothing() -> None:
    first = (RECORDED_LATE, "2026-10-03", "a.xlsx", TATAKAN)
    silent = (None, "2026-10-09", "b.xlsx", TATAKAN)
    assert todays_kk(first, silent) == (RECORDED_LATE, "usulan-desa")


def test_between_villages_the_later_recorded_kk_still_wins() -> None:
    here = (RECORDED_LATE, "2026-10-03", "a.xlsx", TATAKAN)
    there = (RECORDED_EARLY, "2026-10-09", "b.xlsx", BINUANG)
    assert todays_kk(here, there) == (RECORDED_LATE, "usulan-desa")


def test_a_list_that_replaces_the_others_corrects_them_whatever_its_name() -> None:
    """`Usulan (pengganti).xlsx` comes before `Usulan.xlsx` by path."""
    wrong = (RECORDED_LATE, None, "Usulan.xlsx", TATAKAN)
    corrected = (CIVIL, None, "Usulan (pengganti).xlsx", TATAKAN)
    assert todays_kk(wrong, corrected) == (RECORDED_LATE, "usulan-desa")
    assert todays_kk(wrong, corrected, replacing=corrected[2]) == (CIVIL, "dukcapil")


def test_an_officers_word_on_which_list_replaces_the_others_outdoes_the_lists_own() -> None:
    wrong = (RECORDED_LATE, None, "Usulan.xlsx", TATAKAN)
    corrected = (CIVIL, None, "Usulan (pengganti).xlsx", TATAKAN)
    said = pl.DataFrame(
        [
            {
                "decision_id": "d",
                "kind": "replacement_list",
                "subject_ids": [corrected[2]],
                "verdict": "disagree",
                "at": "2026-10-20",
            }
        ],
        schema=LEDGER,
    )
    assert todays_kk(wrong, corrected, replacing=corrected[2], decisions=said) == (
        RECORDED_LATE,
        "usulan-desa",
    )
