"""`padan publish`: publish a run that was held back for comparison."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import UsageError
from pipelines.office.publications import recover, swap_in
from pipelines.office.publications.held import Held
from pipelines.office.workspace import Workspace, open_workspace
from pipelines.run.month import only_run


def publish_held(root: Path, period: str) -> None:
    """Publish the run of `period` that waits.

    UsageError when none waits, or when something it rests on was published or withdrawn since.
    """
    place = open_workspace(root)
    with only_run(place):
        recover(place)
        held = _waiting(place, period)
        if not held.is_current:
            raise UsageError(
                f"hasil {period} yang ditahan dibuat sebelum terbitan lain berubah; jalankan lagi "
                "bulan itu, lalu bandingkan"
            )
        swap_in(place, period, held.database, held.out)
        held.discard()


def discard_held(root: Path, period: str) -> None:
    """Drop the run of `period` that waits; UsageError when none waits."""
    place = open_workspace(root)
    with only_run(place):
        recover(place)
        _waiting(place, period).discard()


def _waiting(place: Workspace, period: str) -> Held:
    held = Held(place, period)
    if not held.is_whole:
        raise UsageError(
            f"tidak ada hasil {period} yang ditahan; buat dengan `padan run --hold` atau dari "
            "halaman Jalankan"
        )
    return held
