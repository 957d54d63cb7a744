"""`padan audit`: whether anyone has changed the audit log."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.errors import RunError, UsageError
from pipelines.office.workspace import open_workspace

HEAD = re.compile(r"\d+:[0-9a-f]{64}")


def audit_chain(root: Path, noted: str | None) -> str:
    """Verify the chain; returns what to say when it holds.

    `noted` is a head that was noted outside the machine earlier. RunError says where the chain
    breaks; UsageError when `noted` is no head.
    """
    from review.setup import configure

    place = open_workspace(root)
    if noted is not None and not HEAD.fullmatch(noted):
        raise UsageError("--head berisi nomor dan 64 huruf/angka, seperti yang pernah dicetak")
    configure(place)

    from review.audit.chain import verify

    verdict = verify(noted)
    if verdict.fault:
        raise RunError(
            f"jejak audit RUSAK di nomor {verdict.broken_at}: {verdict.fault}.\n"
            f"Utuh sampai: {verdict.head}\n"
            "Jangan ubah apa pun; simpan salinan .padan/ dan laporkan kepada atasan."
        )
    return (
        f"Jejak audit utuh: {verdict.events} kejadian.\n"
        f"Kepala rantai (catat di luar komputer ini): {verdict.head}"
    )
