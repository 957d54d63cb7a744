"""NIK and No. KK: what is wrong with a number as typed, and the repairs that are certain.

Both have 16 digits: six of the region of first registration (KK: of issue), DDMMYY of birth with
day + 40 for women (KK: of recording), four of a serial that starts at 0001. There is no check
digit. Excel keeps 15 significant digits, so digit 16 of a number cell becomes 0; scientific
notation loses the tail. OpenSID hands out temporary numbers: `0`, the 10-digit village code, five
digits. (DOMAIN.md, "NIK and KK".)
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from pipelines.standardize.values import fold_ascii, is_blank, map_rest, word_set

SCIENTIFIC: Final = re.compile(r"^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$", re.IGNORECASE)
LABEL: Final = re.compile(r"^(?:NO(?:MOR)?\b\.?\s*)?(?:(?:NIK|KTP|KK)\b)?[\s:.=]*", re.IGNORECASE)
SEPARATORS: Final = re.compile(
    r"""[\s'"`\u00b4\u2018\u2019\u201c\u201d=.,\-\u2013\u2014_/:;*\u00a0\u200b\ufeff]+"""
)
DECIMAL_TAIL: Final = re.compile(r"^(\d{12,})[.,]0{1,2}$")
LOOK_ALIKES: Final = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "|": "1"})
COUNTING: Final = ("1234567890", "0123456789", "9876543210")
# Nearly every number: 16 digits with a day that every month has. Those are `ok`, unless
# `UNLIKELY` ends them; `diagnose` looks at the others one by one.
PLAIN: Final = r"^[1-9][0-9]{5}(?:[04][1-9]|[15][0-9]|[26][0-8])(?:0[1-9]|1[0-2])[0-9]{6}$"
UNLIKELY: Final = r"0000$|1111111111$"

# Two-digit province codes in use (Kemendagri, 38 provinces).
PROVINCES: Final = word_set(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 "
    "81 82 91 92 93 94 95 96"
)
MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# An Excel column that lost digit 16 ends in 0 throughout; by chance a tenth of numbers do.
ROUNDED_SHARE: Final = 0.6
ROUNDED_TEXT_ROWS: Final = 8


def has_date(digits: str, *, woman: bool = True) -> bool:
    """Whether digits 7-12 are a calendar day (`woman`: or a day + 40)."""
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if woman and day > 40:
        day -= 40
    if not 1 <= month <= 12 or not 1 <= day <= MONTH_DAYS[month - 1]:
        return False
    return not (month == 2 and day == 29 and year % 4)


def is_dummy(digits: str) -> bool:
    """Digits that somebody typed only to fill the cell."""
    if len(set(digits)) <= 1 or digits.startswith(COUNTING):
        return True
    if len(digits) < 12:
        return False
    # region and then nothing, or the same digit to the end
    return len(set(digits[6:])) == 1 or (digits[6:12] == "000000")


def diagnose(digits: str) -> str:
    """Status of a number without letters: ok, short, long, dummy, temporary, rounded, bad_date."""
    if is_dummy(digits):
        return "dummy"
    if len(digits) != 16:
        return "short" if len(digits) < 16 else "long"
    if digits[0] == "0" and digits[1:3] in PROVINCES:
        return "temporary"
    if digits[12:] == "0000":
        return "rounded" if has_date(digits) else "dummy"
    return "ok" if has_date(digits) else "bad_date"


def read_number(typed: str) -> tuple[str | None, str]:
    """Digits and status of a NIK or KK as typed.

    Status is one of ok, repaired, missing, dummy, temporary, short, long, letters, rounded,
    scientific, bad_date. Digits are null only when missing. A letter is read as the digit it
    looks like (O, l, I) only when the result is a number that can exist.
    """
    if len(typed) == 16 and typed.isascii() and typed.isdigit():  # nearly all are plain
        return typed, diagnose(typed)
    text = LABEL.sub("", fold_ascii(typed).strip())
    compact = "".join(text.split()).strip("'\"`=")
    if match := SCIENTIFIC.match(compact):
        mantissa = match[1] + (match[2] or "")
        return (mantissa + "0" * 16)[: max(int(match[3]) + 1, len(mantissa))][:16], "scientific"
    if match := DECIMAL_TAIL.match(compact):
        compact = match[1]
    compact = SEPARATORS.sub("", compact)
    if not any(c.isdigit() for c in compact) or is_blank(text):
        return None, "missing"
    if compact.isdigit():
        return compact, diagnose(compact)
    likely = compact.translate(LOOK_ALIKES)
    if likely.isdigit() and len(likely) == 16 and diagnose(likely) == "ok":
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


def decoded(digits: pl.Expr) -> dict[str, pl.Expr]:
    """Day (women's 40 taken off), month, two-digit year and sex inside a plausible NIK."""
    day = digits.str.slice(6, 2).cast(pl.Int32, strict=False)
    return {
        "day": pl.when(day > 40).then(day - 40).otherwise(day),
        "month": digits.str.slice(8, 2).cast(pl.Int32, strict=False),
        "year": digits.str.slice(10, 2).cast(pl.Int32, strict=False),
        "sex": pl.when(day > 40).then(pl.lit("P")).when(day > 0).then(pl.lit("L")),
    }


def fits_birth(digits: pl.Expr, birth: pl.Expr) -> pl.Expr:
    """Whether the date inside a NIK is the birth date; null when either is unknown."""
    inside = decoded(digits)
    return (
        (inside["day"] == birth.dt.day())
        & (inside["month"] == birth.dt.month())
        & (inside["year"] == birth.dt.year() % 100)
    )
