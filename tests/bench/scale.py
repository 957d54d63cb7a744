"""Linkage against its rivals and the whole month, at several sizes of a regency.

    python -m tests.bench.scale --households 12000 60000

At each size one synthetic regency: our resolve step, plain Splink and VLOOKUP on NIK from the same
core tables (`tests.bench.rivals`), then `padan run` on the very files, Prefect's server and all,
with seconds by step and the peak memory of its processes. Then how time grows with rows: 1 is in
proportion. With `--repeat` linkage and month are measured in turn, several times: the machine's
speed drifts, and a ratio needs both from the same hour. The medians are printed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from math import log
from pathlib import Path

from pipelines.office.creating import create_workspace
from tests.bench.processes import Cost, measured_command
from tests.bench.regency import REGION, Regency, demo_regency
from tests.bench.rivals import Figures, compared, medians, table

OURS = "padan"


@dataclass(frozen=True)
class Size:
    """What was measured of one regency: linkage by contestant, the month, its steps' seconds."""

    rows: int
    linkage: dict[str, Figures]
    month: Cost
    steps: dict[str, float]


def main() -> None:
    """Measure every size and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--households", type=int, nargs="+", default=[12000, 60000])
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--noise", type=float, default=1.5)
    parser.add_argument("--repeat", type=int, default=1)
    asked = parser.parse_args()
    sizes = []
    for households in asked.households:
        with tempfile.TemporaryDirectory(prefix="padan-scale-") as name:
            regency = demo_regency(households, asked.seed, asked.noise, Path(name))
            sizes.append(measured_size(regency, Path(name), asked.repeat))
    if len(sizes) > 1:
        print(growth(sizes[0], sizes[-1]))


def measured_size(regency: Regency, folder: Path, repeat: int) -> Size:
    """Measure one regency whose files are in `folder`, and print what was found."""
    rounds = [(compared(regency), month_of(regency.period, folder)) for _ in range(repeat)]
    linkage = medians(figures for figures, _ in rounds)
    print(table(f"\n{regency.name}: {regency.rows} rows", linkage), flush=True)
    months = sorted((month for _, month in rounds), key=lambda month: month[0].seconds)
    month, steps = months[repeat // 2]
    size = Size(regency.rows, linkage, month, steps)
    print(f"\n  padan run: {month.seconds:.1f} s, peak {month.peak} MiB")
    print("  " + ", ".join(f"{step} {seconds:.1f}" for step, seconds in steps.items()))
    for rival, figures in linkage.items():
        if rival != OURS:
            times = month.seconds / figures["seconds"]
            print(f"  padan run / linkage by {rival}: {times:.2f} of the seconds")
    sys.stdout.flush()
    return size


def month_of(period: str, folder: Path) -> tuple[Cost, dict[str, float]]:
    """`padan run` on the regency's files in a fresh workspace, and seconds by step."""
    office = create_workspace(folder / "kantor", REGION)
    shutil.rmtree(office.inbox)
    shutil.copytree(folder / "workspace" / "inbox", office.inbox)
    command = [sys.executable, "-m", "pipelines.cli", "run", str(office.root), "--period", period]
    cost = measured_command(command)
    report = json.loads((office.root / "out" / period / "report.json").read_text())
    shutil.rmtree(office.root)
    return cost, report["timings"]


def growth(small: Size, large: Size) -> str:
    """Exponents of seconds over rows, of linkage by contestant and of the month by step."""
    grown = log(large.rows / small.rows)

    def exponent(before: float, after: float) -> str:
        return f"{log(after / before) / grown:.2f}" if before and after else "-"

    linkage = {
        name: exponent(figures["seconds"], large.linkage[name]["seconds"])
        for name, figures in small.linkage.items()
    }
    steps = {step: exponent(seconds, large.steps[step]) for step, seconds in small.steps.items()}
    parts = [
        f"\ngrowth from {small.rows} to {large.rows} rows (seconds ~ rows ^ exponent)",
        "  linkage: " + ", ".join(f"{name} {found}" for name, found in linkage.items()),
        f"  padan run: {exponent(small.month.seconds, large.month.seconds)}; "
        + ", ".join(f"{step} {found}" for step, found in steps.items()),
    ]
    return "\n".join(parts)


if __name__ == "__main__":
    main()
