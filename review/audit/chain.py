"""Adding to the chain of audit events, and verifying it.

Each event's digest is the SHA-256 of its own content and of the digest before it, so that an event
changed, removed, inserted or moved breaks every digest from there on. Someone who can write to
the database could recompute the whole chain; against that, note its head (number and digest,
`padan audit` prints them) outside the machine from time to time and verify against the note.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction

from review.audit.kinds import KINDS, OUTCOMES
from review.audit.models import AuditEvent, ChainHead

START = "0" * 64
LONG_NUMBER = re.compile(r"\d[\d .\-]{13,}\d")
# Ids of things are hashes behind a letter and may hold long runs of digits by chance.
STANDING_ALONE = re.compile(rf"(?<![0-9A-Za-z]){LONG_NUMBER.pattern}(?![0-9A-Za-z])")
COVERED = ("number", "at", "by", "role", "kind", "subject", "outcome", "details", "previous")
BATCH = 2000


@dataclass(frozen=True)
class Verdict:
    """The state of the chain: how many events hold, its head, and where and how it breaks."""

    events: int
    head: str
    """`number:digest` of the last event that holds."""
    broken_at: int | None = None
    fault: str = ""
    """In Indonesian; empty while the chain holds."""


def append(
    kind: str,
    *,
    by: str,
    role: str,
    subject: str,
    outcome: str,
    details: Mapping[str, str | int | None],
) -> AuditEvent:
    """Add an event at the head; writers of all processes wait for each other."""
    if kind not in KINDS or outcome not in OUTCOMES:
        raise ValueError(f"no such kind or outcome of audit event: {kind}, {outcome}")
    if any(_nik_like(STANDING_ALONE, str(text)) for text in (by, subject, *details.values())):
        raise ValueError("an audit event must not hold a NIK or KK")
    with transaction.atomic():
        head = locked_head()
        event = AuditEvent(
            number=head.number + 1,
            at=datetime.now(UTC).isoformat(timespec="milliseconds"),
            by=by,
            role=role,
            kind=kind,
            subject=subject,
            outcome=outcome,
            details=dict(details),
            previous=head.digest,
        )
        event.digest = digest(event)
        event.save()
        ChainHead.objects.filter(id=1).update(number=event.number, digest=event.digest)
    return event


def locked_head() -> ChainHead:
    """The head, which other writers wait for until this transaction ends.

    SQLite's transactions are IMMEDIATE (review.settings): they are alone from their beginning.
    Elsewhere the lock on this row does the same.
    """
    ChainHead.objects.get_or_create(id=1)
    head: ChainHead = ChainHead.objects.select_for_update().get(id=1)
    return head


def digest(event: AuditEvent) -> str:
    """SHA-256 of an event's content, the digest before it included."""
    content = {name: getattr(event, name) for name in COVERED}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(noted: str | None = None) -> Verdict:
    """Walk the whole chain; `noted` is a head `number:digest` that was noted outside earlier.

    Stops at the first event that does not hold and says where and how. Others may go on writing.
    """
    before = _head()
    waypoints = dict(_parts(head) for head in (before, noted) if head)
    number, last = 0, START
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=BATCH):
        if fault := _fault(event, number, last):
            return Verdict(number, f"{number}:{last}", number + 1, fault)
        number, last = event.number, event.digest
        if waypoints.pop(number, last) != last:
            fault = f"catatan sampai nomor {number} bukan lagi yang dulu dicatat"
            return Verdict(number, f"{number}:{last}", number, fault)
    head = f"{number}:{last}"
    if missing := [waypoint for waypoint in waypoints if waypoint > number]:
        cut = f"catatan sesudah nomor {number} hilang (seharusnya sampai nomor {max(missing)})"
        return Verdict(number, head, number + 1, cut)
    if number > _parts(_head())[0]:
        return Verdict(number, head, number, f"catatan nomor {number} ditambahkan dari luar")
    return Verdict(number, head)


def _head() -> str:
    head = ChainHead.objects.filter(id=1).first() or ChainHead()
    return f"{head.number}:{head.digest}"


def _parts(head: str) -> tuple[int, str]:
    number, _, last = head.partition(":")
    return int(number), last


def _fault(event: AuditEvent, number: int, last: str) -> str:
    """What is wrong with the event that follows event `number`; empty when nothing is."""
    if event.number != number + 1:
        return f"catatan nomor {number + 1} hilang"
    if event.previous != last:
        return f"catatan nomor {event.number} tidak menyambung ke catatan sebelumnya"
    if event.digest != digest(event):
        return f"isi catatan nomor {event.number} sudah berubah"
    return ""


def holds_long_number(text: str) -> bool:
    """Whether `text`, as someone typed it, holds as many digits in a row as a NIK or KK."""
    return _nik_like(LONG_NUMBER, text)


def _nik_like(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a run (spaces, dots, dashes aside) has as many digits as a NIK that Excel cut."""
    return any(sum(c.isdigit() for c in run) >= 15 for run in pattern.findall(text))
