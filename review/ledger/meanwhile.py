"""Two people at one question: the later must have seen what the earlier said."""

from __future__ import annotations

from review.ledger.models import Decision


class DecidedMeanwhileError(Exception):
    """Somebody decided, by `newest`, after the user had opened the page; nothing was written."""

    def __init__(self, newest: Decision) -> None:
        super().__init__()
        self.newest = newest


def require_seen(newest: Decision | None, seen: str) -> None:
    """DecidedMeanwhileError unless `seen` is the id of the newest decision, if there is one.

    Call it under the ledger's lock (`review.audit.chain.locked_head`).
    """
    if newest is not None and newest.decision_id != seen:
        raise DecidedMeanwhileError(newest)
