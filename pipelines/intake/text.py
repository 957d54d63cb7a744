"""Delimited text (CSV, TXT) to a grid: encoding, delimiter, records over several lines, ragged lines.

The row of a record is the physical line on which it starts. Nothing is lost: a line with too many
or too few fields is laid along the columns where its values look like their neighbours', and a
stray quotation mark cannot swallow the lines below it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter

import polars as pl

from pipelines.intake.grids import MAX_COLUMNS, Grid, RefusedFile, make_grid

DELIMITERS = (",", ";", "|", "\t")
QUOTED = re.compile(r'"[^"]*"')
SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?$', re.IGNORECASE)
MAX_LINES_OF_RECORD = 12
DATE_SHAPE = re.compile(r"^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}$")


def read_text(content: bytes) -> Grid:
    """A delimited text file as a grid without sheet name.

    Raises RefusedFile: not_a_table (binary content), empty, too_large.
    """
    lines = _lines(_decode(content))
    if not any(line.strip() for line in lines):
        raise RefusedFile("empty")
    delimiter = _delimiter(lines)
    starts, records = _records(lines, delimiter)
    width = max(len(record) for record in records)
    if width > MAX_COLUMNS:
        raise RefusedFile("too_large")
    cells = _frame(records, width)
    return make_grid("", cells, pl.Series("row", starts, dtype=pl.Int64))


def _decode(content: bytes) -> str:
    """Text of the bytes: UTF-8 or UTF-16 by their marks, else UTF-8, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content:
        raise RefusedFile("not_a_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = content.removeprefix(b"\xef\xbb\xbf")
        try:
            return body.decode("cp1252")
        except UnicodeDecodeError:
            return body.decode("latin-1")


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n")
    return text.split("\n") if "\n" in text else text.split("\r")


def _delimiter(lines: list[str]) -> str:
    """The delimiter that cuts most lines into the same, largest number of fields."""
    separator = SEPARATOR_LINE.match(lines[0].strip())
    if separator:
        return separator.group(1)
    sample = [QUOTED.sub("", line) for line in lines[:300] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        counts = Counter(line.count(delimiter) for line in sample)
        count, lines_with = max(counts.items(), key=lambda item: (item[0] * item[1], item[0]))
        score = count * lines_with / len(sample)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _fields(line: str, delimiter: str) -> list[str]:
    if '"' not in line or len(line) > 100_000:
        return [part.strip('"') for part in line.split(delimiter)]
    return next(csv.reader([line], delimiter=delimiter))


def _records(lines: list[str], delimiter: str) -> tuple[list[int], list[list[str]]]:
    """Records with the line each starts on; ragged ones aligned to the usual width."""
    starts: list[int] = []
    records: list[list[str]] = []
    plain = [_fields(line, delimiter) for line in lines[:500] if line.count('"') % 2 == 0]
    usual = Counter(len(fields) for fields in plain if len(fields) > 1)
    width = max(usual, key=lambda n: (usual[n], n)) if usual else 1
    at = 0
    while at < len(lines):
        line = lines[at]
        taken = 1
        if line.strip() and not SEPARATOR_LINE.match(line.strip()):
            fields = _fields(line, delimiter)
            if line.count('"') % 2 == 1:
                joined = _joined(lines, at, delimiter, width)
                if joined is not None:
                    fields, taken = joined
            starts.append(at + 1)
            records.append(fields)
        at += taken
    _align(records, width, delimiter)
    return starts, records


def _joined(
    lines: list[str], at: int, delimiter: str, width: int
) -> tuple[list[str], int] | None:
    """A record whose quoted field holds line breaks; None when the quotation mark is a stray one.

    It is a stray one when a line that would be swallowed is a whole record by itself.
    """
    text = lines[at]
    for taken in range(2, MAX_LINES_OF_RECORD + 1):
        if at + taken > len(lines):
            return None
        following = lines[at + taken - 1]
        text = f"{text}\n{following}"
        if following.count('"') % 2 == 0:
            if len(_fields(following, delimiter)) == width > 1:
                return None
            continue
        fields = next(csv.reader(text.split("\n"), delimiter=delimiter)) if taken == 1 else None
        fields = next(csv.reader(iter(text.splitlines(keepends=True)), delimiter=delimiter))
        if len(fields) == width or len(_fields(lines[at], delimiter)) != width:
            return fields, taken
        return None
    return None


def _align(records: list[list[str]], width: int, delimiter: str) -> None:
    """Bring ragged records to `width` in place: join or insert fields where values fit best."""
    regular = [record for record in records if len(record) == width][:2000]
    ragged = [
        i for i, record in enumerate(records) if len(record) != width and len(record) > width // 2
    ]
    if len(regular) < 3 or not ragged or width < 3:
        return
    shapes = [Counter(_shape(record[i]) for record in regular) for i in range(width)]

    def fit(fields: list[str]) -> float:
        return sum(
            shapes[i][_shape(value)] / len(regular) for i, value in enumerate(fields)
        )

    for i in ragged:
        record = records[i]
        surplus = len(record) - width
        if surplus > width:
            continue
        if surplus > 0:
            options = [
                [
                    *record[:at],
                    delimiter.join(record[at : at + surplus + 1]),
                    *record[at + surplus + 1 :],
                ]
                for at in range(width)
            ]
            options.append(record[:width] + [delimiter.join(record[width:])])
            options = [option for option in options if len(option) == width] or [record]
        else:
            options = [
                [*record[:at], *[""] * -surplus, *record[at:]] for at in range(len(record), -1, -1)
            ]
        records[i] = max(options, key=fit)


def _shape(value: str) -> str:
    value = value.strip()
    if not value:
        return ""
    if value.isdigit():
        return f"d{len(value)}"
    if DATE_SHAPE.match(value):
        return "t"
    return "m" if any(c.isdigit() for c in value) else "a"


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    names = [str(i) for i in range(1, width + 1)]
    parts = []
    for first in range(0, len(records), 20_000):
        chunk = [
            record if len(record) == width else record + [""] * (width - len(record))
            for record in records[first : first + 20_000]
        ]
        columns = list(zip(*chunk, strict=True))
        parts.append(
            pl.DataFrame(
                {
                    name: pl.Series(values, dtype=pl.String)
                    for name, values in zip(names, columns, strict=True)
                }
            )
        )
    return pl.concat(parts)
