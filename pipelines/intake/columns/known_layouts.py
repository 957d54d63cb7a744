"""Lists of other programs, and our own reply list, known by their headers."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.intake.columns.headers import folded
from schemas.columns import VOCABULARY, fold

LAYOUT_MARKS: tuple[tuple[str, frozenset[str]], ...] = (
    ("opensid", frozenset({"kklevel", "tempatlahir", "statusdasar"})),
    ("siak", frozenset({"namapenduduk", "shdk", "petugasregistrasi"})),
    ("bdt", frozenset({"nomorurutart", "namakrt", "idrumahtangga"})),
)
LAYOUT_OF_SOURCE = {"dtks": "dtks", "dtsen": "dtsen", "verifikasi": "reply"}
REPLY_HEADERS = frozenset(
    fold(VOCABULARY[name].label) for name in ("id_temuan", "hasil_verifikasi")
)
"""What verification lists have and no list of proposals has. Filed among those by mistake, one
would propose everyone the village was asked about."""


def layout_of(headers: Iterable[str], source: str) -> str:
    """The layout of a file by all its headers; that of its source where they are nobody's."""
    forms = {form for header in headers for form in folded(header)}
    for layout, marks in LAYOUT_MARKS:
        if marks <= forms:
            return layout
    return LAYOUT_OF_SOURCE.get(source, "table")


def is_reply(headers: Iterable[str]) -> bool:
    """Whether a table with these headers is a verification list."""
    return {fold(header) for header in headers} >= REPLY_HEADERS
