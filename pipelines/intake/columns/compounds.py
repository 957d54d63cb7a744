"""Columns that hold several things in one cell, and how the cells are taken apart.

Villages write place and date of birth in one cell (TTL), RT/RW likewise, and to save paper also a
person's name with the NIK, or NIK and KK above each other. Of two numbers of 16 digits the one that
is labelled KK is the KK; without labels the column as a whole decides: only a NIK can have a day
above 40, and a header names them in their order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from pipelines.domain.nik import SPACED, sex_inside
from pipelines.intake.columns.profiles import ENOUGH, spread
from schemas.columns import COMPOUNDS

PAIRS = {
    "tempat_tanggal_lahir": (
        r"^\s*(.*?)(?:[\s,/;|]*\(?(\d{1,4}[-/. ]\s*(?:\d{1,2}|[A-Za-z]+)[-/. ]\s*\d{2,4})|"
        r"[\s,/;|(]+(\d{8}))\)?\s*$"
    ),
    "rt_rw": r"^\D*(\d+)\s*[/\-. ]+\D*(\d+)",
}
"""Compounds of two parts that one expression tells apart."""

TURNED = {
    "tempat_tanggal_lahir": (
        r"^\s*(\d{1,4}[-/. ]\s*(?:\d{1,2}|[A-Za-z]+)[-/. ]\s*\d{2,4}|\d{8})"
        r"[\s,/;|]+([A-Za-z].*?)\s*$"
    ),
}
"""The same with the parts in the other order."""

LONG_DIGITS = r"\d{10,20}"
KK_LABEL = r"(?i)(?:\bk\.?\s?k\b|kartu\s+keluarga)[^\d]{0,4}(\d{10,20})"
NIK_LABEL = r"(?i)\b(?:nik|ktp)\b[^\d]{0,4}(\d{10,20})"
WORDS_BETWEEN = (
    r"(?i)\b(?:n\.?i\.?k|no\.?|nomor|nomer|ktp|k\.k|kk|kartu\s+keluarga|nama)\b\s*[.:=]*|"
    r"[|/:;()\[\]\r\n=]+"
)
EDGES = " .,:;/-\t"
HEADER_KK = re.compile(r"(?i)\bk\.?k\b|kartu\s+keluarga")
HEADER_NIK = re.compile(r"(?i)\bn\.?i\.?k\b|\bktp\b|kependudukan")


def kind_of_cells(column: pl.Series) -> tuple[str, float] | None:
    """The compound of name and numbers that most filled cells of a column are, and their share.

    Null when they are none.
    """
    sample = spread(column.drop_nulls())
    if not sample.len():
        return None
    numbers = pl.first().str.count_matches(SPACED)
    letters = pl.first().str.replace_all(WORDS_BETWEEN, " ").str.count_matches(r"[A-Za-z]")
    cells = sample.to_frame().select(numbers=numbers, worded=letters >= 3)
    shares = cells.select(
        nama_nik_no_kk=(pl.col("worded") & (pl.col("numbers") == 2)).mean(),
        nama_nik=(pl.col("worded") & (pl.col("numbers") == 1)).mean(),
        nik_no_kk=(~pl.col("worded") & (pl.col("numbers") == 2)).mean(),
    ).row(0, named=True)
    kind, share = max(shares.items(), key=lambda item: item[1])
    return (kind, share) if share >= ENOUGH else None


def taken_apart(
    frame: pl.DataFrame, headers: dict[str, str], columns: Sequence[str]
) -> pl.DataFrame:
    """`frame` with each compound column replaced by the columns it holds.

    `headers` are the header texts by compound column; `columns` the canonical columns of the
    table. A part that has a column of its own stands there and is not taken from the compound.
    """
    for compound, parts in COMPOUNDS.items():
        if compound not in frame.columns:
            continue
        values = (
            _pair(frame[compound], compound, parts)
            if compound in PAIRS
            else _identity(frame[compound], parts, headers.get(compound, ""))
        )
        frame = frame.with_columns(
            series.alias(name)
            for name, series in values.items()
            if name not in frame.columns and name in columns
        ).drop(compound)
    return frame


def _pair(column: pl.Series, compound: str, parts: Sequence[str]) -> dict[str, pl.Series]:
    """Two parts by expression; a cell that does not fit goes whole to the first."""
    first, second = parts
    found = column.str.extract_groups(PAIRS[compound]).struct.unnest()
    left, right = found["1"], found["2"]
    for other in found.columns[2:]:  # a date in another form
        right = right.fill_null(found[other])
    if compound in TURNED:
        turned = column.str.extract_groups(TURNED[compound]).struct.unnest()
        left, right = left.fill_null(turned["2"]), right.fill_null(turned["1"])
    return {first: left.fill_null(column).replace("", None), second: right}


def _identity(column: pl.Series, parts: Sequence[str], header: str) -> dict[str, pl.Series]:
    """Name, NIK and KK of one cell. A cell without any number goes whole to the first part."""
    cells = pl.DataFrame({"cell": column}).with_columns(
        numbers=pl.col("cell").str.extract_all(LONG_DIGITS),
        nik_said=pl.col("cell").str.extract(NIK_LABEL),
        kk_said=pl.col("cell").str.extract(KK_LABEL),
    )
    spaced = pl.col("cell").str.extract_all(SPACED)
    digits = spaced.list.eval(pl.element().str.replace_all(r"\D", ""))
    cells = cells.with_columns(
        numbers=pl.when(pl.col("numbers").list.len() >= digits.list.len())
        .then("numbers")
        .otherwise(digits)
    ).with_columns(
        first=pl.col("numbers").list.get(0, null_on_oob=True),
        second=pl.col("numbers").list.get(1, null_on_oob=True),
    )
    only_kk = "nik" not in parts
    kk_leads = only_kk or ("no_kk" in parts and _kk_leads(cells, header))
    two = pl.col("second").is_not_null()
    kk = pl.when(two if not only_kk else pl.col("first").is_not_null()).then(
        "first" if kk_leads else "second"
    )
    nik = pl.when(two & pl.lit(kk_leads)).then("second").otherwise("first")
    said_kk, said_nik = pl.col("kk_said"), pl.col("nik_said")
    other = pl.when(pl.col("first") == said_kk).then("second").otherwise("first")
    words = (
        pl.col("cell").str.replace_all(SPACED, " ").str.replace_all(LONG_DIGITS, " ")
        .str.replace_all(WORDS_BETWEEN, " ").str.replace_all(r"\s+", " ").str.strip_chars(EDGES)
    )  # fmt: skip
    none = pl.col("first").is_null()
    read = cells.select(
        nama=pl.when(none).then("cell").otherwise(words).replace("", None),
        nik=pl.coalesce(said_nik, pl.when(said_kk.is_not_null()).then(other).otherwise(nik)),
        no_kk=pl.coalesce(said_kk, pl.when(said_nik.is_not_null() & ~two).then(None).otherwise(kk)),
        whole=pl.when(none).then("cell"),
    ).with_columns(nama_kepala="nama")
    if not {"nama", "nama_kepala"} & set(parts):
        read = read.with_columns(pl.coalesce(parts[0], "whole").alias(parts[0]))
    return {name: read[name] for name in parts}


def _kk_leads(cells: pl.DataFrame, header: str) -> bool:
    """Whether of two unlabelled numbers the first is the KK: by the days inside, else the header.

    A KK repeats over the rows of a family too, where its cells are not left blank.
    """
    both = cells.filter(pl.col("second").is_not_null())
    women = both.select(
        (sex_inside(pl.col(name)) == "P").sum().alias(name) for name in ("first", "second")
    ).row(0)
    if women[0] != women[1]:
        return bool(women[1] > women[0])
    kk, nik = HEADER_KK.search(header), HEADER_NIK.search(header)
    return kk is not None and (nik is None or kk.start() < nik.start())
