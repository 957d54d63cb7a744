"""The comparison of two rows in one sentence to read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from review.comparing.lines import Line
from review.comparing.values import Standing

PAIR = (
    "NIK", "No. KK", "Nama", "Tanggal lahir", "Jenis kelamin", "Nama ibu kandung", "Bin/binti",
    "Hubungan keluarga", "Desa/kelurahan", "Alamat", "RT/RW",
)  # fmt: skip
"""What is compared of a pair, the telling ones first."""


def sentence(lines: Sequence[Line]) -> str:
    """The comparison in one sentence, without any value of a person."""
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
