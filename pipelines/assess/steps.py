"""The judgement as a list of tables, each filled by the SQL file of its name, in this order.

Python only binds values (dates of the period, numbers of the rules, thresholds) and keeps the
order; what a table means stands in `schemas/out.py`, how it is found in `sql/out/`.
"""

from __future__ import annotations

import re
from typing import Any

import duckdb
import polars as pl

import sql
from pipelines.assess.rules import in_force
from pipelines.domain.periods import day_of, first_day, last_day
from pipelines.office.config import Config
from schemas import out, out_lists, out_pages, out_urgency
from schemas.base import Table, dtypes, empty

# From rows to what is known of each household.
UNDERSTANDING: dict[str, type[Table]] = {
    "source_age": out.SourceAge,
    "registry": out.Registry,
    "person": out.Person,
    "lookalike": out.Lookalike,
    "listed_person": out_lists.ListedPerson,
    "listed_family": out_lists.ListedFamily,
    "village_list": out_lists.VillageList,
    "turnout": out_lists.Turnout,
    "few_senders": out_lists.FewSenders,
    "withdrawal": out_lists.Withdrawal,
    "resubmission": out_lists.Resubmission,
    "proposal": out_lists.Proposal,
    "told_family": out_lists.ToldFamily,
    "criterion": out_lists.Criterion,
    "indicator_answer": out_lists.IndicatorAnswer,
    "poverty": out.Poverty,
    "proposed_household": out_lists.ProposedHousehold,
    "certificate": out.Certificate,
    "registry_member": out.RegistryMember,
    "disqualification": out.Disqualification,
    "household_golden": out.HouseholdGolden,
    "household_status": out.HouseholdStatus,
    "standing": out.Standing,
    "unregistered": out.Unregistered,
}
# From reasons to what the officer gets.
CONCLUDING: dict[str, type[Table]] = {
    "finding": out.Finding,
    "flag_end": out.FlagEnd,
    "flag": out.Flag,
    "urgency": out_urgency.Urgency,
    "flag_history": out.FlagHistory,
    "coverage": out.Coverage,
    "pair_for_review": out.PairForReview,
    "registry_since": out_pages.RegistrySince,
    "village_answer": out_pages.VillageAnswer,
    "family_row": out_pages.FamilyRow,
    "search_number": out_pages.SearchNumber,
    "search_name": out_pages.SearchName,
}
FLAG_RULES = (
    "missing_from_dtks",
    "ineligible_sktm",
    "ineligible_dtks",
    "deceased_in_dtks",
    "duplicate_in_dtks",
    "duplicate_submission",
    "members_missing",
    "desil_mismatch",
    "identity_unverified",
)

POPULATION_SHARE = 0.5  # CONTRACT: more than half of the village's people in dukcapil
OWNER_SHARE = 0.8  # a file of which this share names one village is that village's list
LIKELY = 0.5  # likelier than not: a register row that is nobody's may be a member's
SHORTEST_NUMBER = 12  # digits from which a damaged NIK or KK can still be searched for
AGREED_CONFIDENCE = 0.99  # an officer looked and agreed

# A flag keeps its id for as long as its household keeps its own. Evidence names the age of data
# that are carried forward; `registry_name` is how it names a registry. `sql/out/said.sql` writes
# down what a reason rests on.
MACROS = f"""
CREATE OR REPLACE TEMP MACRO flag_id(kind, household_id) AS
    'f' || substr(sha256(kind || '|' || household_id), 1, 16);
CREATE OR REPLACE TEMP MACRO age_of(name) AS (
    SELECT coalesce(any_value(words), '') FROM out.source_age WHERE source = name
);
CREATE OR REPLACE TEMP MACRO registry_name(code) AS (
    SELECT any_value(name) FROM out.registry WHERE registry = code
);
{sql.read("out/said")}
"""

PARAMETER = re.compile(r"\$([a-z_]+)")


def parameters(con: duckdb.DuckDBPyConnection, config: Config, period: str) -> dict[str, Any]:
    """Every value the SQL files may bind, by name."""
    window = config.submission_window
    sources = {
        source
        for (source,) in con.execute(
            "SELECT DISTINCT source FROM core.record WHERE outcome = 'accepted'"
        ).fetchall()
    }
    poverty, sktm, gone = config.poverty, config.sktm, config.disqualification
    deciding = deciding_registries(config.registry.decides, sources)
    return {
        "period": period,
        "first_day": first_day(period),
        "last_day": last_day(period),
        "window_opens": day_of(period, window.first_day),
        "window_closes": day_of(period, window.last_day),
        "registry_known": not sources.isdisjoint(deciding),
        "deciding": deciding,
        "fewest_villages": config.senders.fewest_villages,
        "fewest_rows": config.senders.fewest_rows,
        "dukcapil_known": "dukcapil" in sources,
        "dtks_known": "dtks" in sources,
        "population_share": POPULATION_SHARE,
        "owner_share": OWNER_SHARE,
        "min_criteria": poverty.min_criteria,
        "lantai": poverty.lantai,
        "dinding": poverty.dinding,
        "jamban": poverty.jamban,
        "daya_listrik": poverty.daya_listrik,
        "desil_max": config.registry.desil_max,
        "sktm_in_force": in_force(sktm, period),
        "criteria_months": poverty.criteria_months,
        "unheard_months": config.findings.unheard_months,
        "validity_months": sktm.validity_months,
        "purposes": list(sktm.validity_months_by_purpose),
        "purpose_months": list(sktm.validity_months_by_purpose.values()),
        "disqualification_in_force": in_force(gone, period),
        "umk": gone.umk,
        "daya_va_min": gone.daya_va_min,
        "roda_min": gone.roda_min,
        "accept": config.link.automatic,
        "review": config.link.review,
        "near_match": config.link.near_match,
        "likely": LIKELY,
        "agreed_confidence": AGREED_CONFIDENCE,
        "shortest_number": SHORTEST_NUMBER,
    }


def deciding_registries(decides: str, sources: set[str]) -> list[str]:
    """The registries whose word counts: `auto` is DTSEN where the period has it, else DTKS."""
    if decides == "auto":
        return ["dtsen"] if "dtsen" in sources else ["dtks"]
    return ["dtks", "dtsen"] if decides == "both" else [decides]


def fill(
    con: duckdb.DuckDBPyConnection, name: str, table: type[Table], values: dict[str, Any]
) -> None:
    """Make `out.<name>` as declared and fill it by `sql/out/<name>.sql`."""
    store(con, f"out.{name}", empty(table))
    _insert(con, name, f"out/{name}", table, values)


def fill_reasons(con: duckdb.DuckDBPyConnection, values: dict[str, Any]) -> None:
    """Let every flag rule add its reasons to `out.reason`."""
    store(con, "out.reason", empty(out.Reason))
    for kind in FLAG_RULES:
        _insert(con, "reason", f"out/flag_{kind}", out.Reason, values)


def store(con: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    """Write a frame as table `name`, replacing it."""
    con.register("incoming", frame)
    con.execute(f"CREATE OR REPLACE TABLE {name} AS FROM incoming")
    con.unregister("incoming")


def _insert(
    con: duckdb.DuckDBPyConnection,
    name: str,
    query_name: str,
    table: type[Table],
    values: dict[str, Any],
) -> None:
    query = sql.read(query_name)
    wanted = set(PARAMETER.findall(query))
    columns = ", ".join(dtypes(table))
    con.execute(
        f"INSERT INTO out.{name} BY NAME SELECT {columns} FROM ({query}) ORDER BY ALL",
        {key: values[key] for key in wanted},
    )
