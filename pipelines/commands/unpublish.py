"""`padan unpublish`: withdraw a period, keeping its record."""

from __future__ import annotations

from pathlib import Path

from pipelines.office.publications.withdrawing import withdraw
from pipelines.office.workspace import open_workspace


def unpublish(root: Path, period: str, reason: str) -> str:
    """Withdraw `period`; returns where it is kept and what still builds on it."""
    place = open_workspace(root)
    kept = withdraw(place, period, reason)
    answer = f"Periode {period} ditarik; arsipnya disimpan di {kept}."
    later = [p for p in place.published_periods() if p > period]
    if not later:
        return answer
    return (
        f"{answer}\nBulan sesudahnya yang sudah terbit tetap seperti semula: {', '.join(later)}. "
        f"Bila {period} sudah dijalankan lagi, jalankan ulang juga mulai dari yang paling lama."
    )
