"""Delimited text (CSV, TXT) to a grid: encoding, delimiter, records over lines, ragged lines.

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
    width = _usual_width(lines, delimiter)
    regular, others = _regular_lines(lines, delimiter, width)
    starts, records = _records(lines, others, delimiter, width)
    _align(records, regular, width, delimiter)
    widest = max([width, *(len(record) for record in records)])
    if widest > MAX_COLUMNS:
        raise RefusedFile("too_large")
    ragged = _frame(records, widest).with_columns(pl.Series("row", starts, dtype=pl.Int64))
    whole = pl.concat([regular, ragged], how="diagonal").sort("row")
    return make_grid("", whole.drop("row").select(_names(widest)), whole["row"])


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
        return _split(line, delimiter)
    return next(csv.reader([line], delimiter=delimiter))


def _split(line: str, delimiter: str) -> list[str]:
    """Fields by delimiter alone, where quotation marks cannot be trusted."""
    return [part.strip('"') for part in line.split(delimiter)]


def _usual_width(lines: list[str], delimiter: str) -> int:
    """How many fields most of the lines have, by the first of them."""
    whole = [_fields(line, delimiter) for line in lines[:500] if line.count('"') % 2 == 0]
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
    return cells, (~(is_regular | blank)).arg_true().to_list()


def _names(width: int) -> list[str]:
    return [str(i) for i in range(1, width + 1)]


def _records(
    lines: list[str], others: list[int], delimiter: str, width: int
) -> tuple[list[int], list[list[str]]]:
    """Records of the lines that are not regular, with the line each starts on."""
    starts: list[int] = []
    records: list[list[str]] = []
    done = -1
    for at in others:
        line = lines[at]
        if at <= done or SEPARATOR_LINE.match(line.strip()):
            continue
        fields, done = _fields(line, delimiter), at
        if line.count('"') % 2 == 1:
            joined = _joined(lines, at, delimiter, width)
            if joined is not None:
                fields, taken = joined
                done = at + taken - 1
            elif line.count(delimiter) == width - 1:
                fields = _split(line, delimiter)
        starts.append(at + 1)
        records.append(fields)
    return starts, records


def _joined(lines: list[str], at: int, delimiter: str, width: int) -> tuple[list[str], int] | None:
    """A record whose quoted field holds line breaks; None when the quotation mark is a stray one.

    It is a stray one when this line and one that it would swallow both have all their delimiters.
    """
    text = lines[at]
    complete = text.count(delimiter) >= width - 1
    for taken in range(2, MAX_LINES_OF_RECORD + 1):
        if at + taken > len(lines):
            return None
        following = lines[at + taken - 1]
        text = f"{text}\n{following}"
        if complete and following.count(delimiter) >= width - 1:
            return None
        if following.count('"') % 2 == 0:
            continue
        fields = next(csv.reader(iter(text.splitlines(keepends=True)), delimiter=delimiter))
        if len(fields) == width or len(_fields(lines[at], delimiter)) != width:
            return fields, taken
        return None
    return None


def _align(records: list[list[str]], regular: pl.DataFrame, width: int, delimiter: str) -> None:
    """Bring ragged records to `width` in place: join or insert fields where values fit best.

    Where two joins fit alike, the column of longer texts (an address) takes the delimiter.
    """
    whole = [list(row) for row in regular.drop("row").head(2000).iter_rows()]
    whole += [record for record in records[:2000] if len(record) == width]
    ragged = [
        i for i, record in enumerate(records) if len(record) != width and len(record) > width // 2
    ]
    if len(whole) < 3 or not ragged or width < 3:
        return
    shapes = [Counter(_shape(record[i]) for record in whole) for i in range(width)]

    def fit(fields: list[str]) -> float:
        return sum(_likeness(shapes[i], _shape(value)) for i, value in enumerate(fields))

    lengths = [sum(len(record[i]) for record in whole) for i in range(width)]
    for i in ragged:
        record = records[i]
        while len(record) > width and not record[-1].strip():
            record = record[:-1]
        records[i] = record
        surplus = len(record) - width
        if surplus == 0 or surplus > width:
            continue
        if surplus > 0:
            options = [
                (
                    [
                        *record[:at],
                        delimiter.join(record[at : at + surplus + 1]),
                        *record[at + surplus + 1 :],
                    ],
                    lengths[at],
                )
                for at in range(width)
            ]
        else:
            options = [
                ([*record[:at], *[""] * -surplus, *record[at:]], 0)
                for at in range(len(record), -1, -1)
            ]
        records[i] = max(options, key=lambda option: (fit(option[0]), option[1]))[0]


def _likeness(shapes: Counter[str], shape: str) -> float:
    """Share of a column's values with this shape; words with and without digits are half alike."""
    alike = shapes["a"] + shapes["m"] if shape in ("a", "m") else 0
    return max(shapes[shape], 0.5 * alike) / shapes.total()


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
    """Records as columns of text, built in parts so that no copy of the whole is needed."""
    schema = dict.fromkeys(_names(width), pl.String)
    parts = [pl.DataFrame(schema=schema)]
    for first in range(0, len(records), 20_000):
        chunk = [
            record + [""] * (width - len(record)) for record in records[first : first + 20_000]
        ]
        parts.append(pl.DataFrame(list(zip(*chunk, strict=True)), schema=schema, orient="col"))
    return pl.concat(parts)
