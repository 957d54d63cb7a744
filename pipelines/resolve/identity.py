"""Ids that persist: the same person, the same household, the same id next month.

Each cluster takes the id of last month's cluster with which it has most in common; where two claim
one id, the greater overlap has it and the other gets a new one. A rerun of a period looks at the
same earlier month and so gives the same ids again. Everything is done on whole columns: a province
has millions of people.
"""

from __future__ import annotations

import duckdb
import polars as pl

ID_DIGITS = 16  # hex digits of a new id: at four million people a clash is one in two million
ORDER = ("weight", "old_id", "cluster")
DESCENDING = (True, False, False)


def assign(
    con: duckdb.DuckDBPyConnection,
    votes: pl.DataFrame,
    keys: pl.DataFrame,
    taken: pl.DataFrame,
    prefix: str,
) -> pl.DataFrame:
    """Ids for clusters: cluster, id.

    `votes`: cluster, old_id, weight. `keys`: cluster, key (the content from which a new id is
    made; one row a cluster). `taken`: old_id, every id used before. `con` only computes hashes.
    """
    given = _greatest_overlap(votes)
    used = pl.concat([given.select(id="id"), taken.select(id="old_id")]).unique()
    fresh = _new_ids(con, keys.join(given, on="cluster", how="anti"), used, prefix)
    return pl.concat([given, fresh])


def _greatest_overlap(votes: pl.DataFrame) -> pl.DataFrame:
    """cluster, id: pairs taken from the weightiest down, each cluster and each id once.

    In rounds: a pair that is the best of both its cluster and its id would be taken by going
    through them one by one, too.
    """
    open_votes = (
        votes.group_by("cluster", "old_id")
        .agg(pl.col("weight").sum())
        .sort(ORDER, descending=DESCENDING)
    )
    rounds = [open_votes.select("cluster", id="old_id").clear()]
    while open_votes.height:
        best = open_votes.unique("cluster", keep="first", maintain_order=True).join(
            open_votes.unique("old_id", keep="first", maintain_order=True),
            on=["cluster", "old_id"],
            how="semi",
        )
        rounds.append(best.select("cluster", id="old_id"))
        open_votes = open_votes.join(best, on="cluster", how="anti", maintain_order="left").join(
            best, on="old_id", how="anti", maintain_order="left"
        )
    return pl.concat(rounds)


def _new_ids(
    con: duckdb.DuckDBPyConnection, keys: pl.DataFrame, used: pl.DataFrame, prefix: str
) -> pl.DataFrame:
    """cluster, id for `keys`; an id that is taken (its cluster was split) is salted."""
    rounds = [keys.select("cluster", id="key").clear()]
    salt = 0
    while keys.height:
        con.register("new_id_key", keys)
        named = con.sql(
            "select cluster, key, $prefix || left(sha256(key || '#' || $salt), $digits) as id "
            "from new_id_key order by key",
            params={"prefix": prefix, "salt": str(salt), "digits": ID_DIGITS},
        ).pl()
        con.unregister("new_id_key")
        free = named.join(used, on="id", how="anti", maintain_order="left").unique(
            "id", keep="first", maintain_order=True
        )
        rounds.append(free.select("cluster", "id"))
        used = pl.concat([used, free.select("id")])
        keys = keys.join(free, on="cluster", how="anti")
        salt += 1
    return pl.concat(rounds)
