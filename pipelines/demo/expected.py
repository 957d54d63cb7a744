"""CONTRACT.md's default rules, word by word, over what is true: the flags of a perfect reader.

`expect` is auto (must be flagged, may be automatic), review (must be flagged, a person decides) or
either (both answers can be defended, so it is not scored).
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from pipelines.demo.holdings import UMK, Asset, Job, Letter
from pipelines.demo.people import Shown
from pipelines.demo.world import CRITERIA, World

DESIL_MAX = 5
MIN_CRITERIA = 3
SKTM_MONTHS = 6
DAYA_MIN = 2200
RODA_MIN = 4
POOR_VALUES = {
    "lantai": {6, 8}, "dinding": {2, 3, 4, 6}, "jamban": {2, 3, 4, 5, 6}, "daya_listrik": {450, 0},
}  # fmt: skip
FLAGS = {
    "period": pl.String, "kind": pl.String, "true_household": pl.Int64, "true_person": pl.Int64,
    "expect": pl.String, "village": pl.String, "reason": pl.String, "evidence": pl.String,
}  # fmt: skip


def poverty(conditions: dict[str, object] | None) -> str:
    """poor, non_poor, unknown, or `open` where the rule does not decide (dwelling not stated)."""
    if conditions is None:
        return "unknown"
    if conditions.get("tempat_tinggal") is False:
        return "poor"
    met = sum(conditions[name] is True for name in CRITERIA)
    met += sum(conditions[name] in values for name, values in POOR_VALUES.items())
    missing = sum(conditions[name] is None for name in (*CRITERIA, *POOR_VALUES))
    if met >= MIN_CRITERIA:
        return "poor"
    if met + missing >= MIN_CRITERIA:
        return "unknown"
    return "open" if conditions.get("tempat_tinggal") is None else "non_poor"


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


@dataclass
class Proposal:
    """A household that village lists propose."""

    statuses: dict[str, str] = field(default_factory=dict)
    firm: bool = False
    """Proposed by rows of its own family, not only as guests of another."""
    stated: dict[str, dict[str, object]] = field(default_factory=dict)
    """By village, what its lists state of the household, the newer over the older."""

    def tell(self, village: str, conditions: dict[str, object] | None) -> None:
        """Take in a newer list of a village.

        Its values stand (CONTRACT.md). Whether a cell it leaves empty takes back what an older list
        gave is open: where that decides, so is the status.
        """
        given = {k: v for k, v in (conditions or {}).items() if v is not None}
        stated = self.stated[village] = self.stated.get(village, {}) | given
        nothing = dict.fromkeys((*CRITERIA, *POOR_VALUES, "tempat_tinggal"))
        status = poverty(conditions)
        self.statuses[village] = status if status == poverty(nothing | stated) else "open"

    @property
    def status(self) -> str:
        """Where villages differ, poor wins over non-poor, non-poor over unknown."""
        values = set(self.statuses.values())
        if "poor" in values:
            return "poor"
        return next(s for s in ("open", "non_poor", "unknown") if s in values)


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
    desil: dict[int, int]
    doubtful: set[int]
    shown: list[Shown]
    listed: set[int]
    letters: list[LetterFact]
    jobs: list[tuple[str, Job, bool]]
    assets: list[tuple[str, Asset, bool, bool]]
    near: dict[int, int]
    bad_nik: set[int]

    @cached_property
    def registry(self) -> set[int]:
        """People in DTKS or in DTSEN with a low desil."""
        return set(self.dtks_rows) | {p for p, d in self.desil.items() if d <= DESIL_MAX}

    @cached_property
    def dead(self) -> set[int]:
        return self.buried | self.dead_in_dukcapil

    def in_registry(self, hid: int) -> bool:
        return any(p in self.registry and p not in self.dead for p in self.members.get(hid, []))

    def unclear(self, hid: int) -> bool:
        """Whether the registry's word on the household hangs on a malformed DTSEN line."""
        return any(p in self.doubtful and p not in self.registry for p in self.members[hid])

    def village(self, hid: int) -> str:
        return self.world.village(self.world.households[hid]).code

    @cached_property
    def proposals(self) -> dict[int, Proposal]:
        """Households by village; within a village the newest list's values stand."""
        found: dict[int, Proposal] = defaultdict(Proposal)
        for item in sorted(self.shown, key=lambda s: s.day):
            if item.population:
                continue
            for pid in item.people:
                proposal = found[self.today[pid]]
                proposal.tell(item.village, item.conditions)
                proposal.firm |= pid not in item.guests
        return dict(found)

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


def _mismatch(facts: Facts, hid: int, status: str) -> bool:
    """Poor, and in DTSEN only, above the limit."""
    known = any(p in facts.desil and p not in facts.dead for p in facts.members[hid])
    return status == "poor" and known and not facts.in_registry(hid)


def _proposed(facts: Facts) -> list[Found]:
    found: list[Found] = []
    for hid, proposal in sorted(facts.proposals.items()):
        status = proposal.status
        open_case = not proposal.firm or facts.unclear(hid) or status == "open"
        if len(proposal.statuses) > 1:
            expect = "auto" if proposal.firm else "either"
            reason = "+".join(sorted(proposal.statuses))
            found.append(("duplicate_submission", hid, None, expect, reason, None))
        if status == "non_poor" or facts.in_registry(hid):
            continue
        mismatch = _mismatch(facts, hid, "poor" if status == "open" else status)
        expect = "auto" if status == "poor" else "review"
        if hid in facts.near and facts.bad_nik.intersection(facts.members[hid]):
            expect = "either"  # a namesake in the registry and no NIK to tell them apart
        if open_case:
            expect = "either"
        kind = "desil_mismatch" if mismatch else "missing_from_dtks"
        found.append((kind, hid, None, expect, status, None))
        if status == "open" or (open_case and any(p in facts.doubtful for p in facts.members[hid])):
            other = "missing_from_dtks" if mismatch else "desil_mismatch"
            found.append((other, hid, None, "either", status, None))
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
        doubt = reasons - {"ahu"} or facts.unclear(hid)
        expect = "either" if doubt else "review"
        found.append(("missing_from_dtks", hid, None, expect, "sktm only", None))
    return found


def _ineligible(facts: Facts) -> list[Found]:
    found: list[Found] = []
    for hid, letters in sorted(facts.valid_letters.items()):
        verdict = facts.verdict(hid, letters)
        if verdict:
            found.append(("ineligible_sktm", hid, None, *verdict))
    for hid in sorted(facts.members):
        if facts.in_registry(hid):
            verdict = facts.verdict(hid, [])
            if verdict:
                found.append(("ineligible_dtks", hid, None, *verdict))
    return found


def _registry(facts: Facts) -> list[Found]:
    found: list[Found] = []
    for pid in sorted(facts.registry & facts.dead):
        reason = "kematian" if pid in facts.buried else "dukcapil"
        found.append(("deceased_in_dtks", facts.today[pid], pid, "auto", reason, None))
    for pid, rows in sorted(Counter(facts.dtks_rows).items()):
        if rows > 1:
            found.append(("duplicate_in_dtks", facts.today[pid], pid, "auto", f"{rows} rows", None))
    known = (facts.in_dukcapil | facts.listed) - facts.registry - facts.dead
    for hid, people in sorted(facts.members.items()):
        absent = [p for p in people if p in known]
        if absent and facts.in_registry(hid):
            expect = "either" if set(absent) <= facts.doubtful else "auto"
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
