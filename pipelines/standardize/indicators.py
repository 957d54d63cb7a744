"""The nine household indicators of a village list, as yes/no and Regsosek codes.

Yes/no comes as words, Y/T, 1/2, 1/0 or ticks; which of these a column uses is decided per column
and file, because `2` means no alongside `1`, as does `0`, and an empty box means no only
where the column holds nothing but ticks.
"""

from __future__ import annotations

import re

import polars as pl

from pipelines.standardize.codes import code_of, read_va
from pipelines.standardize.values import fold_ascii, is_blank, map_unique, words_of
from schemas.codebooks import (
    DAYA_ABOVE,
    DAYA_CODES,
    DAYA_NONE_WORDS,
    DAYA_STEPS,
    DENIALS,
    HOUSING,
    INDICATOR_PHRASES,
    INDICATORS,
    NO_WORDS,
    TICKS,
    YES_NO_INDICATORS,
    YES_WORDS,
)


def token_of(typed: str) -> str:
    """A yes/no cell as a comparable token: code, tick mark or words; empty for no value."""
    text = fold_ascii(typed).strip().upper()
    code = code_of(text)
    if code is not None:
        return code
    if text in TICKS:
        return text
    words = words_of(text)
    return "" if is_blank(text) and words not in DENIALS else words


def reading_of(tokens: frozenset[str], column: str) -> dict[str, bool]:
    """What each token of one column in one file says; tokens left out are unreadable."""
    reading: dict[str, bool] = {}
    phrases = INDICATOR_PHRASES[column]
    codes = tokens & {"0", "1", "2"}
    for token in tokens:
        first = token.split()[0] if token else ""
        if token in phrases:
            reading[token] = phrases[token]
        elif first in NO_WORDS:
            reading[token] = False
        elif first in YES_WORDS:
            reading[token] = True
        elif token in TICKS:
            # a cross among ticks is a no; a column of crosses only is ticked with crosses
            crossed = token in {"X", "✗", "✘", "☒"} and bool((tokens & TICKS) - {token})
            reading[token] = not crossed
        elif token == "1":
            reading[token] = True
        elif token == "2" or (token == "0" and "2" not in codes):
            reading[token] = False
    return reading


def ticks_only(tokens: frozenset[str]) -> bool:
    """Whether a column holds nothing but one kind of answer: ticks."""
    marks = tokens - {""}
    return len(marks) > 0 and marks <= TICKS and all(reading_of(marks, "tempat_tinggal").values())


def read_housing(typed: str, column: str) -> int | None:
    """Regsosek code of lantai, dinding or jamban, from a code, a word, or both together."""
    highest, words = HOUSING[column]
    text = words_of(typed).replace("TDK ", "TIDAK ")
    named = next((code for word, code in words if word in text), None)
    if named is not None:
        return named
    code = code_of(typed)
    return int(code) if code is not None and 1 <= int(code) <= highest else None


def read_power(typed: str) -> int | None:
    """Daya listrik in VA: a step, a Regsosek code, `>2200` (2201) or none (0)."""
    text = words_of(typed).replace("TDK ", "TIDAK ")
    if any(word in text for word in DAYA_NONE_WORDS):
        return 0
    code = code_of(typed)
    if code is not None:
        return 0 if int(code) == 0 else DAYA_CODES.get(code)
    if any(mark in typed for mark in (">", "≥")) or re.search(r"\b(DI ?ATAS|LEBIH)\b", text):
        return DAYA_ABOVE if "2200" in re.sub(r"\D", "", typed) else None
    number = read_va(typed)
    if number is None:
        return None
    if number > DAYA_STEPS[-1]:
        return DAYA_ABOVE
    return int(number) if number in DAYA_STEPS else None


def _tokens(column: pl.Series) -> pl.Series:
    return map_unique(column, lambda t: (token_of(t),), {"t": pl.String})["t"].fill_null("")


def _files_ticked_with_ones(frame: pl.DataFrame) -> set[str]:
    """Files whose criteria boxes hold nothing but `1` and ticks: there `1` is a tick too."""
    said = pl.concat(
        pl.DataFrame({"file": frame["file"], "token": _tokens(frame[column])})
        for column in YES_NO_INDICATORS
        if column != "tempat_tinggal"
    )
    ticked = said.group_by("file").agg(only=pl.col("token").is_in(["", "1", *sorted(TICKS)]).all())
    return set(ticked.filter("only")["file"])


def _read_yes_no(frame: pl.DataFrame, column: str, with_ones: set[str]) -> pl.Series:
    tokens = _tokens(frame[column])
    if column != "tempat_tinggal":
        ones = frame["file"].is_in(sorted(with_ones)) & (tokens == "1")
        tokens = tokens.set(ones, "V")
    keyed = pl.DataFrame({"file": frame["file"], "token": tokens})
    by_file = keyed.group_by("file").agg(pl.col("token").unique())
    rows: list[tuple[str, str, bool | None]] = []
    for file, found in by_file.iter_rows():
        reading = reading_of(frozenset(found), column)
        blank = False if ticks_only(frozenset(found)) else None
        rows += [(file, token, reading.get(token, blank if not token else None)) for token in found]
    table = pl.DataFrame(
        rows, schema={"file": pl.String, "token": pl.String, "v": pl.Boolean}, orient="row"
    )
    return keyed.join(table, on=["file", "token"], how="left", maintain_order="left")["v"]


def _read_code(frame: pl.DataFrame, column: str) -> pl.Series:
    def read(typed: str) -> tuple[int | None]:
        return (read_housing(typed, column),)

    return map_unique(frame[column], read, {column: pl.Int64})[column]


def read_indicators(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The indicators of village-list rows, and which cells could not be read.

    `frame` has record_id, file and the nine indicator columns as typed. Returns the rows that
    carry any indicator (record_id and typed values), and record_id/column of unreadable cells.
    """
    given = pl.any_horizontal(
        pl.col(c).is_not_null() & ~pl.col(c).is_in(["-", "."]) for c in INDICATORS
    )
    frame = frame.filter(given.fill_null(False))
    with_ones = _files_ticked_with_ones(frame)
    read = frame.select(
        "record_id",
        *[_read_yes_no(frame, c, with_ones).alias(c) for c in YES_NO_INDICATORS],
        *[_read_code(frame, c) for c in HOUSING],
        map_unique(frame["daya_listrik"], lambda t: (read_power(t),), {"v": pl.Int64})["v"].alias(
            "daya_listrik"
        ),
    )
    unreadable = [
        pl.DataFrame({"record_id": frame["record_id"], "typed": frame[c], "read": read[c]})
        .filter(
            pl.col("read").is_null()
            & pl.col("typed").is_not_null()
            & ~pl.col("typed").is_in(["-", ".", "0"])
        )
        .select("record_id", column=pl.lit(c))
        for c in INDICATORS
    ]
    return read, pl.concat(unreadable)
