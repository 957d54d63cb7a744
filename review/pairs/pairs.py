"""A pair of rows as a page needs it: both rows, what differs, what was said, what may be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipelines.domain.numbers import percent
from pipelines.resolve.evaluation import is_for_evaluation
from review.access.objects import one_or_404
from review.accounts.requests import OfficerRequest
from review.comparing.lines import Line, compare
from review.ledger.models import Decision
from review.pairs.spoken import PAIR, sentence
from review.pairs.waterfall import Waterfall, waterfall
from review.published.reader import Reader

OPINION = "pair_opinion"
"""Ledger kind of a blind opinion: it is counted and compared, and constrains nothing by itself."""


@dataclass(frozen=True)
class Pair:
    """Two rows that may be about one person; `left` has the smaller id."""

    left: dict[str, Any]
    right: dict[str, Any]
    lines: list[Line]
    program: dict[str, Any]
    weights: Waterfall | None

    @property
    def ids(self) -> tuple[str, str]:
        """Both record ids, the smaller first, as the ledger has them."""
        return self.left["record_id"], self.right["record_id"]

    @property
    def rows(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Both rows, in the order of `ids`."""
        return self.left, self.right

    @property
    def evidence_hash(self) -> str:
        """Of what both rows say; see sql/link/row_evidence.sql."""
        return f"{self.left['evidence']}{self.right['evidence']}"

    @property
    def sentence(self) -> str:
        """What agrees and differs, in one sentence."""
        return sentence(self.lines)

    @property
    def judges(self) -> bool:
        """Whether the pair belongs to the sample by which the program itself is judged."""
        return bool(self.program["in_sample"]) or is_for_evaluation(*self.ids)

    @property
    def opinion_of_program(self) -> str:
        """What the program thought of the pair."""
        joined, apart = self.program["joined_probability"], self.program["apart_probability"]
        if self.program["joined"]:
            likely = "-" if joined is None else percent(joined)
            return f"Program menganggapnya satu orang (peluang {likely})."
        if apart is not None:
            return f"Menurut program, peluang satu orang {percent(apart)}."
        return "Program tidak melihat alasan untuk membandingkan kedua baris ini."


def load(request: OfficerRequest, published: Reader, one: str, other: str) -> Pair:
    """The pair of two record ids, in any order; Http404 (audited) beyond the user's place."""
    left, right = (
        one_or_404(request, "pairs/row", subject=record, record=record)
        for record in sorted((one, other))
    )
    program = published.row("pairs/pair", left=left["record_id"], right=right["record_id"])
    assert program is not None  # both rows were found
    weights = published.rows("pairs/weights", one=left["record_id"], other=right["record_id"])
    return Pair(left, right, compare(PAIR, left, [right]), program, waterfall(weights))


def shows_score(pair: Pair, username: str) -> bool:
    """Whether the user may see what the program thought: not of sample pairs still to be judged."""
    return not pair.judges or has_judged(pair, username)


def has_judged(pair: Pair, username: str) -> bool:
    """Whether the user has said of these two rows that they are, or are not, one person."""
    return any(
        set(said.subject_ids) == set(pair.ids) and said.verdict != "unsure"
        for said in Decision.objects.filter(
            kind__in=("pair", OPINION), by=username, subjects__subject_id=pair.ids[0]
        )
    )


def standing_words(words: Iterable[Decision]) -> set[str]:
    """The ids of those decisions which no newer one on the same two rows has replaced."""
    rows = {row for word in words for row in word.subject_ids}
    said = Decision.objects.filter(kind="pair", subjects__subject_id__in=rows)
    newest = {frozenset(one.subject_ids): one for one in said.order_by("at", "decision_id")}
    return {one.decision_id for one in newest.values()}


def words_on(pair: Pair) -> list[Decision]:
    """What people decided on the pair, the newest first; blind opinions stay unseen."""
    found = Decision.objects.filter(kind="pair", subjects__subject_id=pair.ids[0])
    said = [word for word in found if set(word.subject_ids) == set(pair.ids)]
    return sorted(said, key=lambda word: (word.at, word.decision_id), reverse=True)
