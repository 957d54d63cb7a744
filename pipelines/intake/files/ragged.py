"""Records of a text file with too many or too few fields, laid along the columns they fit.

A delimiter inside an address makes a field too many, a forgotten one a field too few. Where the
fields belong shows in what the values of each column look like in the records that are whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import polars as pl

DATE_SHAPE = re.compile(r"^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$")
SAMPLE = 2000
FEWEST = 3
"""Columns, and whole records, without which looks say nothing."""


def align(records: list[list[str]], regular: pl.DataFrame, width: int, delimiter: str) -> None:
    """Bring ragged records to `width` in place: join or insert fields where values fit best.

    `regular` has the whole records, as columns. Where two joins fit equally well, the column of
    longer texts (an address) takes the delimiter.
    """
    ragged = [i for i, record in enumerate(records) if width // 2 < len(record) != width]
    if not ragged:  # most files; lines of few fields are titles
        return
    whole = [list(row) for row in regular.drop("row").head(SAMPLE).iter_rows()]
    whole += [record for record in records[:SAMPLE] if len(record) == width]
    if len(whole) < FEWEST or width < FEWEST:
        return
    columns = _Columns(whole)
    for i in ragged:
        record = records[i]
        while len(record) > width and not record[-1].strip():
            record = record[:-1]
        if len(record) < width:
            record = columns.filled(record)
        elif width < len(record) <= 2 * width:
            record = columns.joined(record, delimiter)
        records[i] = record


class _Columns:
    """What the values of each column look like, and how long they are in all."""

    def __init__(self, whole: Sequence[Sequence[str]]) -> None:
        self._looks = [Counter(map(_look, column)) for column in zip(*whole, strict=True)]
        self._lengths = [sum(map(len, column)) for column in zip(*whole, strict=True)]

    def joined(self, record: list[str], delimiter: str) -> list[str]:
        """A record with too many fields: some neighbours are one field with delimiters in it."""
        surplus = len(record) - len(self._looks)
        before, after = self._fits(record)
        options = [delimiter.join(record[at : at + surplus + 1]) for at in range(len(self._looks))]
        at = max(
            range(len(options)),
            key=lambda i: (
                round(before[i] + self._fit(i, options[i]) + after[i + 1], 9),
                self._lengths[i],
            ),
        )
        return [*record[:at], options[at], *record[at + surplus + 1 :]]

    def filled(self, record: list[str]) -> list[str]:
        """A record with too few fields: blanks go where they fit, rather late."""
        missing = len(self._looks) - len(record)
        before, after = self._fits(record)
        blank = [0.0, *accumulate(self._fit(i, "") for i in range(len(self._looks)))]
        at = max(
            range(len(record) + 1),
            key=lambda i: (
                round(before[i] + blank[i + missing] - blank[i] + after[i + missing], 9),
                i,
            ),
        )
        return [*record[:at], *[""] * missing, *record[at:]]

    def _fits(self, record: Sequence[str]) -> tuple[list[float], list[float]]:
        """How well fields fit from the left (the first n) and from the right (from column n on)."""
        both = zip(range(len(self._looks)), record, strict=False)
        left = [0.0, *accumulate(self._fit(i, value) for i, value in both)]
        backward = zip(reversed(range(len(self._looks))), reversed(record), strict=False)
        right = [0.0, *accumulate(self._fit(i, value) for i, value in backward)]
        short = len(self._looks) + 1 - len(right)
        return left, [*[0.0] * short, *reversed(right)]

    def _fit(self, column: int, value: str) -> float:
        """Share of a column's values that look alike; words with and without digits are half so."""
        looks, look = self._looks[column], _look(value)
        alike = looks["a"] + looks["m"] if look in ("a", "m") else 0
        return max(looks[look], 0.5 * alike) / looks.total()


def _look(value: str) -> str:
    """Blank, so many digits (`d16`), a date (`t`), words (`a`), words with digits (`m`)."""
    value = value.strip()
    if not value:
        return ""
    if value.isdigit():
        return f"d{len(value)}"
    if DATE_SHAPE.match(value):
        return "t"
    return "m" if any(c.isdigit() for c in value) else "a"
