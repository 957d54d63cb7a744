"""Accuracy, seconds and peak memory of our resolve step against plain Splink and VLOOKUP on NIK.

    python -m tests.bench.rivals --households 3000 --seeds 1 2 --noises 1.5 2.5
    python -m tests.bench.rivals --sample ../shared

All start from the same core tables and are judged by the same evaluator. Each runs in a process of
its own, with the threads and memory a month would have; seconds and peak count from the opened
database (modules loaded) to the persons and households of all rows. Ours also finds the pairs to
review and persistent ids in that time.

Links are pairs of rows of the core sources (village lists, DTKS, DTSEN, SKTM, Dukcapil); "bad NIK"
are those pairs of which a row's NIK is wrong or missing. The rivals' households are the people of
one KK; a line says how right that rule is on faultless links, so that nobody blames linkage for it.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

import duckdb
import polars as pl

from pipelines.demo.evaluate import CORE, HOUSEHOLD_SOURCES, pairwise, pairwise_with
from pipelines.office.config import EngineConfig
from tests.bench.contestants import CONTESTANTS, GRID, THRESHOLD, by_card
from tests.bench.processes import forget_peak, peak_mib
from tests.bench.regency import Regency, demo_regency, sample_regency

Figures = dict[str, float]
HEADER = (
    f"{'':<32}{'links':^24}{'bad NIK':^24}{'all':>8}{'house-':>8}{'':>8}{'peak':>7}\n"
    f"{'':<32}" + f"{'prec.':>8}{'recall':>8}{'F1':>8}" * 2 + f"{'F1':>8}{'hold F1':>8}"
    f"{'seconds':>8}{'MiB':>7}"
)
ORDER = (
    "precision", "recall", "f1", "bad_precision", "bad_recall", "bad_f1", "all_f1", "household_f1",
)  # fmt: skip


def judged(truth: pl.DataFrame, answer: pl.DataFrame) -> Figures:
    """Accuracy of an answer; a row it leaves out is a person and a household of its own."""
    alone = pl.lit("left out ") + pl.col("record_id")
    rows = truth.join(answer, on="record_id", how="left").with_columns(
        pl.col("person", "household").fill_null(alone)
    )
    core = rows.filter(pl.col("source").is_in(CORE))
    homes = rows.filter(pl.col("source").is_in(HOUSEHOLD_SOURCES))
    links = pairwise(core, "person", "true_person")
    bad = pairwise_with(core, "person", "true_person", "bad")
    return {
        **{key: links[key] for key in ("precision", "recall", "f1")},
        **{f"bad_{key}": bad[key] for key in ("precision", "recall", "f1")},
        "all_f1": pairwise(rows, "person", "true_person")["f1"],
        "household_f1": pairwise(homes, "household", "true_household")["f1"],
    }


def run(name: str, regency: Regency) -> dict[str, Figures]:
    """Figures of one contestant, run in this process; of a rival also at its best threshold."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    scratch = regency.database.with_name("scratch.duckdb")
    shutil.copy(regency.database, scratch)
    engine = EngineConfig()
    with duckdb.connect(str(scratch)) as con:
        con.execute(f"set threads = {engine.threads}; set memory_limit = '{engine.memory_limit}'")
        con.execute("set enable_progress_bar = false")
        forget_peak()
        begin = perf_counter()
        answer = CONTESTANTS[name](con, regency.period)
        spent = {"seconds": perf_counter() - begin, "mib": float(peak_mib())}
        known = regency.truth.select("record_id", person=pl.col("true_person").cast(pl.String))
        spent["household_f1_by_card"] = judged(regency.truth, by_card(con, known))["household_f1"]
        if answer.at_threshold is None:
            return {name: {**judged(regency.truth, answer.rows), **spent}}
        tried = [judged(regency.truth, answer.at_threshold(t)) for t in GRID]
        return {
            f"{name} at {THRESHOLD}": {**judged(regency.truth, answer.rows), **spent},
            f"{name} at best": {**max(tried, key=lambda figures: figures["f1"]), **spent},
        }


def compared(regency: Regency) -> dict[str, Figures]:
    """Figures of every contestant by name, each from a fresh process."""
    found: dict[str, Figures] = {}
    for name in CONTESTANTS:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            found |= fresh.submit(run, name, regency).result()
    return found


def table(title: str, found: dict[str, Figures]) -> str:
    """The figures as lines of text, and ours as ratios to each rival's."""
    lines = [title, HEADER]
    for name, figures in found.items():
        accuracy = "".join(f"{figures[key]:>8.4f}" for key in ORDER)
        lines.append(f"{name:<32}{accuracy}{figures['seconds']:>8.1f}{figures['mib']:>7.0f}")
    us, *rivals = found
    lines.append(
        f"  households of one KK with faultless links: F1 {found[us]['household_f1_by_card']:.4f}"
    )
    for rival in rivals:
        lines.append(f"  {us} / {rival}: " + ratios(found[us], found[rival]))
    return "\n".join(lines)


def ratios(us: Figures, rival: Figures) -> str:
    """Our errors (1 - F1), seconds and memory as multiples of the rival's."""

    def of(mine: float, theirs: float) -> str:
        return f"{mine / theirs:.2f}" if theirs else "-"

    errors = ", ".join(
        f"{word} {of(1 - us[key], 1 - rival[key])}"
        for key, word in (("f1", "links"), ("bad_f1", "bad NIK"), ("household_f1", "households"))
    )
    spent = f"seconds {of(us['seconds'], rival['seconds'])}, memory {of(us['mib'], rival['mib'])}"
    return f"errors {errors}; {spent}"


def medians(runs: Iterable[dict[str, Figures]]) -> dict[str, Figures]:
    """Median of every figure over several runs."""
    listed = list(runs)
    return {
        name: {key: median(found[name][key] for found in listed) for key in figures}
        for name, figures in listed[0].items()
    }


def samples_below(folder: Path) -> list[Path]:
    """`folder` itself or the folders in its `samples/` that hold an inbox and its truth."""
    places = [folder, *sorted((folder / "samples").glob("*"))]
    return [p for p in places if (p / "inbox").is_dir() and (p / "truth").is_dir()]


def main() -> None:
    """Compare on demo regencies, or on the samples below a folder, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--households", type=int, default=3000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--noises", type=float, nargs="+", default=[1.5, 2.5])
    parser.add_argument("--sample", type=Path, help="folder of samples; runs on them instead")
    asked = parser.parse_args()

    if asked.sample:
        samples = samples_below(asked.sample)
        if not samples:
            parser.error(f"no folder with inbox/ and truth/ in {asked.sample}")
        for sample in samples:
            with tempfile.TemporaryDirectory(prefix="padan-rivals-") as folder:
                regency = sample_regency(sample, Path(folder))
                title = f"\n{regency.name}: {regency.rows} rows"
                print(table(title, compared(regency)), flush=True)
        return
    for noise in asked.noises:
        runs = []
        for seed in asked.seeds:
            with tempfile.TemporaryDirectory(prefix="padan-rivals-") as folder:
                regency = demo_regency(asked.households, seed, noise, Path(folder))
                runs.append(compared(regency))
        title = (
            f"\ndemo of {asked.households} households ({regency.rows} rows), noise {noise}, "
            f"medians over seeds {' '.join(map(str, asked.seeds))}"
        )
        print(table(title, medians(runs)), flush=True)
    print(f"\nat best: the threshold of {GRID} with the highest F1 of links, picked by the truth")


if __name__ == "__main__":
    main()
