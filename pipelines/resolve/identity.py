"""Ids that persist: the same person, the same household, the same id next month.

Each cluster takes the id of last month's cluster with which it has most in common; where two claim
one id, the greater overlap has it and the other gets a new one. A rerun of a period looks at the
same earlier month and so gives the same ids again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import polars as pl


def assign(
    votes: pl.DataFrame, keys: Iterable[tuple[str, str]], taken: Iterable[str], prefix: str
) -> dict[str, str]:
    """Ids for clusters.

    `votes`: cluster, old_id, weight. `keys`: (cluster, content key from which a new id is made).
    `taken`: every id used before. Returns cluster -> id.
    """
    ordered = (
        votes.group_by("cluster", "old_id")
        .agg(pl.col("weight").sum())
        .sort("weight", "old_id", "cluster", descending=[True, False, False])
    )
    given: dict[str, str] = {}
    used: set[str] = set()
    for cluster, old_id in ordered.select("cluster", "old_id").iter_rows():
        if cluster not in given and old_id not in used:
            given[cluster] = old_id
            used.add(old_id)
    used.update(taken)
    for cluster, key in sorted(keys, key=lambda pair: pair[1]):
        if cluster not in given:
            given[cluster] = _new_id(key, used, prefix)
            used.add(given[cluster])
    return given


def _new_id(key: str, used: set[str], prefix: str) -> str:
    """An id from content; an id that is taken (its cluster was split) is salted."""
    salt = 0
    while True:
        digest = hashlib.blake2b(f"{key}#{salt}".encode(), digest_size=8).hexdigest()
        if prefix + digest not in used:
            return prefix + digest
        salt += 1
