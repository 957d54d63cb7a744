"""`padan explain` on links and non-links of a demo month: what spoke for them, what against."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.explain.answers import explain_flag, explain_record
from pipelines.machine.database import open_published
from pipelines.office.workspace import Workspace
from tests.support.small_inbox import PERIOD


@pytest.fixture(scope="module")
def month(demo_month: Workspace) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database of a small demo regency."""
    with open_published(demo_month.database(PERIOD)) as con:
        yield con


def test_a_scored_link_says_with_which_row_and_why(month: duckdb.DuckDBPyConnection) -> None:
    linked = month.execute(
        "SELECT record_id FROM link.record_person WHERE match_reason = 'splink' "
        "ORDER BY record_id LIMIT 8"
    ).fetchall()
    assert linked
    for (record,) in linked:
        explained = explain_record(month, record)
        assert explained and "Dianggap satu orang dengan: " in explained
        assert "Yang menguatkan: " in explained
        assert "Bobot: Sebelum dibandingkan −" in explained and " bit\n" in explained


def test_the_nearest_registry_people_are_listed_with_why_each_is_another_person(
    month: duckdb.DuckDBPyConnection,
) -> None:
    near = month.execute(
        "SELECT f.flag_id FROM out.flag AS f WHERE f.kind = 'missing_from_dtks' "
        "AND f.state <> 'resolved' ORDER BY f.subtype <> 'near_match', f.flag_id"
    ).fetchall()
    explained = [explain_flag(month, flag) or "" for (flag,) in near]
    with_near = [text for text in explained if "yang paling mirip" in text]
    assert with_near
    for text in with_near:
        people = text.split("yang paling mirip")[1].split("Riwayat ID")[0]
        assert people.count("Bobot: ") == people.count("peluang orang yang sama") > 0
        assert "Yang melemahkan: " in people
