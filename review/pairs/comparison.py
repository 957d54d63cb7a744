"""Two rows about people side by side: what agrees, what is near, what differs, in officers' words.

Knows what slips look like: one wrong or exchanged digit in a number, day and month exchanged, a
name written shorter. Says nothing of what the program thinks; see `review.pairs.pairs` for that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from pipelines.domain.words import date_words

Row = dict[str, Any]
NEAR_NUMBER = 2  # digits wrong or exchanged
NEAR_NAME = 0.9  # Jaro-Winkler similarity
NEAR_LETTERS, LONG_ENOUGH = 1, 5  # one slip in a word or more of so many letters


class Standing(StrEnum):
    """How the two values of a line stand to each other."""

    SAME = "sama"
    NEAR = "mirip"
    DIFFERENT = "beda"
    ONE_SIDED = "hanya satu"
    NEITHER = "kosong"


@dataclass(frozen=True)
class Line:
    """One line of the comparison; `secret` values are shown masked until opened."""

    label: str
    left: str
    right: str
    standing: Standing
    note: str = ""
    secret: bool = False


def compare(left: Row, right: Row) -> list[Line]:
    """The lines of two rows (as `pairs/row.sql` gives them), the telling ones first."""
    return [
        _number("NIK", left["nik"] or left["nik_digits"], right["nik"] or right["nik_digits"]),
        _number("No. KK", left["kk"], right["kk"]),
        _name(left, right),
        _birth(left, right),
        _plain("Jenis kelamin", _sex(left["sex"]), _sex(right["sex"])),
        _text("Nama ibu kandung", left["mother"], right["mother"]),
        _text("Bin/binti", left["patronym"], right["patronym"]),
        _plain("Hubungan keluarga", left["shdk"], right["shdk"]),
        _plain("Desa/kelurahan", left["village_label"], right["village_label"]),
        _text("Alamat", left["alamat"], right["alamat"]),
        _rt_rw(left, right),
    ]


def sentence(lines: Sequence[Line]) -> str:
    """The comparison in one sentence to read aloud, without any value of a person."""
    same = [_spoken(line) for line in lines if line.standing is Standing.SAME]
    near = [_spoken(line) for line in lines if line.standing is Standing.NEAR]
    different = [_spoken(line) for line in lines if line.standing is Standing.DIFFERENT]
    one_sided = [_spoken(line) for line in lines if line.standing is Standing.ONE_SIDED]
    alike = [f"{_listed(words)} {how}" for words, how in ((same, "sama"), (near, "mirip")) if words]
    text = ", ".join(alike)
    if different:
        text += f"{', tetapi ' if text else ''}{_listed(different)} berbeda"
    if one_sided:
        text += f"{'; ' if text else ''}{_listed(one_sided)} hanya ada di satu baris"
    return f"{text[:1].upper()}{text[1:]}." if text else "Kedua baris tidak memuat apa pun."


def _spoken(line: Line) -> str:
    """`NIK (beda 1 angka)`; words begin small, abbreviations stay."""
    label = line.label if line.label[:2].isupper() or line.label[:3] == "No." else (
        line.label[:1].lower() + line.label[1:]
    )  # fmt: skip
    return f"{label} ({line.note})" if line.note else label


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} dan {words[-1]}"


def _plain(label: str, left: str | None, right: str | None) -> Line:
    return Line(label, left or "", right or "", _standing(left, right))


def _text(label: str, left: str | None, right: str | None) -> Line:
    """Words people spell in several ways."""
    one, other = _folded(left), _folded(right)
    standing, note = _standing(one, other), ""
    if standing is Standing.DIFFERENT:
        standing, note = _nearness(one, other)
    return Line(label, left or "", right or "", standing, note)


def _nearness(one: str, other: str) -> tuple[Standing, str]:
    """How two texts that differ stand to each other, word by word or letter by letter."""
    words, others = set(one.split()), set(other.split())
    if words <= others or others <= words:
        return Standing.NEAR, "yang satu lebih lengkap"
    slip = DamerauLevenshtein.distance(one, other) <= NEAR_LETTERS
    if JaroWinkler.similarity(one, other) >= NEAR_NAME or (
        slip and min(len(one), len(other)) >= LONG_ENOUGH
    ):
        return Standing.NEAR, "ejaan"
    return Standing.DIFFERENT, ""


def _number(label: str, left: str | None, right: str | None) -> Line:
    standing, note = _standing(left, right), ""
    if left and right and standing is Standing.DIFFERENT:
        slips = DamerauLevenshtein.distance(left, right)
        if slips <= NEAR_NUMBER:
            standing, note = Standing.NEAR, f"beda {slips} angka"
    return Line(label, left or "", right or "", standing, note, secret=True)


def _name(left: Row, right: Row) -> Line:
    standing, note = _standing(left["name_sorted"], right["name_sorted"]), ""
    if standing is Standing.DIFFERENT:
        standing, note = _nearness(left["name_folded"], right["name_folded"])
    return Line("Nama", left["nama"] or "", right["nama"] or "", standing, note)


def _birth(left: Row, right: Row) -> Line:
    standing = _standing(_born(left), _born(right))
    one, other = left["birth_date"], right["birth_date"]
    note = ""
    if one and other and one != other:
        note = _date_slip(one, other)
        standing = Standing.NEAR if note else standing
    elif standing is Standing.DIFFERENT and left["birth_year"] == right["birth_year"]:
        standing, note = Standing.NEAR, "tahunnya sama"
    return Line("Tanggal lahir", _born(left), _born(right), standing, note)


def _date_slip(one: date, other: date) -> str:
    """What may have gone wrong between two dates; empty when nothing usual."""
    if (one.day, one.month, one.year) == (other.month, other.day, other.year):
        return "hari dan bulan tertukar"
    equal = [a == b for a, b in zip(one.timetuple()[:3], other.timetuple()[:3], strict=True)]
    if sum(equal) < 2:
        return ""
    return ("tahunnya beda", "bulannya beda", "harinya beda")[equal.index(False)]


def _born(row: Row) -> str:
    if row["birth_date"]:
        return date_words(row["birth_date"])
    return str(row["birth_year"] or "")


def _sex(code: str | None) -> str:
    return {"L": "Laki-laki", "P": "Perempuan"}.get(code or "", "")


def _rt_rw(left: Row, right: Row) -> Line:
    """RT and RW, of which many sources give one only: nothing differs where one is not given."""
    parts = [_standing(left[part], right[part]) for part in ("rt", "rw")]
    given = [one for one in parts if one is not Standing.NEITHER]
    standing, note = Standing.NEITHER, ""
    if Standing.DIFFERENT in given:
        standing = Standing.DIFFERENT
    elif Standing.SAME in given:
        standing = Standing.SAME
        note = "yang satu lebih lengkap" if Standing.ONE_SIDED in given else ""
    elif given:
        standing = Standing.ONE_SIDED
    return Line("RT/RW", _rt_rw_words(left), _rt_rw_words(right), standing, note)


def _rt_rw_words(row: Row) -> str:
    return f"{row['rt'] or '-'}/{row['rw'] or '-'}" if row["rt"] or row["rw"] else ""


def _folded(text: str | None) -> str:
    return " ".join(re.sub(r"[.,/]", " ", text or "").upper().split())


def _standing(left: str | None, right: str | None) -> Standing:
    if not left and not right:
        return Standing.NEITHER
    if not left or not right:
        return Standing.ONE_SIDED
    return Standing.SAME if left == right else Standing.DIFFERENT
