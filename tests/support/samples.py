"""A value for each argument an address may have, of an object in Binuang. New arguments go here."""

from __future__ import annotations

from contextlib import closing

from pipelines.machine.database import open_published
from pipelines.office.workspace import Workspace
from tests.support.small_inbox import PERIOD
from tests.support.small_office import BINUANG

OBJECTS = {"flag_id", "household_id", "record_id", "person_id", "village_code"}
"""Arguments that name something of a place: officers of another place must not find it."""


def object_samples(office: Workspace) -> dict[str, str]:
    """By argument name, all about one family that is missing from the registry."""
    with closing(open_published(office.database(PERIOD))) as con:
        ((flag, household, person, record),) = con.execute(
            """
            SELECT f.flag_id, f.household_id, f.person_ids[1], f.reasons[1].record_ids[1]
            FROM out.flag AS f
            WHERE f.village_code = $village AND f.kind = 'missing_from_dtks'
            ORDER BY f.flag_id LIMIT 1
            """,
            {"village": BINUANG},
        ).fetchall()
    return {
        "period": PERIOD,
        "flag_id": flag,
        "household_id": household,
        "person_id": person,
        "record_id": record,
        "village_code": BINUANG,
    }


def stored_samples(published: dict[str, str]) -> dict[str, int]:
    """By argument name, of things that officers add; stored again, about the same family."""
    from review.findings.attachments import folder
    from review.findings.models import Attachment

    note = Attachment.objects.create(
        flag_id=published["flag_id"], title="foto", suffix=".jpg", digest="contoh", size=3, by="x"
    )
    (folder() / "contoh.jpg").write_bytes(b"\xff\xd8\xff")
    return {"attachment_id": note.pk}
