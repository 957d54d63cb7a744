"""Generating the demo regency month by month."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from pipelines.demo import (
    bdt,
    listings,
    month,
    quarter,
    ranking,
    register_files,
    registry_files,
    service_files,
    village_files,
    world,
)
from pipelines.demo import holdings as standing
from pipelines.demo.neighbourhoods import regency
from pipelines.demo.rendering import Account, Outbox, outbox
from pipelines.demo.told import Answers, remember
from pipelines.demo.truth import REGISTERS, Month, Truth, gather, record
from pipelines.domain.periods import first_day, last_day, next_period, period_of
from pipelines.office.workspace import require_period


@dataclass(frozen=True)
class DemoSummary:
    """What was written."""

    periods: list[str]
    villages: int
    households: int
    persons: int
    rows: int
    files: dict[str, int] = field(default_factory=dict)


@dataclass
class _Demo:
    """State that the months share."""

    inbox: Path
    seed: int
    noise: float
    world: world.World
    holdings: standing.Holdings
    elsewhere: dict[int, int] = field(default_factory=dict)
    proposed: set[int] = field(default_factory=set)
    months: list[Month] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)

    def stream(self, *parts: str) -> Random:
        """A random stream of its own for each purpose, so that one does not move another."""
        return Random("/".join((str(self.seed), *parts)))


def generate(
    inbox: Path,
    *,
    region: str,
    households: int = 1200,
    seed: int = 63,
    period: str = "2026-10",
    noise: float = 1.0,
    months: int = 1,
    truth: Path | None = None,
) -> DemoSummary:
    """Write `inbox/<period>/<source>/` for a synthetic regency.

    `region` is a Kemendagri regency code; `noise` scales all error rates (0 none, 2 harsh);
    with `months` above 1 later periods follow, in which only some registers are sent again, and
    every third month all of them, after families have moved and got new cards. With
    `truth`, tables of what is true go there; it must not lie in a workspace. The same arguments
    give the same content. Raises UsageError for an unknown region or a malformed period.
    """
    require_period(period)
    first, last = first_day(period), last_day(period)
    place = regency(region, households)
    people = world.build(Random(f"{seed}/world"), place, households, last)
    standing.deaths(Random(f"{seed}/deaths"), people, last)
    registers = standing.registry(Random(f"{seed}/registry"), people)
    ranking.rank_all(Random(f"{seed}/ranking"), people, registers)
    ranking.namesakes(Random(f"{seed}/namesakes"), people, registers)
    demo = _Demo(inbox, seed, noise, people, registers)
    standing.livelihoods(demo.stream("livelihoods"), people, registers, last)
    standing.issue_letters(
        demo.stream("letters"), people, registers, last - timedelta(days=480), last, share=0.14
    )
    standing.borrowed_names(demo.stream("directors"), people, registers, last)
    collected = Truth()
    for number in range(months):
        if number:
            period = next_period(period)
            first, last = first_day(period), last_day(period)
        _write_month(demo, first, last, number)
        facts = gather(people, registers, demo.months, demo.elsewhere, demo.answers)
        record(collected, facts, demo.months)
        demo.answers = remember(demo.answers, facts.shown, facts.today, period)
    if truth is not None:
        collected.write(truth)
    return DemoSummary(
        periods=[m.period for m in demo.months],
        villages=len(place.villages),
        households=len(people.households),
        persons=len(people.persons),
        rows=sum(len(m.account.rows) for m in demo.months),
        files={m.period: len(m.account.files) for m in demo.months},
    )


def _write_month(demo: _Demo, first: date, last: date, number: int) -> None:
    """Let the month happen and write its files; the first month sends every register."""
    period, stamp = period_of(first), f"{first:%Y%m}"
    people, noise = demo.world, demo.noise
    cards: dict[int, str] = {}
    founded: list[int] = []
    new_extracts = number % quarter.QUARTER == 0
    if number and new_extracts:
        demo.elsewhere = {}
        quarter.enter_in_registry(demo.stream(period, "entries"), people, first)
        quarter.move_and_renew(demo.stream(period, "moves"), people, last)
        ranking.rank_anew(demo.stream(period, "ranking"), people, demo.holdings)
    if number:
        events = demo.stream(period, "events")
        founded = month.pass_month(events, people, demo.holdings, first, last, demo.elsewhere)
    lists = listings.draw(demo.stream(period, "lists"), people, noise, demo.proposed)
    if number:
        month.list_newly_wed(demo.stream(period, "weddings"), people, lists, founded, noise)
    else:
        demo.elsewhere, cards = month.late_cards(demo.stream("cards"), people, lists, last)
    extra = [listings.correction(demo.stream(period, "again"), people, lists, noise)]
    if number == 0:
        extra.append(listings.population(people, lists))
    lists += [entry for entry in extra if entry]
    month.firm(people, lists, demo.elsewhere)
    demo.proposed |= {
        listed.hid for entry in lists if not entry.population for listed in entry.families
    }
    account = Account(period)
    boxes = {
        source: outbox(demo.inbox, period, source, account)
        for source in ("usulan-desa", *REGISTERS, "aduan", "ikm")
    }
    shown = village_files.write(
        demo.stream(period, "usulan"), boxes["usulan-desa"], people, lists, first, noise,
        shift=demo.seed + number,
    )  # fmt: skip
    if number == 0:
        village_files.hostile(boxes["usulan-desa"], str(account.files[0][2]))
    if new_extracts:
        _quarterly(demo, boxes, stamp, cards | _cards_before_wedding(demo, founded))
        service_files.pbi(demo.stream(period, "pbi"), boxes["pbi"], people, last, noise)
    _monthly(demo, boxes, first, last, stamp, number * quarter.MENDED_A_MONTH)
    demo.months.append(Month(period, last, account, shown))


def _cards_before_wedding(demo: _Demo, founded: list[int]) -> dict[int, str]:
    """Person → KK of the newly wed on their parents' card, which an extract still shows."""
    households = demo.world.households
    return {
        pid: households[demo.elsewhere[pid]].kk
        for hid in founded
        for pid in households[hid].members
    }


def _quarterly(demo: _Demo, boxes: dict[str, Outbox], stamp: str, cards: dict[int, str]) -> None:
    """Registers that are sent each quarter and carried forward in the months between."""
    people, registers, noise = demo.world, demo.holdings, demo.noise
    register_files.dukcapil(demo.stream("dukcapil"), boxes["dukcapil"], people, stamp, noise, cards)
    register_files.slow_registers(demo.stream("slow"), boxes, people, registers, stamp, noise)
    registry_files.dtsen(demo.stream("dtsen"), boxes["dtsen"], people, registers, noise)


def _sends_bdt(demo: _Demo, hid: int) -> bool:
    """With every third seed the third village's registry comes as the older BDT export."""
    return demo.seed % 3 == 2 and demo.world.households[hid].village == 2


def _monthly(
    demo: _Demo, boxes: dict[str, Outbox], first: date, last: date, stamp: str, mended: float
) -> None:
    """Registers that are sent again every month, and the month's complaints; `mended` is the share
    of DTKS rows that have been put right since the first month."""
    people, registers, noise, seed = demo.world, demo.holdings, demo.noise, demo.seed
    families = sorted(registers.dtks, key=lambda f: f.idbdt)
    older = [f for f in families if _sends_bdt(demo, f.hid)]
    if older:
        bdt.write(seed, boxes["dtks"], people, older, f"BDT {stamp}.xlsx", noise, last)
        families = [f for f in families if not _sends_bdt(demo, f.hid)]
    registry_files.dtks(seed, boxes["dtks"], people, families, stamp, noise, last, mended)
    registry_files.bansos(seed, boxes["bansos"], people, registers, noise)
    register_files.kematian(seed, boxes["kematian"], people, last, noise)
    register_files.sktm(seed, boxes["sktm"], people, registers.letters, noise)
    register_files.aduan(demo.stream(stamp, "aduan"), boxes["aduan"], people, first, noise)
    service_files.ikm(demo.stream(stamp, "ikm"), boxes["ikm"], people, first)
