"""What village lists tell of the families they propose, this month and in the months before.

An indicator that this period's lists leave blank keeps the household's newest earlier answer for
`REMEMBERED_MONTHS` (CONTRACT.md); within a period the newest list of a village that answers counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.demo.people import Shown
from pipelines.demo.world import CRITERIA
from pipelines.domain.periods import first_day

MIN_CRITERIA = 3
REMEMBERED_MONTHS = 12
POOR_VALUES = {
    "lantai": {6, 8}, "dinding": {2, 3, 4, 6}, "jamban": {2, 3, 4, 5, 6}, "daya_listrik": {450, 0},
}  # fmt: skip
INDICATORS = ("tempat_tinggal", *CRITERIA, *POOR_VALUES)


@dataclass(frozen=True, slots=True)
class Answer:
    """An indicator as a list gave it; not `firm` where it was said of the family's hosts."""

    value: object
    period: str
    firm: bool = True


Answers = dict[int, dict[str, Answer]]
"""Household → indicator → its newest answer."""


def poverty(conditions: Mapping[str, object]) -> str:
    """poor, non_poor, unknown, or `open` where no word of the rule decides (dwelling not told)."""
    if conditions.get("tempat_tinggal") is False:
        return "poor"
    met = sum(conditions.get(name) is True for name in CRITERIA)
    met += sum(conditions.get(name) in values for name, values in POOR_VALUES.items())
    missing = sum(conditions.get(name) is None for name in (*CRITERIA, *POOR_VALUES))
    if met >= MIN_CRITERIA:
        return "poor"
    if met + missing >= MIN_CRITERIA:
        return "unknown"
    return "open" if conditions.get("tempat_tinggal") is None else "non_poor"


@dataclass
class Proposal:
    """A household that village lists propose."""

    told: dict[str, dict[str, Answer]] = field(default_factory=dict)
    """By village, what its lists told of the household, the newer over the older."""
    remembered: dict[str, Answer] = field(default_factory=dict)
    firm: bool = False
    """Proposed by rows of its own family, not only as guests of another."""

    def tell(self, village: str, given: dict[str, Answer], firm: bool = True) -> None:
        """Take in a newer list of a village; what it leaves empty takes nothing back."""
        self.told[village] = self.told.get(village, {}) | given
        self.firm |= firm

    @property
    def statuses(self) -> dict[str, str]:
        """The household's poverty by the word of each village."""
        return {village: self._status(told) for village, told in self.told.items()}

    def _status(self, told: dict[str, Answer]) -> str:
        """Open where it rests on answers that may have been meant for another family."""
        known = self.remembered | told
        status = poverty({name: answer.value for name, answer in known.items()})
        sure = poverty({name: answer.value for name, answer in known.items() if answer.firm})
        return status if status == sure or not self.firm else "open"

    @property
    def status(self) -> str:
        """Where villages differ, poor wins over non-poor, non-poor over unknown."""
        values = set(self.statuses.values())
        return next(s for s in ("poor", "open", "non_poor", "unknown") if s in values)


def _tellings(
    shown: Iterable[Shown], today: Mapping[int, int], period: str
) -> Iterator[tuple[int, str, bool, dict[str, Answer]]]:
    """(household, village, firm, answers) of every proposed person, older lists first."""
    for item in sorted(shown, key=lambda one: one.day):
        if item.population:
            continue
        for pid in item.people:
            firm = pid not in item.guests
            given = {
                name: Answer(value, period, firm)
                for name, value in (item.conditions or {}).items()
                if value is not None
            }
            yield today[pid], item.village, firm, given


def proposals(
    shown: Iterable[Shown], today: Mapping[int, int], period: str, remembered: Answers
) -> dict[int, Proposal]:
    """The households that this period's lists propose."""
    found: dict[int, Proposal] = defaultdict(Proposal)
    for hid, village, firm, given in _tellings(shown, today, period):
        found[hid].tell(village, given, firm)
        found[hid].remembered = recent(remembered.get(hid, {}), period)
    return dict(found)


def recent(answers: dict[str, Answer], period: str) -> dict[str, Answer]:
    """Those that are still young enough to stand in for a blank cell."""
    return {
        name: answer
        for name, answer in answers.items()
        if _months_between(answer.period, period) <= REMEMBERED_MONTHS
    }


def remember(
    remembered: Answers, shown: Iterable[Shown], today: Mapping[int, int], period: str
) -> Answers:
    """The newest answers of each household, those of this period's lists included."""
    newest = {hid: dict(answers) for hid, answers in remembered.items()}
    for hid, _, _, given in _tellings(shown, today, period):
        newest.setdefault(hid, {}).update(given)
    return newest


def _months_between(earlier: str, later: str) -> int:
    start, end = first_day(earlier), first_day(later)
    return (end.year - start.year) * 12 + end.month - start.month
