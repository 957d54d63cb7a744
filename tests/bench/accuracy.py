"""How right the whole month is, from files to findings, on several seeds and noises.

    python -m tests.bench.accuracy --households 6000 --seeds 11 12 13 --noises 1 2 3

Prints what is in docs/accuracy.md. One line a regency: links of the core sources, those of
which a row's NIK is wrong or missing, households, the share of proposed households with a pair
nobody has decided, and every kind of finding whose automatic F1 is below `LOW`. Then the automatic
findings of all regencies of a noise together, kind by kind: one has few of the rarer kinds.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

import duckdb

from pipelines.demo import generate
from pipelines.demo.evaluate import Result, evaluate, scores
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.bench.regency import REGION

PERIOD = "2026-10"
COUNTS = ("pairs", "false", "missed")
LOW = 0.985
HEADER = (
    "| noise | seed | core precision | core F1 | bad-NIK F1 | households F1 | false / missed pairs "
    "| undecided households | automatic findings below "
    f"{LOW} |\n|---|---|---|---|---|---|---|---|---|"
)

# Of the households that a village proposed, those with a member in a pair to be reviewed.
UNDECIDED = """
with asked as (
    select unnest([person_id_l, person_id_r]) as person_id from link.candidate where review
),
proposed as (select household_id from out.household_status where proposed)
select count(distinct household_id) filter (person_id in (from asked))
    / greatest(count(distinct household_id), 1)
from proposed join link.person_household using (household_id)
"""


def main() -> None:
    """Generate, run, evaluate and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--households", type=int, default=6000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13])
    parser.add_argument("--noises", type=float, nargs="+", default=[1.0, 2.0, 3.0])
    asked = parser.parse_args()
    print(HEADER)
    pooled: defaultdict[str, defaultdict[float, Counter[str]]]
    pooled = defaultdict(lambda: defaultdict(Counter))
    for noise in asked.noises:
        for seed in asked.seeds:
            with tempfile.TemporaryDirectory(prefix="padan-accuracy-") as folder:
                found, undecided = measured(Path(folder), asked.households, seed, noise)
                print(line(noise, seed, found, undecided), flush=True)
            for kind, score in found["flags"].items():
                pooled[kind][noise].update({name: score["auto"][name] for name in COUNTS})
    print(f"\n{by_kind(pooled)}")


def measured(folder: Path, households: int, seed: int, noise: float) -> tuple[Result, float]:
    """What `evaluate` says of one regency, and the share of undecided proposed households."""
    place: Workspace = create_workspace(folder / "kantor", REGION)
    truth = folder / "truth"
    generate(
        place.inbox, region=REGION, households=households, seed=seed, period=PERIOD,
        noise=noise, truth=truth,
    )  # fmt: skip
    run_month(place, PERIOD)
    with duckdb.connect(str(place.database(PERIOD)), read_only=True) as con:
        ((undecided,),) = con.execute(UNDECIDED).fetchall()
    return evaluate(place.root, truth, PERIOD), float(undecided)


def line(noise: float, seed: int, found: Result, undecided: float) -> str:
    """One row of the table."""
    core, bad, homes = (found["links"][part] for part in ("core", "bad_nik", "households"))
    low = [
        f"{kind} {score['auto']['f1']:.3f} ({score['auto']['false']} false, "
        f"{score['auto']['missed']} missed)"
        for kind, score in found["flags"].items()
        if score["auto"]["f1"] < LOW
    ]
    figures = [core["precision"], core["f1"], bad["f1"], homes["f1"]]
    return (
        f"| {noise:g} | {seed} | {' | '.join(f'{figure:.4f}' for figure in figures)} "
        f"| {core['false']} / {core['missed']} | {undecided:.1%} | {', '.join(low) or '-'} |"
    )


def by_kind(pooled: Mapping[str, Mapping[float, Counter[str]]]) -> str:
    """Automatic findings of a noise together: F1 (due: false / missed), one row a kind."""
    noises = list(dict.fromkeys(noise for counts in pooled.values() for noise in counts))
    lines = [
        f"| kind of finding | {' | '.join(f'noise {noise:g}' for noise in noises)} |",
        f"|---|{'---|' * len(noises)}",
    ]
    for kind, counts in sorted(pooled.items()):
        cells = [cell(counts[noise]) if noise in counts else "-" for noise in noises]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cell(counts: Counter[str]) -> str:
    """One kind of finding at one noise."""
    due, false, missed = (counts[name] for name in COUNTS)
    f1 = scores(due - missed, due - missed + false, due)["f1"]
    return f"{f1:.4f} ({due}: {false} / {missed})"


if __name__ == "__main__":
    main()
