"""CONTRACT.md's default rules, word by word, over what is true: the flags of a perfect reader.

`expect` is auto (must be flagged, may be automatic), review (must be flagged, a person decides) or
either (both answers can be defended, so it is not scored).
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from pipelines.demo.holdings import UMK, Asset, Job, Letter
from pipelines.demo.people import Shown
from pipelines.demo.ranking import DESIL_MAX
from pipelines.demo.told import Answers, Proposal, proposals
from pipelines.demo.world import World

SKTM_MONTHS = 6
DAYA_MIN = 2200
RODA_MIN = 4
FLAGS = {
    "period": pl.String, "kind": pl.String, "true_household": pl.Int64, "true_person": pl.Int64,
    "expect": pl.String, "village": pl.String, "reason": pl.String, "evidence": pl.String,
}  # fmt: skip


def add_months(day: date, months: int) -> date:
    """The same day months later, clipped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_valid(letter: Letter, last_day: date) -> bool:
    """Issued by the period's last day and still holding in or after the period."""
    until = letter.until or add_months(letter.issued, SKTM_MONTHS)
    return letter.issued <= last_day and until >= last_day.replace(day=1)


@dataclass(frozen=True)
class LetterFact:
    """An SKTM and the register row it stands on."""

    letter: Letter
    file: str
    sheet: str
    row: int


def letter_facts(rows: list[tuple[object, ...]], letters: list[Letter]) -> list[LetterFact]:
    """Letters with the location of their row (file, sheet, row are columns 2 to 4)."""
    return [
        LetterFact(letter, str(row[2]), str(row[3]), int(str(row[4])))
        for row, letter in zip(rows, letters, strict=True)
    ]


Desil = dict[int, int | None]
"""People in DTSEN with their desil; None where they have none."""


@dataclass
class Facts:
    """All that the rules ask about one period."""

    world: World
    period: str
    last_day: date
    today: dict[int, int]
    members: dict[int, list[int]]
    in_dukcapil: set[int]
    buried: set[int]
    dead_in_dukcapil: set[int]
    dtks_rows: list[int]
    desil: Desil
    unsure: Desil
    """People of whom only a malformed DTSEN line tells."""
    unsure_dtks: set[int]
    shown: list[Shown]
    listed: set[int]
    letters: list[LetterFact]
    jobs: list[tuple[str, Job, bool]]
    assets: list[tuple[str, Asset, bool, bool]]
    near: dict[int, int]
    bad_nik: set[int]
    remembered: Answers
    """What the lists of earlier months answered."""

    @cached_property
    def registry(self) -> set[int]:
        """Whom the registry that decides lists: DTSEN with a low desil, without a DTSEN DTKS."""
        return _low(self.desil) if self.desil else set(self.dtks_rows)

    @cached_property
    def perhaps(self) -> set[int]:
        """Of whom only a line that may be read or not says that they are in the registry."""
        lines = _low(self.unsure) if self.desil else self.unsure_dtks
        return lines - self.registry

    @cached_property
    def dead(self) -> set[int]:
        return self.buried | self.dead_in_dukcapil

    def in_registry(self, hid: int) -> bool:
        return any(p in self.registry and p not in self.dead for p in self.members.get(hid, []))

    def unclear(self, hid: int) -> bool:
        """Whether it hangs on a malformed line that the household is in the registry."""
        perhaps = any(p in self.perhaps and p not in self.dead for p in self.members.get(hid, []))
        return perhaps and not self.in_registry(hid)

    def kinds(self, hid: int) -> dict[str, str]:
        """What it is called that the household is not in the registry: kind → its standing.

        Two where it is open: only a malformed line, or only a part of the family, has a desil.
        """
        living = [p for p in self.members.get(hid, []) if p not in self.dead]
        sure = {self.desil[p] for p in living if p in self.desil}
        unsure = {self.unsure[p] for p in living if p in self.unsure}
        kinds = {}
        if (sure | unsure) - {None}:
            kinds["desil_mismatch"] = "desil above"
        if not sure or None in sure:
            kinds["missing_from_dtks"] = "desil missing" if None in sure | unsure else "absent"
        return kinds

    def village(self, hid: int) -> str:
        return self.world.village(self.world.households[hid]).code

    @cached_property
    def proposals(self) -> dict[int, Proposal]:
        return proposals(self.shown, self.today, self.period, self.remembered)

    @cached_property
    def name_counts(self) -> Counter[tuple[str, str]]:
        """How many people of a village bear a name."""
        return Counter((self.village(person.hid), person.nama) for person in self.world.persons)

    @cached_property
    def disqualified(self) -> dict[int, dict[str, str]]:
        """household → reason → strong (right NIK), weak (sure without), either, review (ahu)."""
        found: dict[int, dict[str, str]] = defaultdict(dict)
        rank = ["review", "either", "weak", "strong"]

        def add(pid: int, reason: str, strength: str) -> None:
            person, hid = self.world.persons[pid], self.today[pid]
            if person.died or not person.here:
                strength = "review" if strength == "review" else "either"
            had = found[hid].get(reason, strength)
            found[hid][reason] = max(had, strength, key=rank.index)

        for source, job, right in self.jobs:
            if source == "ahu":
                # a company row has nothing but NIK and name to know a person by
                add(job.pid, "ahu", "review" if right else "either")
            elif source == "asn" or (job.kind == "AKTIF" and job.wage >= UMK):
                add(job.pid, source, "strong" if right else "weak")
        for source, asset, right, named in self.assets:
            if asset.size >= (DAYA_MIN if source == "pln" else RODA_MIN):
                person = self.world.persons[asset.pid]
                alone = self.name_counts[(self.village(person.hid), person.nama)] == 1
                sure = named and alone and source == "pln"
                add(asset.pid, source, "strong" if right else "weak" if sure else "either")
        return found

    @cached_property
    def valid_letters(self) -> dict[int, list[Letter]]:
        """Household → its letters valid in the period."""
        found: dict[int, list[Letter]] = defaultdict(list)
        for fact in self.letters:
            if is_valid(fact.letter, self.last_day):
                found[self.today[fact.letter.pid]].append(fact.letter)
        return found

    def death_of_holder(self, letters: list[Letter]) -> str:
        """dated (before a letter's date), undated (Dukcapil only) or ''."""
        for letter in letters:
            died = self.world.persons[letter.pid].died
            if letter.pid in self.buried and died and died < letter.issued:
                return "dated"
        undated = any(
            one.pid in self.dead_in_dukcapil and one.pid not in self.buried for one in letters
        )
        return "undated" if undated else ""

    def verdict(self, hid: int, letters: list[Letter]) -> tuple[str, str, str] | None:
        """(expect, reasons, evidence) of a disqualification, None when there is none."""
        reasons = dict(self.disqualified.get(hid, {}))
        death = self.death_of_holder(letters)
        if death:
            reasons["meninggal"] = "strong" if death == "dated" else "review"
        if not reasons:
            return None
        strengths = set(reasons.values())
        text = ",".join(sorted(reasons))
        if "strong" in strengths:
            return "auto", text, "strong"
        if "weak" in strengths:
            return "auto", text, "weak"
        return ("either" if "either" in strengths else "review"), text, "weak"

    def proposals_frame(self) -> pl.DataFrame:
        """One row per proposed household."""
        rows = [
            (self.period, hid, self.village(hid), sorted(p.statuses), p.status,
             self.in_registry(hid), p.firm)
            for hid, p in sorted(self.proposals.items())
        ]  # fmt: skip
        schema: dict[str, pl.DataType | type[pl.DataType]] = {
            "period": pl.String, "true_household": pl.Int64, "village": pl.String,
            "proposing": pl.List(pl.String), "status": pl.String, "in_registry": pl.Boolean,
            "firm": pl.Boolean,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")

    def letters_frame(self) -> pl.DataFrame:
        """One row per SKTM."""
        rows = [
            (self.period, fact.file, fact.sheet, fact.row, fact.letter.pid,
             self.today[fact.letter.pid], is_valid(fact.letter, self.last_day))
            for fact in self.letters
        ]  # fmt: skip
        schema = {
            "period": pl.String, "file": pl.String, "sheet": pl.String, "row": pl.Int64,
            "true_person": pl.Int64, "true_household": pl.Int64, "valid_in_period": pl.Boolean,
        }  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row")


Found = tuple[str, int, int | None, str, str, str | None]
"""kind, household, person, expect, reason, evidence."""


def expected_flags(facts: Facts) -> pl.DataFrame:
    """All flags of the period a perfect reader of the files would raise."""
    found = [
        *_proposed(facts),
        *_sktm_only(facts),
        *_ineligible(facts),
        *_registry(facts),
        *_unverified(facts),
    ]
    rows = [
        (facts.period, kind, hid, pid, expect, facts.village(hid), reason, evidence)
        for kind, hid, pid, expect, reason, evidence in found
    ]
    return pl.DataFrame(rows, schema=FLAGS, orient="row")


def _low(people: Desil) -> set[int]:
    return {p for p, desil in people.items() if desil is not None and desil <= DESIL_MAX}


def _proposed(facts: Facts) -> list[Found]:
    found: list[Found] = []
    for hid, proposal in sorted(facts.proposals.items()):
        if len(proposal.told) > 1:
            expect = "auto" if proposal.firm else "either"
            reason = "+".join(sorted(proposal.told))
            found.append(("duplicate_submission", hid, None, expect, reason, None))
        if proposal.status == "non_poor" or facts.in_registry(hid):
            continue
        expect = "auto" if proposal.status == "poor" else "review"
        if hid in facts.near and facts.bad_nik.intersection(facts.members[hid]):
            expect = "either"  # a namesake in the registry and no NIK to tell them apart
        if proposal.status == "open" or not proposal.firm:
            expect = "either"
        found += _unregistered(facts, hid, expect, proposal.status)
    return found


def _unregistered(facts: Facts, hid: int, expect: str, reason: str) -> list[Found]:
    """The flag of a household that ought to be in the registry; either where its kind is open."""
    kinds = facts.kinds(hid)
    if len(kinds) > 1 or facts.unclear(hid):
        expect = "either"
    found: list[Found] = []
    for kind, standing in kinds.items():
        review = expect == "auto" and standing == "desil missing"
        found.append((kind, hid, None, "review" if review else expect, reason, None))
    return found


def _sktm_only(facts: Facts) -> list[Found]:
    found: list[Found] = []
    for hid, letters in sorted(facts.valid_letters.items()):
        if hid in facts.proposals or facts.in_registry(hid):
            continue
        verdict = facts.verdict(hid, letters)
        reasons = set(verdict[1].split(",")) if verdict else set()
        if reasons - {"ahu"} and verdict and verdict[0] == "auto":
            continue
        expect = "either" if reasons - {"ahu"} else "review"
        found += _unregistered(facts, hid, expect, "sktm only")
    return found


def _ineligible(facts: Facts) -> list[Found]:
    found: list[Found] = []
    for hid, letters in sorted(facts.valid_letters.items()):
        verdict = facts.verdict(hid, letters)
        if verdict:
            found.append(("ineligible_sktm", hid, None, *verdict))
    for hid in sorted(facts.members):
        verdict = facts.verdict(hid, [])
        if verdict and facts.in_registry(hid):
            found.append(("ineligible_dtks", hid, None, *verdict))
        elif verdict and facts.unclear(hid):
            found.append(("ineligible_dtks", hid, None, "either", *verdict[1:]))
    return found


def _registry(facts: Facts) -> list[Found]:
    found: list[Found] = []
    listed = set(facts.dtks_rows) | _low(facts.desil)  # by any registry, one that decides or not
    perhaps = facts.unsure_dtks | _low(facts.unsure)
    for pid in sorted((listed | perhaps) & facts.dead):
        expect = "auto" if pid in listed else "either"
        reason = "kematian" if pid in facts.buried else "dukcapil"
        found.append(("deceased_in_dtks", facts.today[pid], pid, expect, reason, None))
    for pid, rows in sorted(Counter(facts.dtks_rows).items()):
        if rows > 1:
            found.append(("duplicate_in_dtks", facts.today[pid], pid, "auto", f"{rows} rows", None))
    known = (facts.in_dukcapil | facts.listed) - facts.registry - facts.dead
    for hid, people in sorted(facts.members.items()):
        absent = [p for p in people if p in known]
        if absent and (facts.in_registry(hid) or facts.unclear(hid)):
            open_case = facts.unclear(hid) or set(absent) <= facts.perhaps
            expect = "either" if open_case else "auto"
            found.append(("members_missing", hid, None, expect, "", None))
    return found


def _unverified(facts: Facts) -> list[Found]:
    found: list[Found] = []
    proposed = {p for item in facts.shown if not item.population for p in item.people}
    for pid in sorted(proposed - facts.in_dukcapil):
        found.append(("identity_unverified", facts.today[pid], pid, "auto", "usulan", None))
    holders = {one.pid for letters in facts.valid_letters.values() for one in letters}
    for pid in sorted(holders - facts.in_dukcapil - proposed):
        found.append(("identity_unverified", facts.today[pid], pid, "auto", "sktm", None))
    return found
