"""Measure the model's m-probabilities on labelled rows: `python -m pipelines.resolve.train`.

Labels come from a synthetic regency (or, later, from review). The exact pass runs first, as in a
real run, so the shares describe the pairs the model will really be asked about. Writes
`pipelines/resolve/person.json`, whose diff is reviewed like code.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import duckdb
import polars as pl

import sql
from pipelines.resolve import model, score

TAIL = 0.02  # share of belief kept for noise the labels never showed, spread over all levels
YEAR = 2026  # of the synthetic regency
M_FLOOR = 2.0  # pseudo-count: levels the labels never showed stay possible


def measure(con: duckdb.DuckDBPyConnection, labels: pl.DataFrame) -> dict[str, dict[str, float]]:
    """m-probabilities from `core.person` and `labels` (record_id, true_person)."""
    with score.work_tables(con):
        return _measured(con, labels)


def _measured(con: duckdb.DuckDBPyConnection, labels: pl.DataFrame) -> dict[str, dict[str, float]]:
    con.execute(sql.read("link/exact"))
    con.execute(sql.read("link/entity"), {"year": YEAR})
    score.prepare(con)
    con.register("labels", labels)
    con.execute(
        f"""
        create or replace temp table labelled_pair as
        with label as (
            select coalesce(x.anchor_id, p.record_id) as entity_id, mode(y.true_person) as truth
            from core.person p
            left join linkage.exact x using (record_id)
            join labels y on y.record_id = p.record_id
            group by 1
        ),
        node as (select n.*, label.truth from linkage.node n join label using (entity_id))
        select {score.pair_columns(con)} from node l join node r
            on l.truth = r.truth and l.entity_id < r.entity_id and l.personal + r.personal > 0
        """
    )
    con.execute(
        "create or replace temp view people_pair as "
        "from labelled_pair where personal_l = 1 and personal_r = 1"
    )
    # Asset rows outnumber the hard pairs of people and give clean names; they may only speak of
    # what people rarely give: where the electricity meter stands.
    people = model.level_shares(con, "people_pair", M_FLOOR)
    everyone = model.level_shares(con, "labelled_pair", M_FLOOR)
    con.execute("drop view people_pair; drop table labelled_pair")
    con.unregister("labels")
    return {**people, model.PLACE.name: everyone[model.PLACE.name]}


def pooled(measured: list[tuple[int, dict[str, dict[str, float]]]]) -> dict[str, dict[str, float]]:
    """Mean of several measurements, weighted by their first element."""
    total = sum(weight for weight, _ in measured)
    return {
        comparison.name: {
            level.name: round(
                (1 - TAIL) * sum(w * m[comparison.name][level.name] for w, m in measured) / total
                + TAIL / sum(not lv.is_null for lv in comparison.levels),
                6,
            )
            for level in comparison.levels
            if not level.is_null
        }
        for comparison in model.COMPARISONS
    }


def labelled_regency(
    seed: int, noise: float, households: int, folder: Path
) -> tuple[duckdb.DuckDBPyConnection, pl.DataFrame]:
    """Core tables of a synthetic regency, and (record_id, true_person)."""
    from pipelines.config import Config
    from pipelines.demo import generate
    from pipelines.intake import read_period
    from pipelines.standardize import standardize
    from pipelines.workspace import Workspace

    period = f"{YEAR}-10"
    workspace = Workspace(folder / "workspace")
    config = Config(region="63.05")
    generate(
        workspace.inbox,
        region=config.region,
        households=households,
        seed=seed,
        period=period,
        noise=noise,
        truth=folder / "truth",
    )
    core = standardize(read_period(workspace, config, period), config, period)
    con = duckdb.connect()
    con.execute("create schema core")
    for name, frame in core.items():
        con.register("frame", frame)
        con.execute(f"create table core.{name} as from frame")
        con.unregister("frame")
    truth = pl.read_parquet(folder / "truth" / "records.parquet").filter(
        pl.col("true_person").is_not_null()
    )
    records = core["record"].with_columns(base=pl.col("file").str.replace(r"^.*/", ""))
    labels = records.join(
        truth.with_columns(pl.col("sheet").fill_null(""), pl.col("row").cast(pl.Int64)),
        left_on=["source", "base", "row"],
        right_on=["source", "file", "row"],
    ).filter((pl.col("sheet") == pl.col("sheet_right")) | (pl.col("sheet") == ""))
    return con, labels.select("record_id", "true_person").unique("record_id")


def main() -> None:
    """Measure on several seeds and noise levels and write the model."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=3000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[101, 102, 103])
    parser.add_argument("--noises", type=float, nargs="+", default=[1.0, 1.5, 2.0])
    parser.add_argument("--version", required=True, help="name of the new model, e.g. 2026.11")
    arguments = parser.parse_args()
    measured = []
    for seed, noise in zip(arguments.seeds, arguments.noises, strict=True):
        with tempfile.TemporaryDirectory() as folder:
            con, labels = labelled_regency(seed, noise, arguments.households, Path(folder))
            measured.append((labels.height, measure(con, labels)))
            con.close()
    target = Path(__file__).with_name("person.json")
    text = {
        "version": arguments.version,
        "trained_on": {
            "regency": "synthetic",
            "households": arguments.households,
            "seeds": arguments.seeds,
            "noises": arguments.noises,
        },
        "m": pooled(measured),
    }
    target.write_text(json.dumps(text, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
