"""Pairs weigh what Splink says; what was forgotten is bounded; what is read is hashed."""

from __future__ import annotations

import random
import re
from math import inf, log2

import duckdb
import polars as pl
import pytest
from splink import DuckDBAPI, Linker

import sql
from pipelines.resolve import blocks, model, recall, score, splink_settings
from pipelines.resolve.fitted import committed
from pipelines.resolve.weights import Weights, by_name_levels
from schemas import link
from schemas.base import dtypes
from tests.support.people import background, world

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
    settings = splink_settings.scoring(weighed, [model.COMPARED])
    linker = Linker(nodes, settings, log_level=None)
    for name in model.FREQUENCIES:
        shares = con.sql(
            f"select value as {name}, share as tf_{name} from linkage.name_share "
            f"where part = '{name}'"
        ).pl()
        linker.table_management.register_term_frequency_lookup(
            api.register(shares.to_arrow(), dataset_display_name=f"shares_{name}"), name
        )
    found = linker.inference.predict(score.KEEP, warning_mode="never")
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
    with score.work_tables(con):
        con.execute(sql.read("link/exact"))
        blocks.no_limits_yet(con)
        score.prepare(con, 2026)
        score.absence(con)
        known = recall.recall(con, weights(), score.KEEP)
        ours = score.score(con, known)
        splink = predicted(con, known.now)
    both = ours.join(splink, on=["left", "right"], how="full", coalesce=True)
    in_one_list = both["left"].str.starts_with("daftar") & both["right"].str.starts_with("daftar")
    lowered = pl.when(in_one_list).then(log2(score.TWICE_IN_A_LIST)).otherwise(0.0)
    apart = both.select(
        (pl.col("odds").log(2) - pl.col("match_weight").clip(-60, 60) - lowered).abs()
    ).to_series()
    assert both.height > 200
    assert apart.null_count() == 0
    assert float(apart.max()) < 1e-9  # type: ignore[arg-type]


def shaken(basis: Weights, seed: int) -> Weights:
    """The same weights, each share up to four times larger or smaller."""
    chance = random.Random(seed)
    m, u = (
        {
            c: {level: min(p * 4 ** chance.uniform(-1, 1), 0.99) for level, p in levels.items()}
            for c, levels in shares.items()
        }
        for shares in (basis.m, basis.u)
    )
    return Weights(m, u, basis.prior * chance.uniform(0.5, 2))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_forgotten_weighs_more_than_the_bound(seed: int) -> None:
    con = duckdb.connect()
    con.execute("create schema linkage")
    con.execute(
        "create table linkage.name_share (part text, value text, share double, kept_share double)"
    )
    chance = random.Random(seed)
    for part in model.FREQUENCIES:
        for i in range(5):
            shares = [chance.uniform(1e-7, 0.01) for _ in range(2)]
            con.execute(
                "insert into linkage.name_share values (?, ?, ?, ?)", [part, str(i), *shares]
            )
    kept = shaken(weights(), seed)
    now = shaken(kept, seed + 100)
    floor = 1e-4
    cut = log2(floor / (1 - floor)) - recall.MARGIN
    bound = recall.heaviest_forgotten(con, kept, now, floor)
    assert bound == pytest.approx(_heaviest(con, kept, now, cut), abs=1e-4)


def _heaviest(con: duckdb.DuckDBPyConnection, kept: Weights, now: Weights, cut: float) -> float:
    """By trying every combination of levels and names."""
    all_pairs = pl.DataFrame({"was": [kept.prior_bits], "is": [now.prior_bits]})
    by_level = {(c.name, number): level for c, number, level in by_name_levels()}
    for comparison in model.COMPARISONS:
        options = []
        for number, bits in enumerate(
            zip(kept.bits(comparison), now.bits(comparison), strict=True)
        ):
            options.append(bits)
            if (comparison.name, number) in by_level:
                level = by_level[comparison.name, number]
                for share, kept_share in con.execute(
                    "select share, kept_share from linkage.name_share where part = ?",
                    [level.tf_column],
                ).fetchall():
                    u_kept, u_now = (w.u[comparison.name][level.name] for w in (kept, now))
                    options.append(
                        (
                            bits[0] + log2(u_kept / max(kept_share, model.RAREST)),
                            bits[1] + log2(u_now / max(share, model.RAREST)),
                        )
                    )
        frame = pl.DataFrame(options, schema=["w", "i"], orient="row")
        all_pairs = all_pairs.join(frame, how="cross").select(
            (pl.col("was") + pl.col("w")).alias("was"), (pl.col("is") + pl.col("i")).alias("is")
        )
    heaviest = all_pairs.filter(pl.col("was") < cut)["is"].max()
    return -inf if heaviest is None else float(heaviest)  # type: ignore[arg-type]


def test_no_column_left_out_of_the_hash_is_read_by_blocking_or_comparisons() -> None:
    read = " ".join(level.sql for c in model.COMPARISONS for level in c.levels)
    read += " ".join(str(rule) for rule in blocks.splink_rules([model.COMPARED, model.OPENED]))
    compared = set(re.findall(r"\b(\w+)_[lr]\b", read)) | set(re.findall(r"\b[lr]\.(\w+)", read))
    assert {"nik_cmp", "kks", "spine", "opened"} <= compared
    assert compared.isdisjoint(recall.NOT_COMPARED)


def test_each_comparison_has_its_column_in_what_is_published() -> None:
    columns = list(dtypes(link.Compared))[:-1]  # all but the weight
    assert columns == ["round", "entity_id_l", "entity_id_r", *(c.name for c in model.COMPARISONS)]


def test_weights_are_read_as_they_were_written() -> None:
    assert Weights.read(weights().frame("kept")) == weights()
