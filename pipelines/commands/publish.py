"""`padan publish`: publish a run that was held back for comparison."""

from __future__ import annotations

from pathlib import Path

from pipelines.office.publications.waiting import publish_held
from pipelines.office.workspace import open_workspace


def publish(root: Path, period: str) -> str:
    """Publish the run of `period` that waits; returns what to say of it."""
    publish_held(open_workspace(root), period)
    return f"Periode {period} sudah terbit."
