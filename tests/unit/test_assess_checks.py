"""Each of our own checks finds the fault it is there for, and says nothing personal."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

import sql
from pipelines.assess import assess, run_checks
from pipelines.errors import CheckError
from pipelines.office.config import Config
from pipelines.office.ledger import DECISION
from tests.support.assess_world import POOR, World

FAULTS = {
    "person_record_has_one_person": "DELETE FROM link.record_person WHERE record_id = 'r0001'",
    "linked_record_is_accepted": "UPDATE core.record SET outcome = 'rejected' "
    "WHERE record_id = 'r0001'",
    "person_has_one_household": "DELETE FROM link.person_household WHERE person_id = 'ani'",
    "record_once": 'UPDATE core.record SET "row" = 2, file = (SELECT file FROM core.record '
    "WHERE record_id = 'r0002') WHERE record_id = 'r0001'",
    "rows_are_accounted": "DELETE FROM core.record WHERE record_id = 'r0001'",
    "flag_once_per_household": "INSERT INTO out.flag SELECT * FROM out.flag",
    "flag_is_complete": "UPDATE out.flag SET person_ids = []",
    "flag_evidence_exists": "UPDATE out.flag SET household_id = 'nobody'",
    "reason_has_rule": "UPDATE out.reason SET code = 'made_up'",
    "reason_rests_on_facts": "UPDATE out.reason SET facts = []",
    "household_is_judged_once": "DELETE FROM out.household_status WHERE household_id = 'k-ani'",
    "person_is_published_once": "INSERT INTO out.person SELECT * FROM out.person",
    "coverage_knows_every_village": "DELETE FROM out.coverage",
}


@pytest.fixture(scope="module")
def built() -> Iterator[duckdb.DuckDBPyConnection]:
    world = World(neighbours=2)
    world.person("ani")
    world.village_row("ani", POOR)
    world.person("budi")
    world.dtks("budi")
    con = duckdb.connect(":memory:", config={"threads": 1})
    world.load(con)
    config = Config.model_validate({"region": "63.05"})
    assess(con, config, "2026-10", pl.DataFrame(schema=DECISION), None)
    yield con
    con.close()


def test_a_sound_database_passes_every_check(built: duckdb.DuckDBPyConnection) -> None:
    assert run_checks(built) == len(sql.names("checks"))


@pytest.mark.parametrize("check", FAULTS)
def test_a_check_finds_its_fault_and_names_only_itself_and_a_count(
    built: duckdb.DuckDBPyConnection, check: str
) -> None:
    built.execute("BEGIN")
    try:
        built.execute(FAULTS[check])
        with pytest.raises(CheckError) as error:
            run_checks(built)
    finally:
        built.execute("ROLLBACK")
    assert check in str(error.value)
    assert "ANI" not in str(error.value)


def test_every_check_of_this_step_has_a_planted_fault() -> None:
    written_here = {name.removeprefix("checks/") for name in sql.names("checks")}
    assert set(FAULTS) <= written_here
