"""Where pairs are looked for: narrow keys that two rows of one person are likely to share.

Each rule is a set of columns that must all agree. A key that very many share (a dummy KK, a list
in which every row bears the village's name) says nothing about who is who and would make pairs
without end, so it is left out of its rule and reported; the other rules still find the pair. Rules
that lean on facts strangers often share (`FOR_FEW`) look under rare keys only, which is not a fault
and not reported. The rest is counted before it is made: a run that would hang stops with its cause
instead.
"""

from __future__ import annotations

from typing import Any, Final

import duckdb

from pipelines.errors import RunError
from pipelines.resolve import thresholds
from pipelines.resolve.work import add, make

BLOCKS: Final[dict[str, tuple[str, ...]]] = {
    "nik": ("nik_cmp",),
    "nik_front": ("nik_front",),
    "nik_back": ("nik_back",),
    "birth_and_name_start": ("birth", "name_start"),
    "birth_and_district": ("birth", "district"),
    "name_and_village": ("name_sorted", "village"),
    "name_and_birth_year": ("name_sorted", "birth_year"),
    "name_and_district": ("name_joined", "district"),
    "rare_name": ("rare_name",),
    "first_name_and_rt": ("name_first", "rt_key"),
    "last_name_and_rt": ("name_last", "rt_key"),
    "name_start_and_street": ("name_start", "street_key"),
    "house": ("house_key",),
    "house_in_rt": ("rt_house_key",),
    "mother_and_name_start": ("mother", "name_start"),
    "mother_and_birth_year": ("mother", "birth_year"),
    "name_start_birth_year_and_village": ("name_start", "birth_year", "village"),
}

FOR_FEW: Final = frozenset(
    ("nik_back", "name_and_district", "mother_and_name_start", "mother_and_birth_year")
)


def column(rule: str) -> str:
    """Name of the column of `linkage.node` that holds a rule's key."""
    return f"block_{rule}"


def key_columns() -> str:
    """Select list of all key columns: one number a rule, null where a part of the key is."""
    keys = []
    for rule, parts in BLOCKS.items():
        given = " and ".join(f"{part} is not null" for part in parts)
        keys.append(f"case when {given} then hash({', '.join(parts)}) end as {column(rule)}")
    return ", ".join(keys)


def splink_rules(condition: str) -> list[dict[str, Any]]:
    """The rules as Splink takes them, for pairs that meet `condition` (SQL over `l` and `r`)."""
    rules: list[dict[str, Any]] = [
        {"blocking_rule": f"l.{column(rule)} = r.{column(rule)} and {condition}"} for rule in BLOCKS
    ]
    families = {"blocking_rule": f"l.kks = r.kks and ({condition})", "arrays_to_explode": ["kks"]}
    return [*rules, families]


def leave_out_common_keys(con: duckdb.DuckDBPyConnection) -> None:
    """Empty the keys in linkage.node that too many share; makes linkage.common_key of them.

    linkage.common_key: rule, entities (that share one key). RunError when the pairs that are left
    are still too many.
    """
    con.execute("create or replace table linkage.common_key (rule text, entities bigint)")
    pairs = {rule: _leave_out_common_keys(con, rule) for rule in BLOCKS}
    if sum(pairs.values()) > thresholds.PAIR_LIMIT:
        worst = sorted(pairs, key=lambda rule: (-pairs[rule], rule))[:3]
        most = ", ".join(f"{rule}: {pairs[rule]:,}" for rule in worst)
        raise RunError(
            f"linkage would compare {sum(pairs.values()):,} pairs of rows, more than "
            f"{thresholds.PAIR_LIMIT:,}; the rules that make most of them are {most}"
        )


def _leave_out_common_keys(con: duckdb.DuckDBPyConnection, rule: str) -> int:
    """Empty the common keys of one rule; returns how many pairs its other keys make."""
    key = column(rule)
    limit = thresholds.FEW_LIMIT if rule in FOR_FEW else thresholds.KEY_LIMIT
    con.execute(
        f"create or replace temp view rule_key as "
        f"select {key} as key, spine from linkage.node where {key} is not null"
    )
    make(con, "shared_key")
    con.execute("drop view rule_key")
    if add(con, "common_key", rule=rule, limit=limit):
        con.execute(
            f"update linkage.node set {key} = null "
            f"where {key} in (select key from linkage.shared_key where entities > ?)",
            [limit],
        )
    ((pairs,),) = con.execute(
        "select coalesce(sum(open * entities), 0)::bigint from linkage.shared_key "
        "where entities <= ?",
        [limit],
    ).fetchall()
    return int(pairs)
