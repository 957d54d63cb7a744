"""What people do with a finished run that waits: publish it, or drop it."""

from __future__ import annotations

from pipelines.errors import UsageError
from pipelines.office.publications.held import Held
from pipelines.office.publications.swap import recover, swap_in
from pipelines.office.run_lock import only_run
from pipelines.office.workspace import Workspace


def publish_held(workspace: Workspace, period: str) -> None:
    """Publish the run of `period` that waits.

    UsageError when none waits, or when something it rests on was published or withdrawn since.
    """
    with only_run(workspace):
        recover(workspace)
        held = _waiting(workspace, period)
        if not held.is_current:
            raise UsageError(
                f"hasil {period} yang ditahan dibuat sebelum terbitan lain berubah; jalankan lagi "
                "bulan itu, lalu bandingkan"
            )
        swap_in(workspace, period, held.database, held.out)
        held.discard()


def discard_held(workspace: Workspace, period: str) -> None:
    """Drop the run of `period` that waits; UsageError when none waits."""
    with only_run(workspace):
        recover(workspace)
        _waiting(workspace, period).discard()


def _waiting(workspace: Workspace, period: str) -> Held:
    held = Held(workspace, period)
    if not held.is_whole:
        raise UsageError(
            f"tidak ada hasil {period} yang ditahan; buat dengan `padan run --hold` atau dari "
            "halaman Jalankan"
        )
    return held
