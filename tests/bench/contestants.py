"""Who is compared: our resolve step, plain Splink in two cuts, and an office's VLOOKUP on NIK.

A contestant takes a connection that holds `core.*` and gives, for every row that names a person,
the person and the household it takes the row for: record_id, person, household.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines.office.config import Config
from pipelines.office.ledger import DECISION
from pipelines.resolve.step import resolve
from tests.bench.plain_splink import Clustering, PlainSplink
from tests.bench.regency import REGION

THRESHOLD = 0.9
"""What a user takes who has no truth to tune on."""

GRID = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999)
"""Thresholds among which the truth picks the rival's best, a favour no office could do it."""

# People linked to a Dukcapil row have its KK, as our rules say too; others the KK most rows give.
HOUSEHOLDS = """
with card as (
    select
        person,
        coalesce(
            min(kk) filter ("table" = 'dukcapil'),
            arg_min(kk, (-times, kk))
        ) as kk
    from (
        select person, "table", kk, count(*) over (partition by person, kk) as times
        from found join core.person using (record_id)
        where kk is not null
    )
    group by person
)
select record_id, person, coalesce(card.kk, 'person ' || person) as household
from found left join card using (person)
"""

NIK_ONLY = "select record_id, coalesce(nik, 'row ' || record_id) as person from core.person"


@dataclass(frozen=True)
class Answer:
    """What a contestant answers, and, where it has a threshold to choose, at each of `GRID`."""

    rows: pl.DataFrame
    at_threshold: Callable[[float], pl.DataFrame] | None = None


CONFIG = Config(region=REGION)  # reading it loads the regions' names, as starting the program does

Contestant = Callable[[duckdb.DuckDBPyConnection, str], Answer]


def ours(con: duckdb.DuckDBPyConnection, period: str) -> Answer:
    """The product's resolve step as shipped: committed model, no decisions, no earlier period."""
    resolve(con, CONFIG, period, pl.DataFrame(schema=DECISION), None)
    return Answer(
        con.sql(
            "select record_id, person_id as person, household_id as household "
            "from link.record_person join link.record_household using (record_id)"
        ).pl()
    )


def nik_only(con: duckdb.DuckDBPyConnection, period: str) -> Answer:
    """Rows with the same plausible NIK are one person; nothing else counts."""
    return Answer(by_card(con, con.sql(NIK_ONLY).pl()))


def plain_splink(con: duckdb.DuckDBPyConnection, clustering: Clustering) -> Answer:
    """The Splink script, clustered at `THRESHOLD`."""
    model = PlainSplink(con, clustering)

    def at_threshold(threshold: float) -> pl.DataFrame:
        return by_card(con, model.persons(threshold))

    return Answer(at_threshold(THRESHOLD), at_threshold)


def by_card(con: duckdb.DuckDBPyConnection, found: pl.DataFrame) -> pl.DataFrame:
    """Add the household to record_id, person: everyone whose person has the same KK."""
    con.register("found", found)
    rows: pl.DataFrame = con.sql(HOUSEHOLDS).pl()
    con.unregister("found")
    return rows


CONTESTANTS: dict[str, Contestant] = {
    "padan": ours,
    "Splink, components": lambda con, _: plain_splink(con, "connected"),
    "Splink, best links": lambda con, _: plain_splink(con, "single_best"),
    "NIK only": nik_only,
}
