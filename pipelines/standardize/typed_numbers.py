"""NIK and No. KK as typed: the digits, what is wrong with them, and the repairs that are certain.

What the digits say is in `pipelines.domain.nik`. Excel keeps 15 significant digits, so digit 16
of a number cell becomes 0; scientific notation loses the tail.
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from pipelines.domain.nik import LENGTH, PLAIN, UNLIKELY, diagnose
from pipelines.standardize.values import fold_ascii, is_blank, map_rest

SCIENTIFIC: Final = re.compile(r"^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
LABEL: Final = re.compile(r"^(?:NO(?:MOR)?\b\.?\s*)?(?:(?:NIK|KTP|KK)\b)?[\s:.=]*", re.IGNORECASE)
SEPARATORS: Final = re.compile(
    r"""[\s'"`\u00b4\u2018\u2019\u201c\u201d=.,\-\u2013\u2014_/:;*\u00a0\u200b\ufeff]+"""
)
DECIMAL_TAIL: Final = re.compile(r"^(\d{12,})[.,]0{1,2}$")
LOOK_ALIKES: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "|": "1"})
# An Excel column that lost digit 16 ends in 0 throughout; by chance a tenth of numbers do.
ROUNDED_SHARE: Final = 0.6
ROUNDED_TEXT_ROWS: Final = 8


def read_number(typed: str) -> tuple[str | None, str]:
    """Digits and status of a NIK or KK as typed.

    Status is one of ok, repaired, missing, dummy, temporary, short, long, letters, rounded,
    scientific, bad_date. Digits are null only when missing. A letter is read as the digit it
    looks like (O, l, I) only when the result is a number that can exist.
    """
    if len(typed) == LENGTH and typed.isascii() and typed.isdigit():  # nearly all are plain
        return typed, diagnose(typed)
    text = LABEL.sub("", fold_ascii(typed).strip())
    compact = "".join(text.split()).strip("'\"`=")
    if match := SCIENTIFIC.match(compact):
        mantissa = match[1] + (match[2] or "")
        whole = mantissa + "0" * LENGTH
        return whole[: max(int(match[3]) + 1, len(mantissa))][:LENGTH], "scientific"
    if match := DECIMAL_TAIL.match(compact):
        compact = match[1]
    compact = SEPARATORS.sub("", compact)
    if not any(c.isdigit() for c in compact) or is_blank(text):
        return None, "missing"
    if compact.isdigit():
        return compact, diagnose(compact)
    likely = compact.translate(LOOK_ALIKES)
    if likely.isdigit() and len(likely) == LENGTH and diagnose(likely) == "ok":
        return likely, "repaired"
    digits = "".join(c for c in likely if c.isdigit())
    return digits or None, "letters"


def read_numbers(column: pl.Series) -> pl.DataFrame:
    """`digits` and `status` for a column of numbers as typed (null reads as missing)."""
    plain = column.str.contains(PLAIN) & ~column.str.contains(UNLIKELY)
    known = pl.select(digits=pl.when(plain).then(column), status=pl.when(plain).then(pl.lit("ok")))
    read = map_rest(column, known, read_number)
    return read.with_columns(pl.col("status").fill_null("missing"))


def rounded_numbers(frame: pl.DataFrame, name: str) -> pl.Series:
    """Which plausible numbers of column `name` have probably lost their last digit in Excel.

    `frame` has source, file, sheet, table, numeric_cells and `<name>_digits`, `<name>_status`. A
    number cell that ends in 0 counts when most number cells of that column and sheet do; text
    counts only when all but a few of at least eight do (a CSV saved from Excel).
    """
    place = ["source", "file", "sheet", "table"]
    ends = pl.col(f"{name}_digits").str.ends_with("0")
    usable = pl.col(f"{name}_status").is_in(["ok", "rounded"])
    numeric = pl.col("numeric_cells").list.contains(name).fill_null(False)
    marked = frame.select(
        *place, ends=ends.fill_null(False), usable=usable, numeric=numeric
    ).with_columns(
        numeric_share=(pl.col("ends") & pl.col("usable") & pl.col("numeric")).sum().over(place)
        / (pl.col("usable") & pl.col("numeric")).sum().over(place),
        text_rows=pl.col("usable").sum().over(place),
        text_share=(pl.col("ends") & pl.col("usable")).sum().over(place)
        / pl.col("usable").sum().over(place),
    )
    return marked.select(
        rounded=pl.col("ends")
        & pl.col("usable")
        & (
            (pl.col("numeric") & (pl.col("numeric_share") >= ROUNDED_SHARE))
            | ((pl.col("text_rows") >= ROUNDED_TEXT_ROWS) & (pl.col("text_share") >= 0.9))
        )
    )["rounded"].fill_null(False)
