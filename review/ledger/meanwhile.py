"""Two people at one question: the later must have seen what the earlier said.

A form that was sent twice is no second person: its second copy finds the word of the first.
"""

from __future__ import annotations

from review.accounts.models import User
from review.ledger.models import Decision
from review.ledger.second import FIRST


class DecidedMeanwhileError(Exception):
    """Someone decided, by `newest`, after the user had opened the page; nothing was written."""

    def __init__(self, newest: Decision) -> None:
        super().__init__()
        self.newest = newest


def require_seen(newest: Decision | None, seen: str) -> None:
    """DecidedMeanwhileError unless `seen` is the id of the newest decision, if there is one.

    Call it under the ledger's lock (`review.audit.chain.locked_head`).
    """
    if newest is not None and newest.decision_id != seen:
        raise DecidedMeanwhileError(newest)


def is_repeated(word: Decision | None, user: User, verdict: str, reason: str) -> bool:
    """Whether `word` is this very decision of the user: a form that was sent twice."""
    return (
        word is not None
        and word.by == user.username
        and word.reason == reason.strip()
        and word.verdict in (verdict, FIRST if verdict == "agree" else verdict)
    )
