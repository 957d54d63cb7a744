"""Constrained clustering: the surest links first, and none that may not be.

May never be one person: two entities a reviewer called different, two Dukcapil entities, two whose
NIKs each fit their own row's birth date while the dates differ. Must be one person: what a reviewer
called the same. A union that would put a forbidden pair into one cluster is refused, whatever its
probability, and so is one that would make a cluster larger than any person's rows are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from pipelines.resolve.rivals import not_rivals
from pipelines.resolve.thresholds import SIZE_LIMIT


@dataclass(frozen=True)
class Oversized:
    """Clusters that further joins would have made too large, and how many entities they have."""

    clusters: int
    entities: int


@dataclass(frozen=True)
class Clustered:
    """Who is one person.

    `clusters`: entity_id, cluster_id. `used`: left, right, probability, reason of each join.
    """

    clusters: pl.DataFrame
    used: pl.DataFrame
    oversized: Oversized


class Clusters:
    """Union–find over entities that knows which clusters may not be joined.

    An entity nobody has asked about is a cluster of its own and costs nothing.
    """

    def __init__(self, spine: Iterable[str], births: dict[str, str]) -> None:
        """`births`: entity -> the birth date its NIK and its row agree on."""
        self._parent: dict[str, str] = {}
        self._birth = dict(births)
        self._has_spine = dict.fromkeys(spine, True)
        self._forbidden: dict[str, set[str]] = {}
        self._size: dict[str, int] = {}
        self._too_large: set[str] = set()  # entities of clusters that a join was refused to

    def find(self, entity: str) -> str:
        """The cluster's present root."""
        root = entity
        while (above := self._parent.get(root, root)) != root:
            root = above
        while entity != root:
            self._parent[entity], entity = root, self._parent[entity]
        return root

    def joined(self) -> dict[str, str]:
        """Entity -> cluster of all that are not clusters by their own name."""
        return {entity: self.find(entity) for entity in list(self._parent)}

    def forbid(self, one: str, other: str) -> None:
        """Never join the clusters of these two entities."""
        a, b = self.find(one), self.find(other)
        self._forbidden.setdefault(a, set()).add(b)
        self._forbidden.setdefault(b, set()).add(a)

    def allowed(self, one: str, other: str) -> bool:
        """Whether a union would keep every constraint."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if self._has_spine.get(a) and self._has_spine.get(b):
            return False
        if (
            self._birth.get(a, "") != self._birth.get(b, "")
            and a in self._birth
            and b in self._birth
        ):
            return False
        if self.size(a) + self.size(b) > SIZE_LIMIT:
            self._too_large |= {a, b}
            return False
        return b not in self._forbidden.get(a, ())

    def oversized(self) -> Oversized:
        """What was kept from growing; the surest joins up to the limit stand."""
        roots = {self.find(entity) for entity in self._too_large}
        return Oversized(len(roots), sum(self.size(root) for root in roots))

    def size(self, entity: str) -> int:
        """How many entities the cluster of this one has."""
        return self._size.get(self.find(entity), 1)

    def join(self, one: str, other: str) -> bool:
        """Join two clusters unless a constraint forbids it; says whether they now are one."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return True
        if not self.allowed(a, b):
            return False
        keep, gone = (a, b) if a < b else (b, a)
        self._parent[gone] = keep
        self._size[keep] = self._size.pop(keep, 1) + self._size.pop(gone, 1)
        if gone in self._birth:
            self._birth.setdefault(keep, self._birth.pop(gone))
        if self._has_spine.pop(gone, False):
            self._has_spine[keep] = True
        for enemy in self._forbidden.pop(gone, set()):
            self._forbidden[enemy].discard(gone)
            self._forbidden[enemy].add(keep)
            self._forbidden.setdefault(keep, set()).add(enemy)
        return True


def join_surest_first(clusters: Clusters, edges: pl.DataFrame, accept: float) -> pl.DataFrame:
    """Join `edges` (left, right, probability) from the surest down to `accept`.

    Returns the edges that were used, in order, so that each link can say why it was made.
    """
    ordered = edges.filter(pl.col("probability") >= accept).sort(
        "probability", "left", "right", descending=[True, False, False]
    )
    used = [
        clusters.find(left) != clusters.find(right) and clusters.join(left, right)
        for left, right in ordered.select("left", "right").iter_rows()
    ]
    return ordered.filter(pl.Series("used", used, dtype=pl.Boolean))


def clustered(
    entities: pl.DataFrame, constraints: pl.DataFrame, pairs: pl.DataFrame, accept: float
) -> Clustered:
    """Clusters of all entities, of which only personal ones are joined.

    `entities`: entity_id, spine, personal, sound_birth. `constraints`: left, right, same. `pairs`:
    left, right, probability, with_spine, joined from `accept` on.
    """
    clusters = _constrained(entities, constraints, pairs.filter(pl.col("probability") >= accept))
    by_people = constraints.filter(pl.col("same")).select(
        "left", "right", probability=pl.lit(1.0), reason=pl.lit("decision")
    )
    for left, right in by_people.select("left", "right").iter_rows():
        clusters.join(left, right)
    personal = entities.filter(pl.col("personal") == 1)
    among = pairs.join(personal.select(left="entity_id"), on="left", how="semi").join(
        personal.select(right="entity_id"), on="right", how="semi"
    )
    # First everyone finds their Dukcapil person, then the others find each other.
    to_spine = among.filter("with_spine")
    to_others = not_rivals(among.filter(~pl.col("with_spine")), to_spine)
    used = pl.concat(
        [join_surest_first(clusters, edges, accept) for edges in (to_spine, to_others)]
    ).select("left", "right", "probability", reason=pl.lit("splink"))
    return Clustered(
        _assigned(entities, clusters), pl.concat([by_people, used]), clusters.oversized()
    )


def _constrained(
    entities: pl.DataFrame, constraints: pl.DataFrame, likely: pl.DataFrame
) -> Clusters:
    """Clusters without any join yet. Only entities with someone near enough matter; the others are
    clusters of their own."""
    near = pl.concat(
        [
            frame.select(entity_id=side)
            for frame in (constraints, likely)
            for side in ("left", "right")
        ]
    ).unique()
    asked = entities.join(near, on="entity_id", how="semi")
    born = asked.filter(pl.col("sound_birth").is_not_null()).select("entity_id", "sound_birth")
    clusters = Clusters(
        asked.filter(pl.col("spine") == 1)["entity_id"].to_list(), dict(born.iter_rows())
    )
    for left, right in constraints.filter(~pl.col("same")).select("left", "right").iter_rows():
        if left != right:
            clusters.forbid(left, right)
    return clusters


def _assigned(entities: pl.DataFrame, clusters: Clusters) -> pl.DataFrame:
    joined = clusters.joined()
    moved = pl.DataFrame(
        {"entity_id": list(joined), "cluster_id": list(joined.values())},
        schema={"entity_id": pl.String, "cluster_id": pl.String},
    )
    return (
        entities.select("entity_id")
        .join(moved, on="entity_id", how="left")
        .with_columns(pl.coalesce("cluster_id", "entity_id"))
    )
