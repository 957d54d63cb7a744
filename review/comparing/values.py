"""How two values stand to each other, in officers' words.

Knows what slips look like: one wrong or exchanged digit in a number, day and month exchanged, a
name written shorter. Says nothing of what the program thinks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

NEAR_NUMBER = 2  # digits wrong or exchanged
NEAR_NAME = 0.9  # Jaro-Winkler similarity
NEAR_LETTERS, LONG_ENOUGH = 1, 5  # one slip in a word or more of so many letters
FULLER = "yang satu lebih lengkap"


class Standing(StrEnum):
    """How two values stand to each other."""

    SAME = "sama"
    NEAR = "mirip"
    DIFFERENT = "beda"
    ONE_SIDED = "hanya satu"
    NEITHER = "kosong"


@dataclass(frozen=True)
class Verdict:
    """How two values stand, with what may have gone wrong between them."""

    standing: Standing
    note: str = ""


def plain(one: str | None, other: str | None) -> Verdict:
    """Codes and words of a list: equal or not."""
    if not one and not other:
        return Verdict(Standing.NEITHER)
    if not one or not other:
        return Verdict(Standing.ONE_SIDED)
    return Verdict(Standing.SAME if one == other else Standing.DIFFERENT)


def text(one: str | None, other: str | None) -> Verdict:
    """Words that people spell in several ways; case and punctuation mean nothing."""
    one, other = _folded(one), _folded(other)
    verdict = plain(one, other)
    return _nearness(one, other) if verdict.standing is Standing.DIFFERENT else verdict


def names(one: str | None, other: str | None) -> Verdict:
    """Folded names: the same words in any order are the same."""
    verdict = plain(_sorted(one), _sorted(other))
    if one and other and verdict.standing is Standing.DIFFERENT:
        return _nearness(one, other)
    return verdict


def number(one: str | None, other: str | None) -> Verdict:
    """A NIK or KK: near when a digit or two are wrong or exchanged."""
    verdict = plain(one, other)
    if one and other and verdict.standing is Standing.DIFFERENT:
        slips = DamerauLevenshtein.distance(one, other)
        if slips <= NEAR_NUMBER:
            return Verdict(Standing.NEAR, f"beda {slips} angka")
    return verdict


def birth(one: date | int | None, other: date | int | None) -> Verdict:
    """Birth dates, or years where no more is known."""
    if not one or not other:
        return plain(str(one or ""), str(other or ""))
    if isinstance(one, date) and isinstance(other, date):
        note = "" if one == other else _date_slip(one, other)
        return Verdict(Standing.NEAR, note) if note else plain(str(one), str(other))
    same_year = _year(one) == _year(other)
    if isinstance(one, int) and isinstance(other, int):
        return Verdict(Standing.SAME if same_year else Standing.DIFFERENT)
    return Verdict(Standing.NEAR, "tahunnya sama") if same_year else Verdict(Standing.DIFFERENT)


def parts(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> Verdict:
    """Several codes together; many sources give only one of them (RT and RW).

    Nothing differs where one is not given.
    """
    given = {plain(*pair).standing for pair in zip(one, other, strict=True)} - {Standing.NEITHER}
    if Standing.DIFFERENT in given:
        return Verdict(Standing.DIFFERENT)
    if Standing.SAME in given:
        return Verdict(Standing.SAME, FULLER if Standing.ONE_SIDED in given else "")
    return Verdict(Standing.ONE_SIDED if given else Standing.NEITHER)


def _nearness(one: str, other: str) -> Verdict:
    """How two texts that differ stand to each other, word by word or letter by letter."""
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return Verdict(Standing.NEAR, FULLER)
    slip = DamerauLevenshtein.distance(one, other) <= NEAR_LETTERS
    if JaroWinkler.similarity(one, other) >= NEAR_NAME or (
        slip and min(len(one), len(other)) >= LONG_ENOUGH
    ):
        return Verdict(Standing.NEAR, "ejaan")
    return Verdict(Standing.DIFFERENT)


def _date_slip(one: date, other: date) -> str:
    """What may have gone wrong between two dates; empty when nothing usual."""
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return "hari dan bulan tertukar"
    equal = [a == b for a, b in zip(one.timetuple()[:3], other.timetuple()[:3], strict=True)]
    if sum(equal) < 2:
        return ""
    return ("tahunnya beda", "bulannya beda", "harinya beda")[equal.index(False)]


def _year(born: date | int) -> int:
    return born.year if isinstance(born, date) else born


def _folded(typed: str | None) -> str:
    """Without what means nothing: case, spaces and punctuation (`JL. MAWAR` is `Jl Mawar`)."""
    return " ".join(re.sub(r"[^\w]+", " ", (typed or "").upper()).split())


def _sorted(words: str | None) -> str:
    return " ".join(sorted((words or "").split()))
