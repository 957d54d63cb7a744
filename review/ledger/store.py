"""Adding to the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction

from pipelines.office.ledger import VERDICTS
from review import audit
from review.accounts.models import User
from review.audit.chain import locked_head
from review.ledger.models import Decision, Subject
from review.ledger.second import FIRST, word_of_agreement

CONTENT = ("kind", "subject_ids", "verdict", "reason", "by", "at", "evidence_hash")
BATCH = 500  # ids in one look-up, below SQLite's limit of bound values


class Ledger:
    """The decisions of one workspace."""

    def append(self, entries: Sequence[Mapping[str, object]]) -> int:
        """Add `entries` (the keys of CONTENT) in one transaction; returns how many were new.

        An entry whose whole content is in the ledger already is the same decision and is not
        added again, so a table can be imported twice.
        """
        rows = {decision_id(entry): entry for entry in entries}
        with transaction.atomic():
            # Writers wait for each other, so that subjects are numbered in the order of commits:
            # who has read up to a number has missed nothing (review.published.verdicts).
            locked_head()
            known = _known(list(rows))
            fresh = [
                Decision(decision_id=key, **entry)
                for key, entry in rows.items()
                if key not in known
            ]
            Decision.objects.bulk_create(fresh)
            Subject.objects.bulk_create(
                Subject(decision=decision, subject_id=subject)
                for decision in fresh
                for subject in decision.subject_ids
            )
        return len(fresh)

    def decide(
        self,
        user: User,
        kind: str,
        subject_ids: Sequence[str],
        verdict: str,
        reason: str,
        evidence_hash: str | None = None,
        *,
        two_persons: bool = False,
        row_hash: str | None = None,
    ) -> str:
        """Record what a signed-in user decides now, and the audit event with it; returns its id.

        One transaction: when this returns, the decision is on disk. With `two_persons`, and always
        for proposals, an agreement counts only when a second person gives it too, and
        review.ledger.second.NotTheSecond refuses one's own. A first agreement on `row_hash` (of
        out.Flag) is one on the same evidence. ValueError for a verdict that `kind`
        does not have, or without subject or reason: forms check before they call.
        """
        fitting = verdict in VERDICTS[kind] and verdict != FIRST
        if not fitting or not subject_ids or not reason.strip():
            raise ValueError(f"a {kind} decision without a fitting verdict, subject or reason")
        evidence = {evidence_hash, row_hash or evidence_hash}
        with transaction.atomic():
            locked_head()
            if verdict == "agree":
                verdict = word_of_agreement(user, kind, subject_ids, evidence, two_persons)
            entry = {
                "kind": kind,
                "subject_ids": list(subject_ids),
                "verdict": verdict,
                "reason": reason.strip(),
                "by": user.username,
                "at": datetime.now(UTC).isoformat(timespec="microseconds"),
                "evidence_hash": evidence_hash,
            }
            self.append([entry])
            audit.record(
                "decision",
                user=user,
                subject=decision_id(entry),
                decided=kind,
                verdict=verdict,
            )
        return decision_id(entry)


def decision_id(entry: Mapping[str, object]) -> str:
    """`d` and a hash of everything the entry says."""
    content = json.dumps([entry.get(name) for name in CONTENT], ensure_ascii=False)
    return "d" + hashlib.sha256(content.encode()).hexdigest()[:24]


def _known(ids: list[str]) -> set[str]:
    """Those of `ids` that are in the ledger."""
    found: set[str] = set()
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        known = Decision.objects.filter(decision_id__in=batch)
        found.update(known.values_list("decision_id", flat=True))
    return found
