"""The audit log: whatever is done to it behind the program's back shows."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from review import audit
from review.audit.chain import verify
from review.audit.kinds import DETAILS, details_in_words
from review.audit.models import AuditEvent
from review.ledger.append_only import AppendOnlyError

pytestmark = pytest.mark.django_db
TABLE = "audit_auditevent"


def ten_events() -> None:
    for number in range(10):
        audit.record("search", by="siti", subject=f"d{number}", rows=number)


def tamper(statement: str) -> None:
    """Change the table as someone would who has the database's file."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_empty_log_holds() -> None:
    assert verify().events == 0 and not verify().fault


def test_events_that_nobody_touched_hold() -> None:
    ten_events()
    verdict = verify()
    assert (verdict.events, verdict.fault) == (10, "")
    assert verdict.head.startswith("10:")


@pytest.mark.parametrize(
    ("statement", "broken_at", "expected"),
    [
        (f"UPDATE {TABLE} SET by = 'budi' WHERE number = 4", 4, "isi catatan nomor 4"),
        (f"UPDATE {TABLE} SET details = '{{\"rows\": 9}}' WHERE number = 4", 4, "sudah berubah"),
        (f"UPDATE {TABLE} SET at = '2020-01-01' WHERE number = 1", 1, "sudah berubah"),
        (f"DELETE FROM {TABLE} WHERE number = 4", 4, "nomor 4 hilang"),
        (f"DELETE FROM {TABLE} WHERE number = 1", 1, "nomor 1 hilang"),
        (f"DELETE FROM {TABLE} WHERE number > 7", 8, "sesudah nomor 7 hilang"),
        (f"DELETE FROM {TABLE}", 1, "sesudah nomor 0 hilang"),
        (f"UPDATE {TABLE} SET previous = digest WHERE number = 6", 6, "tidak menyambung"),
    ],
)  # fmt: skip
def test_a_changed_or_missing_event_shows_and_where(
    statement: str, broken_at: int, expected: str
) -> None:
    ten_events()
    tamper(statement)
    verdict = verify()
    assert verdict.broken_at == broken_at
    assert expected in verdict.fault


def test_two_events_in_each_others_place_show() -> None:
    ten_events()
    for one, other in ((3, 99), (4, 3), (99, 4)):
        tamper(f"UPDATE {TABLE} SET number = {other} WHERE number = {one}")
    assert verify().broken_at == 3


def test_an_event_added_from_outside_shows() -> None:
    ten_events()
    tamper(
        f"INSERT INTO {TABLE} SELECT 11, at, by, role, kind, subject, outcome, details, digest,"
        f" digest FROM {TABLE} WHERE number = 10"
    )
    assert verify().broken_at == 11


def test_a_recomputed_chain_does_not_hold_the_head_that_was_noted() -> None:
    ten_events()
    noted = verify().head
    tamper(f"DELETE FROM {TABLE}")
    tamper("DELETE FROM audit_chainhead")
    ten_events()
    assert not verify().fault
    assert verify(noted).broken_at == 10


def test_a_noted_head_still_holds_when_more_has_happened() -> None:
    ten_events()
    noted = verify().head
    ten_events()
    assert verify(noted).fault == ""


def test_events_cannot_be_changed_through_the_program() -> None:
    ten_events()
    event = AuditEvent.objects.get(number=3)
    event.by = "budi"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.filter(number=3).update(by="budi")
    with pytest.raises(AppendOnlyError):
        AuditEvent.objects.all().delete()


@pytest.mark.parametrize(
    "typed",
    [
        "6305014101800001",
        "63.05.01.41.01.80.0001",
        "NIK 6305 0141 0180 0001",
        "630501410180000",
    ],
)
def test_a_number_like_a_nik_is_never_recorded(typed: str) -> None:
    with pytest.raises(ValueError, match="NIK"):
        audit.record("search", by="siti", subject=typed)
    with pytest.raises(ValueError, match="NIK"):
        audit.record("search", by="siti", what=typed)
    assert audit.safe(typed) == "(angka panjang)"
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    "subject",
    ["f0630b8acf22298cb", "63.05.01.2003", "2026-10", "d123456789012345678901234", "r1 r2"],
)
def test_ids_of_things_may_be_recorded_even_if_a_hash_has_no_letter(subject: str) -> None:
    assert audit.record("access", by="siti", subject=subject).subject == subject


def test_an_id_typed_in_an_address_is_taken_for_a_number_when_in_doubt() -> None:
    assert audit.safe("f0630b8acf22298cb") == "f0630b8acf22298cb"
    assert audit.safe("x6305014101800001") == "(angka panjang)"


def test_what_is_rolled_back_leaves_no_gap() -> None:
    ten_events()
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record("search", by="siti")
        raise RuntimeError
    ten_events()
    assert verify().events == 20


def test_details_are_shown_in_words() -> None:
    assert details_in_words({"what": "added", "place": "", "rows": 3}) == (
        "tindakan: ditambahkan, baris: 3"
    )
    assert set(DETAILS) >= {"what", "place", "rows"}


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain() -> None:
    def write(writer: int) -> None:
        for _ in range(10):
            audit.record("search", by=f"u{writer}")
        connection.close()

    run: Callable[[int], None] = write
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(run, range(4)))
    verdict = verify()
    assert (verdict.events, verdict.fault) == (40, "")
