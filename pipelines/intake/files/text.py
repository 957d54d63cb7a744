"""Delimited text (CSV, TXT) to a grid: encoding, delimiter, records over lines, ragged lines.

The row of a record is the physical line on which it starts. Nothing is lost: a line with too many
or too few fields is laid along the columns where its values look like their neighbours', and a
stray quotation mark cannot swallow the lines below it.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import islice

import polars as pl

from pipelines.intake.files.grids import Grid, RefusedFile, make_grid
from pipelines.intake.files.limits import MAX_COLUMNS, MAX_IRREGULAR_LINES
from pipelines.intake.files.ragged import align

DELIMITERS = (",", ";", "|", "\t")
QUOTED = re.compile(r'"[^"]*"')
QUOTED_FIELDS = re.compile(r'(?<!")"(?!")\s*[,;|\t]|[,;|\t]\s*"(?!")')
SEPARATOR_LINE = re.compile(r'^"?sep=([^\w"\s]|\t)"?$', re.IGNORECASE)
LINE_BREAK = re.compile(r"\r*\n|\r")
MAX_LINES_OF_RECORD = 12
MAX_RECORD_CHARACTERS = 100_000
"""Python's csv reader takes no field longer than 131,072 characters."""

CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f"))
PADDING = b"\x00\x1a"
"""What a broken copy, or an old program, leaves behind the last line."""

SAMPLE_BYTES = 4096
FEW_CONTROLS = 0.05
"""A damaged text file has a control character here and there, a binary file has many."""


def read_text(content: bytes) -> Grid:
    """A delimited text file as a grid without sheet name.

    Raises RefusedFile: not_a_table (binary content), empty, too_large, too_heavy.
    """
    lines = _lines(decode(content))
    if not any(line.strip() for line in lines):
        raise RefusedFile("empty")
    lines = _unwrapped(lines)
    delimiter = _delimiter(lines)
    lines = _without_blank_ends(lines, delimiter)
    width = _usual_width(lines, delimiter)
    regular, others = _regular_lines(lines, delimiter, width)
    starts, records = _records(lines, others, delimiter, width)
    align(records, regular, width, delimiter)
    widest = max([width, *(len(record) for record in records)])
    if widest > MAX_COLUMNS:
        raise RefusedFile("too_large")
    ragged = _frame(records, widest).with_columns(pl.Series("row", starts, dtype=pl.Int64))
    whole = pl.concat([regular, ragged], how="diagonal").sort("row")
    return make_grid("", whole.drop("row").select(_names(widest)), whole["row"])


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines without the quotation marks around each whole line, where a table was saved twice."""
    filled = [line.strip() for line in lines if line.strip()]
    wrapped = [
        len(line) > 2 and line[0] == line[-1] == '"' and not QUOTED_FIELDS.search(line)
        for line in filled
    ]
    cut = sum(any(d in line for d in DELIMITERS) for line in filled)
    if sum(wrapped) < len(filled) or 2 * cut < len(filled):
        return lines
    return [line.strip().removeprefix('"').removesuffix('"').replace('""', '"') for line in lines]


def decode(content: bytes) -> str:
    """Text of the bytes: UTF-16 or UTF-8 by their marks or looks, else Windows-1252.

    Raises RefusedFile `not_a_table` for bytes that are not text.
    """
    if encoding := _wide_encoding(content):
        return content.decode(encoding, errors="replace")
    content = content.rstrip(PADDING)
    controls = len(content) - len(content.translate(None, CONTROLS))
    if controls > FEW_CONTROLS * len(content):
        raise RefusedFile("not_a_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        body = content.removeprefix(b"\xef\xbb\xbf")
        try:
            return body.decode("cp1252")
        except UnicodeDecodeError:
            return body.decode("latin-1")


def _wide_encoding(content: bytes) -> str | None:
    """The kind of UTF-16 that bytes are: by their mark, or by a zero next to most letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:SAMPLE_BYTES]
    for encoding, zeros, letters in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        half = len(start) // 2
        if half >= 4 and start[zeros::2].count(0) > 0.8 * half > 8 * start[letters::2].count(0):
            return encoding
    return None


def _lines(text: str) -> list[str]:
    """Lines as an editor counts them, whichever of the three line breaks each has."""
    return (LINE_BREAK.sub("\n", text) if "\r" in text else text).split("\n")


def _without_blank_ends(lines: list[str], delimiter: str) -> list[str]:
    """Lines without the thousands of delimiters that a sheet's blank columns leave at their end.

    Raises RefusedFile `too_large` for a line that has more fields than any table.
    """
    for i, line in enumerate(lines):
        if len(line) >= MAX_COLUMNS and line.count(delimiter) >= MAX_COLUMNS:
            lines[i] = line.rstrip(f"{delimiter} ")
            if lines[i].count(delimiter) >= MAX_COLUMNS:
                raise RefusedFile("too_large")
    return lines


def _filled(lines: list[str], count: int) -> list[str]:
    """The first lines that are not blank."""
    return list(islice((line for line in lines if line.strip()), count))


def _delimiter(lines: list[str]) -> str:
    """The delimiter that cuts most lines into the same, largest number of fields."""
    separator = SEPARATOR_LINE.match(lines[0].strip())
    if separator:
        return separator.group(1)
    sample = [QUOTED.sub("", line) for line in _filled(lines, 300)]
    best, best_score = ",", 0.0
    if not sample:  # nothing but blank lines
        return best
    for delimiter in DELIMITERS:
        counts = Counter(line.count(delimiter) for line in sample)
        count, lines_with = max(counts.items(), key=lambda item: (item[0] * item[1], item[0]))
        score = count * lines_with / len(sample)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _fields(line: str, delimiter: str) -> list[str]:
    if '"' not in line or len(line) > MAX_RECORD_CHARACTERS:
        return _split(line, delimiter)
    return next(csv.reader([line], delimiter=delimiter))


def _split(line: str, delimiter: str) -> list[str]:
    """Fields by delimiter alone, where quotation marks cannot be trusted."""
    return [part.strip('"') for part in line.split(delimiter)]


def _usual_width(lines: list[str], delimiter: str) -> int:
    """How many fields most of the lines have, by the first of them."""
    whole = [_fields(line, delimiter) for line in _filled(lines, 500) if line.count('"') % 2 == 0]
    usual = Counter(len(fields) for fields in whole if len(fields) > 1)
    return max(usual, key=lambda n: (usual[n], n)) if usual else 1


def _regular_lines(lines: list[str], delimiter: str, width: int) -> tuple[pl.DataFrame, list[int]]:
    """Lines of the usual width without quotation marks, or with every field in them, as a frame.

    Also the indices of all other lines that are not blank. No regular line is part of another.
    """
    text = pl.Series("text", lines, dtype=pl.String)
    frame = pl.DataFrame({"text": text, "row": pl.Series(range(1, len(lines) + 1), dtype=pl.Int64)})
    marks = pl.col("text").str.count_matches('"', literal=True)
    cuts = pl.col("text").str.count_matches(delimiter, literal=True)
    inner = pl.col("text").str.count_matches(f'"{delimiter}"', literal=True)
    framed = pl.col("text").str.starts_with('"') & pl.col("text").str.ends_with('"')
    frame = frame.with_columns(
        plain=(marks == 0) & (cuts == width - 1) & (width > 1),
        quoted=framed & (marks == 2 * width) & (inner == width - 1) & (cuts == width - 1),
    )
    is_regular = frame["plain"] | frame["quoted"]
    chosen = frame.filter(is_regular).with_columns(
        pl.when("quoted")
        .then(
            pl.col("text")
            .str.slice(1)
            .str.head(-1)
            .str.replace_all(f'"{delimiter}"', delimiter, literal=True)
        )
        .otherwise("text")
        .alias("text")
    )
    names = _names(width)
    cells = chosen.select(
        pl.col("text").str.split_exact(delimiter, width - 1).struct.rename_fields(names).alias("f"),
        "row",
    ).unnest("f")
    blank = text.str.strip_chars() == ""
    others = (~(is_regular | blank)).arg_true()
    if others.len() > MAX_IRREGULAR_LINES:
        raise RefusedFile("too_heavy")
    return cells, others.to_list()


def _names(width: int) -> list[str]:
    return [str(i) for i in range(1, width + 1)]


def _records(
    lines: list[str], others: list[int], delimiter: str, width: int
) -> tuple[list[int], list[list[str]]]:
    """Records of the lines that are not regular, with the line each starts on."""
    starts: list[int] = []
    records: list[list[str]] = []
    irregular = set(others)
    done = -1
    for at in others:
        line = lines[at]
        if at <= done or SEPARATOR_LINE.match(line.strip()):
            continue
        fields, done = _fields(line, delimiter), at
        if line.count('"') % 2 == 1:
            joined = _joined(lines, at, irregular, delimiter, width)
            if joined is not None:
                fields, taken = joined
                done = at + taken - 1
            elif line.count(delimiter) == width - 1:
                fields = _split(line, delimiter)
        starts.append(at + 1)
        records.append(fields)
    return starts, records


def _joined(
    lines: list[str], at: int, irregular: set[int], delimiter: str, width: int
) -> tuple[list[str], int] | None:
    """A record whose quoted field holds line breaks; None when the quotation mark is a stray one.

    It is a stray one when it would swallow a regular line, or when this line and one that it would
    swallow both have all their delimiters.
    """
    text = lines[at]
    complete = text.count(delimiter) >= width - 1
    for taken in range(2, MAX_LINES_OF_RECORD + 1):
        if at + taken > len(lines):
            return None
        following = lines[at + taken - 1]
        if following.strip() and at + taken - 1 not in irregular:
            return None
        text = f"{text}\n{following}"
        if len(text) > MAX_RECORD_CHARACTERS:
            return None
        if complete and following.count(delimiter) >= width - 1:
            return None
        if following.count('"') % 2 == 0:
            continue
        parts = (f"{line}\n" for line in text.split("\n"))
        reader = csv.reader(parts, delimiter=delimiter)
        fields = next(reader)
        if reader.line_num < taken:  # the mark did not open a field; the lines below are their own
            return None
        if len(fields) == width or len(_fields(lines[at], delimiter)) != width:
            return fields, taken
        return None
    return None


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    """Records as columns of text, built in parts so that no copy of the whole is needed."""
    schema = dict.fromkeys(_names(width), pl.String)
    parts = [pl.DataFrame(schema=schema)]
    for first in range(0, len(records), 20_000):
        chunk = [
            record + [""] * (width - len(record)) for record in records[first : first + 20_000]
        ]
        parts.append(pl.DataFrame(list(zip(*chunk, strict=True)), schema=schema, orient="col"))
    return pl.concat(parts)
