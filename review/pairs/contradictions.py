"""Whether a new word on two rows contradicts what people said before: A=B, B=C, and now A≠C.

People's words join rows or keep them apart; rows that the program takes for one person count as
joined, unless someone called them different. Only people's words contradict: against the program
anybody may decide.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from review.ledger.models import Decision

Rows = Callable[[list[str]], dict[str, str]]
"""From record ids to all rows of the people whom they name: record id → person id."""


@dataclass(frozen=True)
class Word:
    """The newest decision on two rows."""

    decision_id: str
    rows: frozenset[str]
    verdict: str
    reason: str
    by: str
    at: str

    def other(self, row: str) -> str:
        """The row on the other side."""
        return next(iter(self.rows - {row}))


@dataclass(frozen=True)
class Step:
    """How a row was reached: from which, and by whose word (None: the program's link)."""

    origin: str | None
    word: Word | None


class Words:
    """People's words on pairs, without those in `withdrawn` (decision ids)."""

    def __init__(self, withdrawn: Iterable[str] = ()) -> None:
        self._withdrawn = set(withdrawn)
        self._known: dict[str, list[Word]] = {}

    def about(self, row: str) -> list[Word]:
        """The newest word on each pair that has `row`, where it decides something."""
        if row not in self._known:
            self._known[row] = self._read(row)
        return self._known[row]

    def _read(self, row: str) -> list[Word]:
        newest: dict[frozenset[str], Word] = {}
        found = Decision.objects.filter(kind="pair", subjects__subject_id=row)
        for said in found.order_by("at", "decision_id"):
            rows = frozenset(said.subject_ids)
            newest[rows] = Word(said.decision_id, rows, said.verdict, said.reason, said.by, said.at)
        return [
            word
            for word in newest.values()
            if word.verdict in ("same", "different")
            and word.decision_id not in self._withdrawn
            and len(word.rows) == 2
        ]


def contradicted(
    left: str, right: str, verdict: str, words: Words, rows_of_people: Rows
) -> list[Word]:
    """The words that cannot stand with `verdict` on the two rows, in the order of the chain.

    Empty when there is no contradiction.
    """
    if verdict == "unsure":
        return []
    pair = frozenset((left, right))
    if verdict == "different":
        return _chain(_reached(left, pair, words, rows_of_people), right) or _chain(
            _reached(left, pair, words, None), right
        )
    one, other = (_reached(row, pair, words, rows_of_people) for row in (left, right))
    for near in sorted(one):
        for word in words.about(near):
            if word.rows != pair and word.verdict == "different" and word.other(near) in other:
                far = word.other(near)
                return [*_chain(one, near), word, *_chain(other, far)]
    return []


def _reached(
    start: str, pair: frozenset[str], words: Words, rows_of_people: Rows | None
) -> dict[str, Step]:
    """All rows that are one person with `start`, with the way there; the pair itself is no way.

    Without `rows_of_people` by people's words alone.
    """
    steps = {start: Step(None, None)}
    waiting = deque([start])
    while waiting:
        row = waiting.popleft()
        said = [word for word in words.about(row) if word.rows != pair]
        apart = {word.other(row) for word in said if word.verdict == "different"}
        onward: list[tuple[str, Word | None]] = [
            (word.other(row), word) for word in said if word.verdict == "same"
        ]
        if rows_of_people is not None:
            onward += [(other, None) for other in _of_one_person(row, rows_of_people, apart, pair)]
        for other, word in onward:
            if other not in steps:
                steps[other] = Step(row, word)
                waiting.append(other)
    return steps


def _of_one_person(
    row: str, rows_of_people: Rows, apart: set[str], pair: frozenset[str]
) -> Iterable[str]:
    return sorted(
        other
        for other in rows_of_people([row])
        if other not in apart and {row, other} != pair and other != row
    )


def _chain(steps: dict[str, Step], row: str) -> list[Word]:
    """People's words on the way to `row`, from its beginning; empty when it was not reached."""
    words: list[Word] = []
    step = steps.get(row)
    while step is not None and step.origin is not None:
        if step.word is not None:
            words.append(step.word)
        step = steps[step.origin]
    return words[::-1]
