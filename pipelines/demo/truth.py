"""What is true of a period, and what the contract's rules make of it.

Written from the world and from what the files say row by row, never from the product's output or
code. The tables have the schema of the truth that `evaluate` (and the office's own scoring tool)
reads: records, files, persons, households, proposals, sktm, expected_flags, effective, coverage.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.demo.expected import Desil, Facts, expected_flags, letter_facts
from pipelines.demo.holdings import Asset, Holdings, Job
from pipelines.demo.people import Shown
from pipelines.demo.rendering import RECORDS, Account
from pipelines.demo.told import Answers
from pipelines.demo.world import World

ROW = {name: index for index, name in enumerate(RECORDS)}
REGISTERS = (
    "dukcapil", "dtks", "dtsen", "asn", "bpjstk", "ahu", "pln", "kendaraan", "kematian", "sktm",
    "bansos", "pbi",
)  # fmt: skip


@dataclass
class Month:
    """One period as it was written: its account and what the village lists showed."""

    period: str
    last_day: date
    account: Account
    shown: list[Shown]


@dataclass
class Truth:
    """Collects the truth tables period by period."""

    tables: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))

    def write(self, folder: Path) -> None:
        """Write one Parquet file per table."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, frames in sorted(self.tables.items()):
            pl.concat(frames).write_parquet(folder / f"{name}.parquet")


def effective_periods(months: list[Month]) -> dict[str, Month]:
    """For each register the newest month (of those given) that holds files of it."""
    newest: dict[str, Month] = {}
    for month in months:
        for entry in month.account.files:
            newest[str(entry[1])] = month
    return {source: newest[source] for source in REGISTERS if source in newest}


def _rows(month: Month, source: str, role: str) -> list[tuple[object, ...]]:
    return [
        row
        for row in month.account.rows
        if row[ROW["source"]] == source and row[ROW["role"]] == role
    ]


def _people(month: Month, source: str, role: str = "person", expect: str = "accepted") -> set[int]:
    return {
        int(str(row[ROW["true_person"]]))
        for row in _rows(month, source, role)
        if row[ROW["expect"]] == expect and row[ROW["true_person"]] is not None
    }


def gather(
    world: World,
    holdings: Holdings,
    months: list[Month],
    registered_hid: dict[int, int],
    remembered: Answers,
) -> Facts:
    """Everything the rules need of the last of `months`.

    `registered_hid`: people whom Dukcapil's extract still has on another household's card;
    `remembered`: what the lists of the months before answered.
    """
    month = months[-1]
    current = effective_periods(months)
    moved = {pid for item in month.shown for pid in item.kk_firm}
    today = {
        person.pid: person.hid if person.pid in moved
        else registered_hid.get(person.pid, person.hid)
        for person in world.persons
    }  # fmt: skip
    extract = current["dukcapil"]
    in_dukcapil = _people(extract, "dukcapil")
    buried = _people(current["kematian"], "kematian")
    members: dict[int, list[int]] = defaultdict(list)
    for pid, hid in today.items():
        members[hid].append(pid)
    dtks_rows = [
        int(str(row[ROW["true_person"]]))
        for row in _rows(current["dtks"], "dtks", "person")
        if row[ROW["expect"]] == "accepted"
    ]
    desil, unsure = _desil(current.get("dtsen"), holdings)
    return Facts(
        world=world,
        period=month.period,
        last_day=month.last_day,
        today=today,
        members=dict(members),
        in_dukcapil=in_dukcapil,
        buried=buried,
        dead_in_dukcapil={p for p in in_dukcapil if world.persons[p].dukcapil_dead},
        dtks_rows=dtks_rows,
        desil=desil,
        unsure=unsure,
        unsure_dtks=_people(current["dtks"], "dtks", expect="either"),
        shown=month.shown,
        listed=_people(month, "usulan-desa"),
        letters=letter_facts(_rows(current["sktm"], "sktm", "certificate"), holdings.letters),
        jobs=_jobs(current, holdings),
        assets=_assets(current, holdings),
        near=holdings.near,
        bad_nik=_never_right(month),
        remembered=remembered,
    )


def _desil(extract: Month | None, holdings: Holdings) -> tuple[Desil, Desil]:
    """The people in DTSEN with their lowest desil, and those of whom only a broken line tells."""
    if extract is None:
        return {}, {}
    lowest: Desil = {}
    for family in holdings.dtsen:
        for pid in family.members:
            known = [d for d in (family.desil, lowest.get(pid)) if d is not None]
            lowest[pid] = min(known, default=None)
    certain = _people(extract, "dtsen")
    broken = _people(extract, "dtsen", expect="either") - certain
    return ({p: d for p, d in lowest.items() if p in certain},
            {p: d for p, d in lowest.items() if p in broken})  # fmt: skip


def _never_right(month: Month) -> set[int]:
    """Listed people none of whose rows this month carries the right NIK."""
    right = {
        row[ROW["true_person"]]
        for row in _rows(month, "usulan-desa", "person")
        if row[ROW["nik_ok"]]
    }
    return {pid for pid in _people(month, "usulan-desa") if pid not in right}


def _jobs(current: dict[str, Month], holdings: Holdings) -> list[tuple[str, Job, bool]]:
    """(source, job, whether the row carries the right NIK) of every accepted row."""
    found = []
    for source, jobs in (
        ("asn", holdings.asn), ("bpjstk", holdings.bpjstk), ("ahu", holdings.ahu),
    ):  # fmt: skip
        rows = _rows(current[source], source, "person")
        found += [
            (source, job, bool(row[ROW["nik_ok"]]))
            for row, job in zip(rows, jobs, strict=True)
            if row[ROW["expect"]] == "accepted"
        ]
    return found


def _assets(current: dict[str, Month], holdings: Holdings) -> list[tuple[str, Asset, bool, bool]]:
    """(source, asset, right NIK, right name) of every accepted row."""
    found = []
    for source, assets in (("pln", holdings.pln), ("kendaraan", holdings.kendaraan)):
        rows = _rows(current[source], source, "asset")
        found += [
            (source, asset, bool(row[ROW["nik_ok"]]), row[ROW["name_kind"]] in ("", "title"))
            for row, asset in zip(rows, assets, strict=True)
            if row[ROW["expect"]] == "accepted"
        ]
    return found


def record(truth: Truth, facts: Facts, months: list[Month]) -> None:
    """Add the tables of the last of `months` to `truth`."""
    month, world, period = months[-1], facts.world, months[-1].period
    tables = truth.tables
    tables["records"].append(month.account.records_frame())
    tables["files"].append(month.account.files_frame())
    tables["effective"].append(
        pl.DataFrame(
            [(period, source, m.period) for source, m in effective_periods(months).items()],
            schema=["period", "source", "file_period"],
            orient="row",
        )
    )
    dtks = set(facts.dtks_rows)
    tables["persons"].append(
        pl.DataFrame(
            {
                "period": period,
                "true_person": [p.pid for p in world.persons],
                "true_household": [facts.today[p.pid] for p in world.persons],
                "alive": [p.died is None for p in world.persons],
                "here": [p.here for p in world.persons],
                "nik": [p.nik for p in world.persons],
                "nama": [p.nama for p in world.persons],
                "in_dtks": [p.pid in dtks for p in world.persons],
                "in_dukcapil": [p.pid in facts.in_dukcapil for p in world.persons],
            }
        )
    )
    tables["households"].append(
        pl.DataFrame(
            {
                "period": period,
                "true_household": [h.hid for h in world.households],
                "village": [world.village(h).code for h in world.households],
                "living": [bool(world.living(h)) for h in world.households],
                "in_registry": [facts.in_registry(h.hid) for h in world.households],
                "no_kk": [h.kk for h in world.households],
            }
        )
    )
    tables["proposals"].append(facts.proposals_frame())
    tables["sktm"].append(facts.letters_frame())
    tables["expected_flags"].append(expected_flags(facts))
    senders = {item.village for item in month.shown if not item.population}
    tables["coverage"].append(
        pl.DataFrame(
            {
                "period": period,
                "village": [v.code for v in world.regency.villages],
                "submitted": [v.code in senders for v in world.regency.villages],
            }
        )
    )
