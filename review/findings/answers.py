"""What villages answer on their verification lists, in words. It informs who decides, no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipelines.domain.nik import diagnose
from pipelines.domain.words import RESULTS
from review.published.reader import Reader, Row

ANY, NONE = "any", "none"
ANSWERS = {**RESULTS, "note": "Catatan saja"}
"""The results of core.Reply, and a note (or a NIK) without a result."""
CHOICES = {ANY: "Ada jawaban desa", **ANSWERS, NONE: "Belum dijawab"}
"""Choices of the queue's filter."""


def in_words(published: Reader, flag_id: str, rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The answers about a finding, the newest first; `rows` are those of its family.

    Each NIK that the village found comes with whether it can be one (`possible`) and whether a row
    of the family already says so (`known`).
    """
    known = {row["nik"] for row in rows}
    return [
        answer
        | {
            "niks": [
                {"number": n, "possible": diagnose(n) == "ok", "known": n in known}
                for n in answer["nik_lapangan"]
            ]
        }
        for answer in published.rows("findings/answers", flag=flag_id)
    ]


def answered(published: Reader) -> dict[str, int]:
    """How many standing findings have which newest answer (a key of ANSWERS), in their order."""
    counts = {row["answer"]: row["findings"] for row in published.rows("findings/answered")}
    return {answer: counts[answer] for answer in ANSWERS if answer in counts}
