"""Do ids last? Twelve months of a small demo regency, month against month and over the year.

    python -m tests.bench.year --households 600 --noise 1.5

Births, deaths, weddings, moves, new cards, mended numbers and new extracts happen in between.
Reads and links every month but writes no outputs. `naked` are people of whom a month knows neither
a NIK nor a full birth date: nothing but a name and company holds their id.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.demo import generate
from pipelines.demo.evaluate import CORE
from pipelines.machine.database import open_published
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.context import begun
from pipelines.run.month import load_database, read_inbox, resolve_identities, standardize_rows
from pipelines.training.regency import REGION, labels_of

UNITS = {"person": "person_id", "household": "household_id"}


def link_month(workspace: Workspace, period: str) -> None:
    """Read and link one month, and leave its database where the next month looks for it."""
    workspace.published.mkdir(exist_ok=True)
    with begun(workspace, period) as context:
        core = standardize_rows(context, read_inbox(context))
        resolve_identities(context, load_database(context, core))
        context.building.con.close()
        context.building.database.rename(workspace.database(period))


def ids_of(workspace: Workspace, truth: Path, period: str) -> pl.DataFrame:
    """true_person, true_household, person_id, household_id, naked: the id most rows of each true
    person have, one row a person seen in the period's main sources."""
    with closing(open_published(workspace.database(period))) as con:
        records = con.sql("from core.record").pl()
        linked = con.sql(
            "select p.record_id, p.nik is null and p.birth_date is null as naked, rp.person_id, "
            "ph.household_id from core.person p join link.record_person rp using (record_id) "
            "join link.person_household ph using (person_id)"
        ).pl()
    homes = pl.read_parquet(truth / "persons.parquet").filter(pl.col("period") == period)
    rows = (
        labels_of(records.filter(pl.col("source").is_in(CORE)), truth)
        .join(linked, on="record_id")
        .join(homes.select("true_person", "true_household"), on="true_person")
    )
    return (
        rows.group_by("true_person", "true_household", "person_id", "household_id")
        .agg(rows=pl.len())
        .sort("true_person", "rows", "person_id", descending=[False, True, False])
        .unique("true_person", keep="first", maintain_order=True)
        .join(rows.group_by("true_person").agg(pl.col("naked").all()), on="true_person")
        .drop("rows")
    )


def kept(before: pl.DataFrame, after: pl.DataFrame, unit: str) -> tuple[int, int]:
    """How many true persons (or households) of both months have one id in both, of how many."""
    true, found = f"true_{unit}", UNITS[unit]
    sides = [
        frame.group_by(true, found)
        .len()
        .sort("len", found, descending=[True, False])
        .unique(true, keep="first", maintain_order=True)
        for frame in (before, after)
    ]
    both = sides[0].join(sides[1], on=true, suffix="_after")
    return both.filter(pl.col(found) == pl.col(f"{found}_after")).height, both.height


def year(folder: Path, *, households: int, seed: int, noise: float, months: int) -> dict[str, Any]:
    """Figures of `months` months: by unit the shares kept, and the history's counts."""
    workspace = create_workspace(folder / "kantor", REGION)
    truth = folder / "truth"
    made = generate(
        workspace.inbox, region=REGION, households=households, seed=seed, noise=noise,
        months=months, truth=truth,
    )  # fmt: skip
    seen = []
    for period in made.periods:
        link_month(workspace, period)
        seen.append(ids_of(workspace, truth, period))
    steps = list(pairwise(seen))
    figures: dict[str, Any] = {}
    for unit in UNITS:
        monthly = [kept(before, after, unit) for before, after in steps]
        figures[unit] = {
            "monthly": [same / both for same, both in monthly],
            "year": kept(seen[0], seen[-1], unit),
        }
    naked = [kept(before.filter("naked"), after, "person") for before, after in steps]
    figures["naked"] = (sum(same for same, _ in naked), sum(both for _, both in naked))
    with closing(open_published(workspace.database(made.periods[-1]))) as con:
        figures["history"] = con.sql(
            "select unit, kind, count(*) as times from link.id_history group by all order by all"
        ).fetchall()
    return figures


def main() -> None:
    """Run the year and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=600)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--noise", type=float, default=1.5)
    parser.add_argument("--months", type=int, default=12)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="padan-year-") as folder:
        figures = year(Path(folder), **vars(asked))
    for unit in UNITS:
        same, both = figures[unit]["year"]
        shares = " ".join(f"{share:.4f}" for share in figures[unit]["monthly"])
        print(f"{unit:<10} kept from month to month: {shares}")
        print(f"{unit:<10} first month's id in the last: {same} of {both} ({same / both:.4f})")
    print("naked      kept from month to month: {} of {}".format(*figures["naked"]))
    for unit, kind, times in figures["history"]:
        print(f"{unit:<10} {kind}: {times}")


if __name__ == "__main__":
    main()
