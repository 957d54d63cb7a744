"""Writing a decision on two rows, unless it contradicts what people said before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from review.accounts.models import User
from review.audit.chain import locked_head
from review.ledger.meanwhile import DecidedMeanwhileError, is_repeated, require_seen
from review.ledger.models import Decision
from review.ledger.store import Ledger
from review.pairs.contradictions import Word, Words, contradicted
from review.pairs.pairs import OPINION, Pair, words_on
from review.published.reader import Reader

TOGETHER = "Dua penilai sepakat tanpa saling tahu."


@dataclass(frozen=True)
class Answer:
    """A verdict on one pair of several; `seen` as in `decide`."""

    pair: Pair
    verdict: str
    seen: str


class NotTogetherError(Exception):
    """Several verdicts cannot be written together; none of them was.

    `meanwhile`: the pairs on which someone decided since, each with that decision.
    `contradicting`: the pairs whose verdict contradicts what people said before.
    """

    def __init__(
        self, meanwhile: Sequence[tuple[Pair, Decision]], contradicting: Sequence[Pair]
    ) -> None:
        super().__init__()
        self.meanwhile = meanwhile
        self.contradicting = contradicting


def decide(
    user: User,
    published: Reader,
    pair: Pair,
    verdict: str,
    reason: str,
    withdraw: Collection[str] = (),
    seen: str | None = None,
) -> list[Word]:
    """Write the verdict; or write nothing and return the words that cannot stand with it.

    `withdraw`: decisions (ids) which the user takes back because of that. Only those that do
    contradict are taken back, each by a further entry. `seen`: the newest decision on the pair
    that the user saw (its id; empty where there was none); DecidedMeanwhileError when there is a
    newer one.
    """
    left, right = pair.ids
    with transaction.atomic():
        locked_head()  # nobody decides between the look and the entry
        if seen is not None:
            require_seen(next(iter(words_on(pair)), None), seen)
        taken_back: list[Word] = []
        while words := _contradicted(published, pair, verdict, taken_back):
            chosen = [word for word in words if word.decision_id in withdraw]
            if not chosen:
                return words
            taken_back += chosen
        for word in taken_back:
            Ledger().decide(
                user,
                "pair",
                sorted(word.rows),
                "unsure",
                f"Ditarik karena bertentangan dengan keputusan baru: {reason}",
                Decision.objects.get(pk=word.decision_id).evidence_hash,
            )
        Ledger().decide(user, "pair", [left, right], verdict, reason, pair.evidence_hash)
    return []


def decide_together(user: User, published: Reader, answers: Sequence[Answer], reason: str) -> None:
    """Write all verdicts for the one reason; or NotTogetherError, and none is written.

    Those that the user has written already (a form that was sent twice) are not written again.
    """
    meanwhile: list[tuple[Pair, Decision]] = []
    contradicting: list[Pair] = []
    with transaction.atomic():
        locked_head()  # for all of them: nobody decides between the first look and the last entry
        for answer in answers:
            pair, verdict = answer.pair, answer.verdict
            if is_repeated(next(iter(words_on(pair)), None), user, verdict, reason):
                continue
            try:
                if decide(user, published, pair, verdict, reason, seen=answer.seen):
                    contradicting.append(pair)
            except DecidedMeanwhileError as error:
                meanwhile.append((pair, error.newest))
        if meanwhile or contradicting:
            raise NotTogetherError(meanwhile, contradicting)


def give_opinion(user: User, published: Reader, pair: Pair, verdict: str, reason: str) -> None:
    """Write a blind opinion; two equal ones of two people become a decision.

    Where they differ, or where the decision would contradict others, people talk first
    (review.pairs.blind lists those pairs). Nobody gives two opinions on the same evidence: the
    second copy of a form that was sent twice is left aside.
    """
    with transaction.atomic():
        locked_head()
        own = Decision.objects.filter(kind=OPINION, by=user.username)
        own = own.filter(subjects__subject_id=pair.ids[0], evidence_hash=pair.evidence_hash)
        if any(set(one.subject_ids) == set(pair.ids) for one in own):
            return
        Ledger().decide(user, OPINION, pair.ids, verdict, reason, pair.evidence_hash)
        if verdict != "unsure" and verdict in _opinions_of_others(user, pair):
            decide(user, published, pair, verdict, f"{TOGETHER} {reason}")


def _contradicted(
    published: Reader, pair: Pair, verdict: str, taken_back: list[Word]
) -> list[Word]:
    return contradicted(
        *pair.ids,
        verdict,
        Words(word.decision_id for word in taken_back),
        lambda rows: {
            row["record_id"]: row["person_id"]
            for row in published.rows("pairs/rows_of_people", records=rows)
        },
    )


def _opinions_of_others(user: User, pair: Pair) -> set[str]:
    """The newest opinion of each other person on the pair."""
    said = Decision.objects.filter(kind=OPINION, subjects__subject_id=pair.ids[0])
    newest = {
        one.by: one.verdict
        for one in said.exclude(by=user.username).order_by("at", "decision_id")
        if set(one.subject_ids) == set(pair.ids)
    }
    return set(newest.values())
