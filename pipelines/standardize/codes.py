"""Sex, relation, living/dead, active/not, money and other small values out of codes or words.

Which code list applies is the codebook's business (`schemas.codebooks`): the same number means
another relation in OpenSID than in DTKS.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import polars as pl

from pipelines.standardize.values import fold_ascii, is_blank, map_unique, words_of
from schemas.codebooks import (
    ANSWER_SHORT,
    ANSWER_WORDS,
    LIFE_CODES,
    LIFE_WORDS,
    RELATION_BY_TABLE,
    RELATION_OPENSID,
    RELATION_SHORT,
    RELATION_WORDS,
    REPLY_RESULTS,
    SEX,
)

MEN: Final = ("L", "LK", "LAKI", "PRIA", "COWOK", "MALE", "M", "LELAKI", "LLK", "LKI")
WOMEN: Final = ("P", "PR", "PEREMPUAN", "WANITA", "W", "CEWEK", "FEMALE", "F", "PRP", "PEREMP")
PLAIN_CODE: Final = re.compile(r"^0*(\d{1,2})(?:[.,]0+)?$")
LED_CODE: Final = re.compile(r"^0*(\d{1,2})\s*[.)\-:=]\s*(?=[A-Za-z])")
# Electricity tariff groups written before the power: R1, R-1M, B2/TR.
TARIFF: Final = re.compile(r"\b[RBIPSLC]-?\d[MT]?R?\b(?:\s*/?\s*T[RM]\b)?")
MONEY: Final = re.compile(r"-?\d[\d.,\s]*")


def code_of(typed: str) -> str | None:
    """The code when the value is one: `3`, `03`, `3.0`; also the `3` of `3. Anak`."""
    match = PLAIN_CODE.match(typed.strip()) or LED_CODE.match(typed.strip())
    return match[1] if match else None


def read_sex(typed: str) -> str | None:
    """L or P from a code, letter or word; null when it is none."""
    if code := code_of(typed):
        return SEX.get(code)
    words = words_of(typed).split()
    if not words:
        return None
    if words[0] in MEN or words[0].startswith("LAKI"):
        return "L"
    return "P" if words[0] in WOMEN or words[0].startswith("PEREM") else None


def read_relation(typed: str, table: str) -> str | None:
    """Relation to the head of family, by the codebook of the table; `pasangan` is istri/suami.

    Where a code has its word next to it (`3. Anak`) the word counts: lists differ in their codes.
    """
    if PLAIN_CODE.match(typed.strip()) and (code := code_of(typed)):
        return RELATION_BY_TABLE.get(table, RELATION_OPENSID).get(code)
    words = words_of(typed).lstrip("0123456789 ")
    if words in RELATION_SHORT:
        return RELATION_SHORT[words]
    return next((relation for word, relation in RELATION_WORDS if word in words), None)


def read_life(typed: str, table: str) -> str | None:
    """`dead` or `moved` when a life-status cell says so."""
    if code := code_of(typed):
        return LIFE_CODES.get(table, {}).get(code)
    words = words_of(typed).split()
    return next((life for word, life in LIFE_WORDS.items() if word in words), None)


def read_active(typed: str) -> bool | None:
    """Whether a membership is active: AKTIF, NON AKTIF, DINONAKTIFKAN, REAKTIVASI, 1/0, Y/T."""
    words = words_of(typed).split()
    if not words or is_blank(typed):
        return None
    negative = {"NON", "NONAKTIF", "TIDAK", "TDK", "NA", "T", "N", "0", "BERHENTI", "KELUAR"}
    if negative & set(words) or words[0].startswith(("NONAKT", "DINONAKT", "INAKT", "INACT")):
        return False
    return (
        True
        if words[0].startswith(("AKT", "DIAKT", "REAKT")) or words[0] in {"Y", "YA", "1", "ACTIVE"}
        else None
    )


def read_flag(typed: str) -> bool | None:
    """A receives-programme cell: 1/ya is yes; 0, 2 and words of denial are no."""
    words = words_of(typed)
    if code := code_of(typed):
        return {"1": True, "0": False, "2": False}.get(code.lstrip("0") or "0")
    if words.split()[:1] in (["YA"], ["Y"], ["ADA"], ["TRUE"]):
        return True
    return False if words.split()[:1] in (["TIDAK"], ["T"], ["TDK"], ["FALSE"], ["N"]) else None


def read_money(typed: str) -> float | None:
    """Rupiah: `4.683.000`, `Rp 3.500.000,00`, `3,496,195`, `3496195.0`, `3,5 juta`."""
    text = fold_ascii(typed).upper().replace("RP", " ").replace(",-", "")
    match = MONEY.search(text)
    if not match:
        return None
    number = _decimal(re.sub(r"\s", "", match[0]).rstrip(".,"))
    if number is None:
        return None
    rest = text[match.end() :]
    factor = 1_000_000 if re.match(r"\s*(JUTA|JT)", rest) else 1
    return number * (1000 if re.match(r"\s*(RIBU|RB)", rest) else factor)


def _decimal(text: str) -> float | None:
    """A number whose dots and commas are thousands or decimals by their own spacing."""
    marks = [c for c in text if c in ".,"]
    if not marks:
        return float(text)
    last = marks[-1]
    whole, _, tail = text.rpartition(last)
    grouped = len(tail) == 3 and (len(marks) > 1 or last != "." or len(whole) <= 3)
    if len(set(marks)) == 2 or (marks.count(last) == 1 and not grouped):
        digits = whole.replace(".", "").replace(",", "")
        return float(f"{digits or '0'}.{tail or '0'}") if (digits + tail).lstrip("-").isdigit() \
            else None  # fmt: skip
    digits = text.replace(".", "").replace(",", "")
    return float(digits) if digits.lstrip("-").isdigit() else None


def read_count(typed: str) -> int | None:
    """A small whole number (wheels, year, desil) in a cell that may carry words around it."""
    match = re.search(r"\d+", fold_ascii(typed))
    return int(match[0]) if match and len(match[0]) <= 9 else None


def read_va(typed: str) -> float | None:
    """Electric power in VA: `2200`, `1.300 VA`, `>2200`, `2,2 kVA`, `R-1M/900`."""
    text = TARIFF.sub(" ", fold_ascii(typed).upper())
    number = read_money(text)
    if number is None:
        return None
    return number * 1000 if "KVA" in text.replace(" ", "") or "KW" in text else number


def read_answer(typed: str) -> int | None:
    """An answer to the service survey, 1 to 4, from a code, letter or word; null when none."""
    if code := code_of(typed):
        return int(code) if 1 <= int(code) <= 4 else None
    words = words_of(typed).replace("TDK", "TIDAK")
    named = next((answer for word, answer in ANSWER_WORDS if word in words), None)
    return ANSWER_SHORT.get(words) if named is None else named


def read_reply(typed: str) -> str | None:
    """The result a village chose in a verification workbook."""
    words = words_of(typed)
    return REPLY_RESULTS.get(words) or REPLY_RESULTS.get(words.replace("TDK", "TIDAK"))


def read_by_table(
    frame: pl.DataFrame, name: str, read: Callable[[str, str], str | None]
) -> pl.Series:
    """`read(typed, table)` over column `name`, by each row's `table`."""
    keyed = frame.select(both=pl.col("table") + "\t" + pl.col(name))["both"]

    def apart(both: str) -> tuple[str | None]:
        table, _, typed = both.partition("\t")
        return (read(typed, table),)

    return map_unique(keyed, apart, {name: pl.String})[name]
