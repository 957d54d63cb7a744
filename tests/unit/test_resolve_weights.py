"""Pairs weigh what Splink says."""

from __future__ import annotations

from datetime import date
from math import log2

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from pipelines.resolve import model, splink_settings
from pipelines.resolve.compare import compare, prepare
from pipelines.resolve.decisions import store_decisions
from pipelines.resolve.entities import make_entities
from pipelines.resolve.fitted import committed
from pipelines.resolve.thresholds import KEEP, TWICE_IN_A_LIST
from pipelines.resolve.weights import Weights
from pipelines.resolve.work import work_tables
from schemas import link
from schemas.base import dtypes
from tests.support.people import NO_DECISIONS, background, world

PRIOR = 1 / 200


def named_apart() -> duckdb.DuckDBPyConnection:
    """Two hundred Dukcapil people, and lists that name them without NIK."""
    people = background(200)
    parts = ("nama", "birth", "sex", "mother", "village", "rt", "kk")
    listed = [
        {**{part: row[part] for part in parts}, "id": f"daftar{i}", "table": "usulan_desa"}
        for i, row in enumerate(people)
    ]
    for i, row in enumerate(listed):
        row[parts[i % 7]] = f"{row['nama'].split()[0]} X" if i % 7 == 0 else None
    return world(people + listed)


def weights() -> Weights:
    m = committed().m
    even = {c: {level: 1 / len(levels) for level in levels} for c, levels in m.items()}
    return Weights(m, even, PRIOR)


def predicted(con: duckdb.DuckDBPyConnection, weighed: Weights) -> pl.DataFrame:
    """left, right, match_weight of all pairs, as Splink finds and weighs them."""
    api = DuckDBAPI(connection=con)
    nodes = api.register(con.table("linkage.node"), dataset_display_name="splink_alone")
    settings = splink_settings.scoring(weighed, model.COMPARED)
    linker = Linker(nodes, settings, log_level=None)
    for name in model.FREQUENCIES:
        shares = con.sql(
            f"select value as {name}, share as tf_{name} from linkage.name_share "
            f"where part = '{name}'"
        ).pl()
        linker.table_management.register_term_frequency_lookup(
            api.register(shares.to_arrow(), dataset_display_name=f"shares_{name}"), name
        )
    found = linker.inference.predict(KEEP, warning_mode="never")
    pairs: pl.DataFrame = con.sql(
        f"""
        select least(l.entity_id, r.entity_id) as "left",
            greatest(l.entity_id, r.entity_id) as "right", p.match_weight
        from {found.physical_name} p join linkage.node l on l.node_id = p.node_id_l
        join linkage.node r on r.node_id = p.node_id_r
        """
    ).pl()
    return pairs


def test_a_pair_weighs_what_splink_says() -> None:
    con = named_apart()
    weighed = weights()
    with work_tables(con):
        store_decisions(con, NO_DECISIONS)
        make_entities(con, date(2026, 10, 31))
        prepare(con)
        ours = compare(con, weighed)
        splink = predicted(con, weighed)
    both = ours.join(splink, on=["left", "right"], how="full", coalesce=True)
    in_one_list = both["left"].str.starts_with("daftar") & both["right"].str.starts_with("daftar")
    lowered = pl.when(in_one_list).then(log2(TWICE_IN_A_LIST)).otherwise(0.0)
    apart = both.select(
        (pl.col("odds").log(2) - pl.col("match_weight").clip(-60, 60) - lowered).abs()
    ).to_series()
    assert both.height > 200
    assert apart.null_count() == 0
    assert float(apart.max()) < 1e-9  # type: ignore[arg-type]


def test_each_comparison_has_its_column_in_what_is_published() -> None:
    columns = list(dtypes(link.Compared))[:-1]  # all but the weight
    assert columns == ["round", "entity_id_l", "entity_id_r", *(c.name for c in model.COMPARISONS)]
