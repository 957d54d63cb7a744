"""How far reviewers agree who judged the same pairs without knowing of each other.

Percent agreement, and Cohen's kappa: agreement beyond what two people with these habits would reach
by chance (Cohen 1960). As a rule of thumb 0.8 is good, below 0.6 the instructions need work (Landis
and Koch 1977).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[str, ...]
Opinions = Mapping[str, Mapping[Pair, str]]
"""reviewer → pair (both record ids, sorted) → verdict."""


@dataclass(frozen=True)
class Agreement:
    """Of one reviewer with all others on the pairs both judged, or of two reviewers."""

    reviewer: str
    judged: int
    compared: int
    agreed: int
    kappa: float | None

    @property
    def percent(self) -> float | None:
        """Share of compared pairs with the same verdict, 0 to 100; None without any."""
        return 100 * self.agreed / self.compared if self.compared else None


def per_reviewer(opinions: Opinions) -> list[Agreement]:
    """Each reviewer against the pooled opinions of the others, by name."""
    table = []
    for reviewer, own in sorted(opinions.items()):
        both = [
            (verdict, theirs[pair])
            for other, theirs in sorted(opinions.items())
            if other != reviewer
            for pair, verdict in own.items()
            if pair in theirs
        ]
        agreed = sum(one == other for one, other in both)
        table.append(Agreement(reviewer, len(own), len(both), agreed, kappa(both)))
    return table


def judged_twice(opinions: Opinions) -> dict[Pair, dict[str, str]]:
    """Pairs that at least two people judged, with what each of them said."""
    by_pair: dict[Pair, dict[str, str]] = defaultdict(dict)
    for reviewer, theirs in sorted(opinions.items()):
        for pair, verdict in theirs.items():
            by_pair[pair][reviewer] = verdict
    return {pair: said for pair, said in sorted(by_pair.items()) if len(said) > 1}


def kappa(both: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of verdicts; None without any, or where chance explains everything."""
    verdicts = list(both)
    if not verdicts:
        return None
    total = len(verdicts)
    observed = sum(one == other for one, other in verdicts) / total
    first, second = Counter(one for one, _ in verdicts), Counter(other for _, other in verdicts)
    by_chance = sum(first[verdict] * second[verdict] for verdict in first) / total**2
    if by_chance == 1:
        return None
    return (observed - by_chance) / (1 - by_chance)
