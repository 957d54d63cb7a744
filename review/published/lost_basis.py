"""What pages say of a month that was built on one that does not stand any more."""

from __future__ import annotations

from pipelines.domain.periods import period_words
from pipelines.office.publications.lineage import lost_basis
from pipelines.office.workspace import Workspace


def notice(workspace: Workspace, period: str) -> str:
    """A sentence with what to do; empty while everything below the month stands."""
    lost = lost_basis(workspace, period)
    if lost is None:
        return ""
    later, earlier = period_words(period), period_words(lost.period)
    if lost.fate == "withdrawn":
        return (
            f"{later} dibuat di atas {earlier}, yang sudah ditarik. Keadaan temuan (baru, "
            f"berlanjut, selesai) mungkin keliru sampai {later} dijalankan ulang."
        )
    return (
        f"{earlier} dijalankan ulang sesudah {later}. Jalankan ulang {later} supaya keadaan "
        "temuannya sesuai."
    )
