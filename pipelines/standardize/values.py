"""Small tools shared by the parsers: mapping unique values, folding text, ordering by meaning.

Knows nothing of the domain but that office files hold non-breaking spaces, zero-width marks and
cells that only say "no value" (`-`, `0`, `#N/A`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

# Letters that NFKD does not take apart.
_ODD_LETTERS = str.maketrans({"Ø": "O", "ø": "o", "ß": "ss", "Æ": "AE", "æ": "ae", "\u0131": "i"})

# What people type when there is nothing to type; compared in upper case without spaces and dots.
BLANK_WORDS = frozenset(
    {"NULL", "NONE", "N/A", "#N/A", "#REF!", "#VALUE!", "#NAME?", "NIHIL", "KOSONG", "TIDAKADA",
     "TDKADA", "BELUMADA", "BLMADA", "TIDAKPUNYA", "TIDAKTAHU", "TDKTAHU", "TIDAKDIKETAHUI",
     "BELUMPUNYA"}
)  # fmt: skip


def map_unique(
    series: pl.Series, func: Callable[[str], tuple[Any, ...]], schema: Mapping[str, Any]
) -> pl.DataFrame:
    """Apply `func` once per distinct non-null value; one row per row of `series`.

    `func` returns a tuple in the order of `schema`; null values give nulls.
    """
    values = series.drop_nulls().unique()
    known = values.to_list()
    results = [func(v) for v in known]
    columns = {
        name: pl.Series(name, [r[i] for r in results], dtype=dtype, strict=True)
        for i, (name, dtype) in enumerate(schema.items())
    }
    table = pl.DataFrame({"_value": values, **columns})
    keys = pl.DataFrame({"_value": series})
    return keys.join(table, on="_value", how="left", maintain_order="left").drop("_value")


def map_rest(
    series: pl.Series, known: pl.DataFrame, func: Callable[[str], tuple[Any, ...]]
) -> pl.DataFrame:
    """`known`, and what `map_unique` gives in its place where its first column is null.

    For columns most of which can be read at once: calling Python for each value takes far longer.
    """
    read = known.to_series(0).is_not_null()
    rest = map_unique(series.set(read, None), func, known.schema)
    return rest.select(
        pl.when(read).then(known[name]).otherwise(name).alias(name) for name in known.columns
    )


def look_up(
    rows: pl.DataFrame, table: pl.DataFrame, on: Sequence[str], *, nulls_equal: bool = False
) -> pl.DataFrame:
    """`rows` in their order with the other columns of `table`, which has one row per key `on`.

    Like a left join, but only the key goes through it: a join copies every column of the wide rows.
    """
    found = rows.select(on).join(
        table, on=on, how="left", nulls_equal=nulls_equal, maintain_order="left"
    )
    return rows.hstack(found.drop(on))


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set; long code lists read better as text."""
    return frozenset(text.split())


def fold_ascii(text: str) -> str:
    """Accents removed, compatibility forms (full-width letters and digits) made plain."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_ODD_LETTERS))
    out = []
    for ch in text:
        if unicodedata.combining(ch) or unicodedata.category(ch) == "Cf":
            continue
        digit = unicodedata.digit(ch, None)
        out.append(ch if digit is None else str(digit))
    return "".join(out)


def words_of(text: str) -> str:
    """Upper case words of `text`, everything that is not a letter or digit made one space."""
    folded = fold_ascii(text).upper()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def is_blank(text: str) -> bool:
    """Whether a cell only says that there is no value."""
    compact = "".join(text.split()).strip(".").upper()
    return not any(c.isalnum() for c in compact) or compact in BLANK_WORDS
