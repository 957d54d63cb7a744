"""Adding to the ledger."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from review.ledger.models import Decision

CONTENT = ("kind", "subject_ids", "verdict", "reason", "by", "at", "evidence_hash")


class Ledger:
    """The decisions of one workspace."""

    def append(self, entries: Sequence[Mapping[str, object]]) -> int:
        """Add `entries` (the keys of CONTENT) in one transaction; returns how many were new.

        An entry whose whole content stands in the ledger already is the same decision and is not
        added again, so a table can be imported twice.
        """
        rows = {decision_id(entry): entry for entry in entries}
        with transaction.atomic():
            known = set(Decision.objects.values_list("decision_id", flat=True))
            fresh = [
                Decision(decision_id=key, **entry)
                for key, entry in rows.items()
                if key not in known
            ]
            Decision.objects.bulk_create(fresh)
        return len(fresh)


def decision_id(entry: Mapping[str, object]) -> str:
    """`d` and a hash of everything the entry says."""
    content = json.dumps([entry.get(name) for name in CONTENT], ensure_ascii=False)
    return "d" + hashlib.sha256(content.encode()).hexdigest()[:24]
