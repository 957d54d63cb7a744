"""Addresses: street, house number, RT and RW out of one line of text.

An address is anything from `RT 001` over `JL. IRIGASI RT 1 RW 1` and `Melati RT.1` to
`BINUANG RT 3` (vehicle registers give the village instead of a street).
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from pipelines.standardize.names import fold
from pipelines.standardize.values import fold_ascii, map_unique

RT_RW: Final = re.compile(r"\bRT\s*[./]?\s*RW\s*[.:]?\s*(\d{1,3})\s*[/\-\s]\s*(\d{1,3})")
RT: Final = re.compile(r"\bRT\s*[.:/-]*\s*(\d{1,3})\b")
RW: Final = re.compile(r"\bRW\s*[.:/-]*\s*(\d{1,3})\b")
RT_SLASH_RW: Final = re.compile(r"\bRT\s*[.:]*\s*(\d{1,3})\s*/\s*(?:RW\s*[.:]*\s*)?(\d{1,3})\b")
HOUSE: Final = re.compile(r"\b(?:NO(?:MOR|MER)?|NMR)\s*[.:]*\s*(\d{1,4})\s*([A-Z]?)\b")
STREET: Final = re.compile(r"\b(?:JALAN|JLN|JL)\b\.?")
VILLAGE_PART: Final = re.compile(r"\b(?:DESA|KELURAHAN|KEL|DS|KECAMATAN|KEC|KAB)\b\.?\s")
PAIR: Final = re.compile(r"^\s*(?:RT\s*\.?)?\s*(\d{1,3})\s*[/\-\\]\s*(?:RW\s*\.?)?\s*(\d{1,3})\s*$")
NUMBER: Final = re.compile(r"(\d{1,3})(?:\.0)?\s*$")

SCHEMA: Final = {
    "street": pl.String, "house_no": pl.String, "rt": pl.String, "rw": pl.String,
    "words": pl.String,
}  # fmt: skip


def plain_number(text: str) -> str | None:
    """A number without leading zeros; null for 0 and nothing."""
    return text.lstrip("0") or None


def read_address(
    typed: str,
) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    """Folded street, house number, rt, rw, and the upper-case words that are none of these."""
    text = " ".join(fold_ascii(typed).upper().split())
    rt = rw = house = None
    for pattern in (RT_RW, RT_SLASH_RW):
        if match := pattern.search(text):
            rt, rw = plain_number(match[1]), plain_number(match[2])
            text = text.replace(match[0], " ")
    if match := RT.search(text):
        rt = rt or plain_number(match[1])
    if match := RW.search(text):
        rw = rw or plain_number(match[1])
    text = RW.sub(" ", RT.sub(" ", text))
    if match := HOUSE.search(text):
        house = plain_number(match[1])
        text = text.replace(match[0], " ")
    text = re.sub(r"\b(?:RT|RW)\b\s*[.:]*", " ", text)
    words = " ".join(re.sub(r"[^A-Z0-9]+", " ", text).split())
    street = VILLAGE_PART.split(STREET.sub(" ", text) + " ")[0]
    street = " ".join(re.sub(r"[^A-Z0-9]+", " ", street).split())
    return fold(street) or None, house, rt, rw, words or None


def read_addresses(column: pl.Series) -> pl.DataFrame:
    """`read_address` over a column."""
    return map_unique(column, read_address, SCHEMA)


def read_rt(typed: str) -> tuple[str | None, str | None]:
    """RT cell: `001`, `RT 1`, or both at once as `001/002`."""
    if match := PAIR.match(typed.upper()):
        return plain_number(match[1]), plain_number(match[2])
    match = NUMBER.search(typed)
    return (plain_number(match[1]) if match else None), None


def read_rts(column: pl.Series) -> pl.DataFrame:
    """`rt` and `rw` out of a column of RT (or RW) cells."""
    return map_unique(column, read_rt, {"rt": pl.String, "rw": pl.String})
