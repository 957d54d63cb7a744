"""What villages answer on their verification lists, in words. It informs who decides, no more."""

from __future__ import annotations

from review.published.reader import Reader

ANY, NONE = "any", "none"
ANSWERS = {
    "layak": "Layak",
    "tidak_layak": "Tidak layak",
    "pindah": "Pindah",
    "meninggal": "Meninggal",
    "tidak_ditemukan": "Tidak ditemukan",
    "sudah_terdaftar": "Sudah terdaftar",
    "note": "Catatan saja",
}
"""The results of core.Reply, and a note without a result."""
CHOICES = {ANY: "Ada jawaban desa", **ANSWERS, NONE: "Belum dijawab"}
"""Choices of the queue's filter."""


def answered(published: Reader) -> dict[str, int]:
    """How many standing findings have which newest answer (a key of ANSWERS), in their order."""
    counts = {row["answer"]: row["findings"] for row in published.rows("temuan/answered")}
    return {answer: counts[answer] for answer in ANSWERS if answer in counts}
