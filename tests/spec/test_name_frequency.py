"""How common a name is: counted are the rows of others, not those of the one person it is of."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.resolve.compare import prepare
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.work import work_tables
from tests.support.people import NO_DECISIONS, background, world

OTHERS = 200


def bearers(*births: str, default: bool = False) -> float:
    """How many rows of others a name is counted with that rows of these birth dates have."""
    rare = [
        {"id": f"r{at}", "table": "usulan_desa", "nama": "ZULKARNAEN BAHTIAR", "birth": birth,
         "birth_default": default, "village": f"63.05.0{at + 1}.2001", "rt": str(at)}
        for at, birth in enumerate(births)
    ]  # fmt: skip
    con = world(background(OTHERS) + rare)
    with work_tables(con):
        store_decisions(con, NO_DECISIONS)
        make_entities(con, date(2026, 10, 31))
        prepare(con)
        ((share,),) = con.execute(
            "select share from linkage.name_share "
            "where part = 'name_first' and value = 'JULKARNAEN'"
        ).fetchall()
    return float(share) * (OTHERS + len(births))


def test_a_name_that_one_birth_date_goes_with_is_nearly_unique() -> None:
    assert bearers("1980-03-04", "1980-03-04", "1980-03-04") == pytest.approx(0.5)


def test_a_name_of_two_people_is_borne_by_one_other() -> None:
    assert bearers("1980-03-04", "1991-05-06") == pytest.approx(1)


def test_two_people_of_two_rows_each_are_two_rows_of_others() -> None:
    births = ("1980-03-04", "1980-03-04", "1991-05-06", "1991-05-06")
    assert bearers(*births) == pytest.approx(2)


def test_a_birth_date_written_for_want_of_one_makes_nobody_the_same() -> None:
    assert bearers("1980-07-01", "1980-07-01", default=True) == pytest.approx(1)
