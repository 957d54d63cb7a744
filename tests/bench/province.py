"""Linkage of a whole province against its rivals: seconds by step, peak memory, accuracy.

    python -m tests.bench.province --households 60000 --folder /var/tmp/provinsi
    python -m tests.bench.province --households 60000 300000 1200000 --folder /var/tmp/provinsi

1,200,000 households are four million people on eleven million rows. Tables are made directly
(`tests.bench.province_data`); only the resolve step runs, on DuckDB that spills to the folder's
disk. Every stage leaves its result in the folder, and a rerun continues after the last one; remove
the folder to start over. Each contestant runs in a process of its own under the stated limits of
time and memory; what exceeds them "did not finish", which is a result.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from pkgutil import resolve_name
from time import monotonic, perf_counter, sleep
from typing import Any
from unittest.mock import patch

import duckdb

from tests.bench.contestants import CONTESTANTS
from tests.bench.processes import peak_mib
from tests.bench.province_data import make_province
from tests.bench.rivals import judged

PERIOD = "2026-10"
US = "padan"
STEPS = (
    "pipelines.resolve.step.make_entities",
    "pipelines.resolve.step.leave_out_common_keys",
    "pipelines.resolve.step.weights_of",
    "pipelines.resolve.linking.compare",
    "pipelines.resolve.linking.lookalikes",
    "pipelines.resolve.linking.judged",
    "pipelines.resolve.linking.clustered",
    "pipelines.resolve.linking.open_with_relatives",
    "pipelines.resolve.linking.likeliest_owners",
    "pipelines.resolve.step.link_entities",
    "pipelines.resolve.step.assign_ids",
    "pipelines.resolve.step.fill",
    "tests.bench.contestants.resolve",
)
"""Functions of our resolve step that are timed, inner ones first."""

Result = dict[str, Any]


def main() -> None:
    """Make the tables, run the contestants one by one, print a table and the growth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--households", type=int, nargs="+", default=[1_200_000])
    parser.add_argument("--folder", type=Path, required=True, help="results and spill; large")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=float, default=1.5)
    parser.add_argument("--minutes", type=float, default=240, help="limit of each contestant")
    parser.add_argument("--gib", type=float, default=20, help="memory limit of each contestant")
    parser.add_argument("--contestants", nargs="+", default=list(CONTESTANTS), metavar="NAME")
    parser.add_argument("--one", help=argparse.SUPPRESS)  # the process of one contestant
    asked = parser.parse_args()
    if asked.one:
        _run_here(asked.one, _place(asked, asked.households[0]), asked.gib)
        return
    found: dict[str, dict[int, Result]] = {}
    for households in asked.households:
        place = _place(asked, households)
        _make(place, households, asked)
        for name in asked.contestants:
            result = _result(name, place, households, asked)
            found.setdefault(name, {})[households] = result
            print(as_lines(name, households, result), flush=True)
    for name, by_size in found.items():
        for line in growth(name, by_size):
            print(line)


def _place(asked: argparse.Namespace, households: int) -> Path:
    return Path(asked.folder / f"{households}-noise{asked.noise}-seed{asked.seed}")


def _make(place: Path, households: int, asked: argparse.Namespace) -> None:
    """Make the tables, unless an earlier call finished them."""
    tables = place / "tables.duckdb"
    if tables.exists():
        return
    place.mkdir(parents=True, exist_ok=True)
    unfinished = place / "unfinished.duckdb"
    unfinished.unlink(missing_ok=True)
    begin = perf_counter()
    make_province(unfinished, households, asked.seed, asked.noise)
    unfinished.rename(tables)
    print(f"made {households} households in {perf_counter() - begin:.0f} s", flush=True)


def _result(name: str, place: Path, households: int, asked: argparse.Namespace) -> Result:
    """The contestant's result, from its file or by running it."""
    file = place / f"{re.sub('[^a-z]+', '-', name.lower())}.json"
    if not file.exists():
        limit = f"within {asked.minutes:g} minutes and {asked.gib:g} GiB"
        failed = _run_apart(name, households, asked)
        if failed:
            file.write_text(json.dumps({"failed": f"did not finish {limit}: {failed}"}))
    result: Result = json.loads(file.read_text())
    return result


def _run_apart(name: str, households: int, asked: argparse.Namespace) -> str:
    """Run one contestant in its own process; gives why it was stopped, else ''."""
    options = {
        "one": name,
        "households": households,
        **{key: getattr(asked, key) for key in ("folder", "seed", "noise", "gib")},
    }
    call = [sys.executable, "-m", "tests.bench.province"]
    call += [part for key, value in options.items() for part in (f"--{key}", str(value))]
    begin = monotonic()
    with subprocess.Popen(call) as process:
        while process.poll() is None:
            sleep(1)
            if monotonic() - begin > asked.minutes * 60:
                process.kill()
                return "time"
            if _resident_gib(process.pid) > asked.gib:
                process.kill()
                return f"memory, after {monotonic() - begin:.0f} s"
    return "" if process.returncode == 0 else f"exit {process.returncode}"


def _resident_gib(pid: int) -> float:
    """Resident memory of a process; 0 when it has just ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**30


def _run_here(name: str, place: Path, gib: float) -> None:
    """Run one contestant in this process and leave its result in a file."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    scratch = place / "scratch.duckdb"
    scratch.unlink(missing_ok=True)
    seconds: dict[str, float] = {}
    with duckdb.connect(str(scratch)) as con:
        con.execute(f"attach '{place / 'tables.duckdb'}' as given (read_only)")
        con.execute("create schema core")
        for table in ("person", "record", "household", "dtks_member"):
            con.execute(f"create view core.{table} as from given.core.{table}")
        # Half for DuckDB: frames between its queries are outside its limit.
        con.execute(f"set memory_limit = '{gib / 2}GiB'; set threads = 2")
        con.execute(f"set temp_directory = '{place / 'spill'}'; set enable_progress_bar = false")
        begin = perf_counter()
        with _stopwatch(seconds):
            rows = CONTESTANTS[name](con, PERIOD).rows
        total, peak = perf_counter() - begin, peak_mib()
        truth = con.sql("from given.truth").pl()
    result = {
        **judged(truth, rows),
        "rows": truth.height,
        "seconds": round(total, 1),
        "mib": peak,
        "steps": {step: round(spent, 1) for step, spent in seconds.items()},
    }
    file = place / f"{re.sub('[^a-z]+', '-', name.lower())}.json"
    file.write_text(json.dumps(result, indent=1))
    scratch.unlink()


@contextmanager
def _stopwatch(seconds: dict[str, float]) -> Iterator[None]:
    """Add up the seconds spent in each of `STEPS` while the context lasts."""
    with ExitStack() as stack:
        for target in STEPS:
            stack.enter_context(patch(target, _timed(target, seconds)))
        yield


def _timed(target: str, seconds: dict[str, float]) -> Any:
    function = resolve_name(target)
    name = target.rpartition(".")[2]

    def timed(*args: Any, **kwargs: Any) -> Any:
        begin = perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            seconds[name] = seconds.get(name, 0.0) + perf_counter() - begin

    return timed


def as_lines(name: str, households: int, result: Result) -> str:
    """One contestant's result as lines of text."""
    head = f"{households:>10} households  {name:<20}"
    if "failed" in result:
        return f"{head}{result['failed']}"
    accuracy = "  ".join(
        f"{word} {result[key]:.4f}"
        for key, word in (
            ("precision", "precision"), ("recall", "recall"), ("f1", "F1"),
            ("bad_f1", "bad NIK F1"), ("household_f1", "household F1"),
        )
    )  # fmt: skip
    lines = [f"{head}{result['seconds']:>9.1f} s{result['mib']:>8} MiB  {accuracy}"]
    lines += [f"{'':>24}{step:<28}{spent:>9.1f} s" for step, spent in result["steps"].items()]
    return "\n".join(lines)


def growth(name: str, by_size: dict[int, Result]) -> list[str]:
    """How time and memory grow from each size to the next: the exponent of households."""
    sizes = [size for size, result in by_size.items() if "failed" not in result]
    lines = []
    for small, large in pairwise(sizes):
        factor = math.log(large / small)
        time, memory = (
            math.log(by_size[large][key] / by_size[small][key]) / factor
            for key in ("seconds", "mib")
        )
        lines.append(f"{name}: {small} to {large} households: time^{time:.2f} memory^{memory:.2f}")
    return lines


if __name__ == "__main__":
    main()
