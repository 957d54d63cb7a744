"""Where pairs are looked for: narrow keys that two rows of one person are likely to share.

Each rule is a set of columns that must all agree. A key that very many share (a dummy KK, a list
in which every row bears the village's name) says nothing about who is who and would make pairs
without end, so it is left out of its rule and told; the other rules still find the pair. Rules that
lean on facts strangers often share (`FOR_FEW`) look under rare keys only, which is no fault and not
told. The rest is counted before it is made: a run that would hang stops with its cause instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import duckdb

from pipelines.errors import RunError
from schemas.base import empty
from schemas.link import LimitReached

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
KK = "kk"  # looks inside lists, so that every KK an entity ever showed counts

KEY_LIMIT = 500  # a key that more entities share than this is no key
FOR_FEW: Final = frozenset(
    ("nik_back", "name_and_district", "mother_and_name_start", "mother_and_birth_year")
)
FEW_LIMIT = 15
"""A default birth date with serial 0001, a district's favourite name, a frequent mother's name: of
some 150,000 pairs found by more common keys of such a rule alone (regencies of 12,000 households,
noise 1.5 and 3), 18 weighed more than even odds and four were linked. They were a third of all."""
KK_LIMIT = 100  # more people than this are no family
PAIR_LIMIT = 2_000_000_000  # about a day of scoring on two cores


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


def splink_rules(conditions: Sequence[str]) -> list[dict[str, Any]]:
    """The rules as Splink takes them, for pairs that meet one of these `conditions`.

    A rule is given once for each condition, so that each can narrow what is joined. Families are
    small: looking inside their lists twice would cost more than it saves.
    """
    rules: list[dict[str, Any]] = [
        {"blocking_rule": f"l.{column(rule)} = r.{column(rule)} and {condition}"}
        for rule in BLOCKS
        for condition in conditions
    ]
    either = " or ".join(f"({condition})" for condition in conditions)
    exploded = {"blocking_rule": f"l.kks = r.kks and ({either})", "arrays_to_explode": ["kks"]}
    return [*rules, exploded]


def no_limits_yet(con: duckdb.DuckDBPyConnection) -> None:
    """Make link.limit_reached without rows; the schema `link` must exist."""
    con.register("nothing", empty(LimitReached))
    con.execute("create or replace table link.limit_reached as from nothing")
    con.unregister("nothing")


def leave_out_common_keys(con: duckdb.DuckDBPyConnection) -> None:
    """Empty the keys that too many share; write those above `KEY_LIMIT` into link.limit_reached.

    RunError when the pairs that are left are still too many.
    """
    con.execute(
        "insert into link.limit_reached "
        "select 'kk', 'kk', count(*), sum(entities) from ("
        "select count(*) as entities from (select unnest(kks) as kk from linkage.entity) "
        "group by kk having count(*) > $limit) having count(*) > 0",
        {"limit": KK_LIMIT},
    )
    pairs: dict[str, int] = {}
    for rule in BLOCKS:
        key, limit = column(rule), FEW_LIMIT if rule in FOR_FEW else KEY_LIMIT
        con.execute(
            f"create or replace temp table shared_key as select {key} as key, "
            "count(*) as entities, count(*) filter (spine = 0) as open "
            f"from linkage.node where {key} is not null group by key having entities > 1"
        )
        ((common, pairs[rule]),) = con.execute(
            "select count(*) filter (entities > $limit), "
            "coalesce(sum(open * entities) filter (entities <= $limit), 0)::bigint from shared_key",
            {"limit": limit},
        ).fetchall()
        if common:
            con.execute(
                f"update linkage.node set {key} = null "
                f"where {key} in (select key from shared_key where entities > $limit)",
                {"limit": limit},
            )
            con.execute(
                "insert into link.limit_reached select 'block', $rule, count(*), sum(entities) "
                "from shared_key where entities > $limit having count(*) > 0",
                {"rule": rule, "limit": KEY_LIMIT},
            )
    con.execute("drop table shared_key")
    if sum(pairs.values()) > PAIR_LIMIT:
        worst = sorted(pairs, key=lambda rule: (-pairs[rule], rule))[:3]
        told = ", ".join(f"{rule}: {pairs[rule]:,}" for rule in worst)
        raise RunError(
            f"linkage would compare {sum(pairs.values()):,} pairs of rows, more than "
            f"{PAIR_LIMIT:,}; the rules that make most of them are {told}"
        )
