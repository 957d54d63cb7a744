"""Does a probability mean what it says? Cases of a run against the truth, and curves that mend it.

A case is something the program gave a probability (a row's link, a pair it left apart, a finding)
and whether it was right. Reliability compares the two decile by decile. A calibration curve is an
isotonic regression on such cases: the share right by probability, which never falls.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import polars as pl

from pipelines.demo.evaluate import flag_cases, joined_rows
from pipelines.machine.database import open_published
from pipelines.resolve.fitted import FINDING, LINK, PAIR, Calibration, Knot

CASE: dict[str, type[pl.DataType]] = {
    "subject": pl.String,
    "name": pl.String,
    "probability": pl.Float64,
    "right": pl.Boolean,
}
"""subject and name as in `link.calibration`; `right`: whether it truly was so."""

EDGES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
"""Where a curve may bend: narrow where thresholds lie and where most cases are."""

PRIOR_CASES = 30.0
"""A bin's cases count alongside this many that are as right as computed."""

FEWEST_CASES = 500
"""A decile with fewer cases says nothing of reliability (issue 4)."""


def cases_of_run(workspace: Path, truth: Path, period: str) -> pl.DataFrame:
    """All cases (CASE) of a published period of `workspace` whose `truth` is known."""
    joined, _ = joined_rows(workspace, truth, period)
    accepted = joined.filter(pl.col("outcome") == "accepted")
    labels = accepted.filter(pl.col("true_person").is_not_null()).select("record_id", "true_person")
    with closing(open_published(workspace / "published" / f"{period}.duckdb")) as con:
        linked = con.sql(
            'select rp.*, p."table" from link.record_person rp join core.person p using (record_id)'
        ).pl()
        pairs = con.sql("select record_id_l, record_id_r, probability from link.candidate").pl()
    flags = pl.read_parquet(workspace / "out" / period / "flags.parquet")
    found = flag_cases(flags, accepted, truth, period).select(
        subject=pl.lit(FINDING),
        name=pl.col("kind") + pl.when("needs_review").then(pl.lit(":review")).otherwise(pl.lit("")),
        probability="confidence",
        right="right",
    )
    return pl.concat([link_cases(linked, labels), pair_cases(pairs, labels), found])


def link_cases(linked: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Cases of rows that were linked to someone.

    `linked`: record_id, person_id, match_reason, probability, table. `labels`: record_id,
    true_person. Who a person truly is follows from its Dukcapil row, else from most of its rows.
    """
    rows = linked.join(labels, on="record_id").with_columns(
        votes=pl.when(pl.col("table") == "dukcapil").then(1000).otherwise(1)
    )
    truly = (
        rows.group_by("person_id", "true_person")
        .agg(pl.col("votes").sum())
        .sort("votes", "true_person", descending=[True, False])
        .unique("person_id", keep="first", maintain_order=True)
        .select("person_id", is_person="true_person")
    )
    return (
        rows.filter(~pl.col("match_reason").is_in(["single", "decision"]))
        .join(truly, on="person_id")
        .select(
            subject=pl.lit(LINK),
            name="match_reason",
            probability="probability",
            right=pl.col("true_person") == pl.col("is_person"),
        )
    )


def pair_cases(pairs: pl.DataFrame, labels: pl.DataFrame) -> pl.DataFrame:
    """Cases of pairs that were not joined: record_id_l, record_id_r, probability."""
    other = labels.rename({"record_id": "record_id_r", "true_person": "other_person"})
    return (
        pairs.join(labels, left_on="record_id_l", right_on="record_id")
        .join(other, on="record_id_r")
        .select(
            subject=pl.lit(LINK),
            name=pl.lit(PAIR),
            probability="probability",
            right=pl.col("true_person") == pl.col("other_person"),
        )
    )


def deciles(cases: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """`by`, decile (0 to 9), cases, computed (mean), right (share), error (computed − right)."""
    return (
        cases.group_by(*by, decile=(pl.col("probability") * 10).floor().clip(0, 9).cast(pl.Int64))
        .agg(
            cases=pl.len(),
            computed=pl.col("probability").mean(),
            right=pl.col("right").mean(),
        )
        .with_columns(error=pl.col("computed") - pl.col("right"))
        .sort(*by, "decile")
    )


def worst_error(cases: pl.DataFrame, by: list[str], fewest: int = FEWEST_CASES) -> float:
    """The greatest reliability error of a decile with enough cases; 0 where there is none."""
    errors = deciles(cases, by).filter(pl.col("cases") >= fewest)["error"].abs()
    worst = errors.max()
    return float(worst) if isinstance(worst, float) else 0.0


def calibration(cases: pl.DataFrame) -> Calibration:
    """Curves for every subject and name in `cases`."""
    curves: dict[str, dict[str, list[Knot]]] = {LINK: {}, FINDING: {}}
    for (subject, name), part in cases.sort("subject", "name").group_by(
        "subject", "name", maintain_order=True
    ):
        curves[str(subject)][str(name)] = curve(part)
    return Calibration(**curves)


def curve(cases: pl.DataFrame) -> list[Knot]:
    """Isotonic regression over bins of cases: how often they are right, by probability."""
    inside = sum((pl.col("probability") >= edge).cast(pl.Int64) for edge in EDGES)
    bins = (
        cases.group_by(bin=inside)
        .agg(n=pl.len(), computed=pl.col("probability").mean(), hits=pl.col("right").sum())
        .with_columns(weight=pl.col("n") + PRIOR_CASES)
        .with_columns(share=(pl.col("hits") + PRIOR_CASES * pl.col("computed")) / pl.col("weight"))
        .sort("bin")
    )
    shares = _never_falling(bins["share"].to_list(), bins["weight"].to_list())
    knots = [
        (round(at, 6), round(share, 6))
        for at, share in zip(bins["computed"].to_list(), shares, strict=True)
        if 0 < round(at, 6) < 1
    ]
    first = min(0.0, knots[0][1]) if knots else 0.0
    last = shares[-1] if bins["computed"].to_list()[-1] > EDGES[-2] else 1.0
    return [(0.0, first), *knots, (1.0, max(round(last, 6), knots[-1][1] if knots else 0.0))]


def _never_falling(values: list[float], weights: list[float]) -> list[float]:
    """Pool adjacent violators: neighbours that fall take their weighted mean."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for value, weight in zip(values, weights, strict=True):
        blocks.append((value, weight, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (a, wa, na), (b, wb, nb) = blocks[-2:]
            blocks[-2:] = [((a * wa + b * wb) / (wa + wb), wa + wb, na + nb)]
    return [mean for mean, _, times in blocks for _ in range(times)]
