"""Families as the layout of a village list shows them.

A KK may stand once per family, in merged cells or with blanks below it; the hierarchical Buku Induk
Penduduk has a row for the family and its members below. Blanks are filled only where the layout
says so: a row that begins a new family (a head, a new running number) never takes the KK above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from pipelines.intake.files.grids import Merge

HEAD = re.compile(
    r"(?i)^\s*(?:0?1\s*[.):\-]\s*(?=k))?(?:0?1|kk|krt|kep(?:ala)?\.?\s*(?:kel(?:uarga|g)?|rumah\s*tangga|kk)?\.?)\s*$"
)
LABELS = {
    "no_kk": (
        r"(?:no|nomor|nomer)[\s.]*(?:k\.?k|kartu\s*keluarga)|kartu\s*keluarga[\s.]*(?:no|nomor)|"
        r"(?:kk|kartu\s*keluarga)(?=[\s.:|]*\d{8})"
    ),
    "alamat": r"alamat(?:\s*(?:rumah|lengkap))?",
    "rt_rw": r"rt\s*/\s*rw",
    "rt": r"rt",
    "rw": r"rw",
    "nama_kepala": (
        r"(?:nama\s*)?(?:kepala|kep\.?)\s*(?:keluarga|kel\.?|kk)|nama\s*kk|kk(?=\s*:\s*[a-z])"
    ),
    "desa": r"desa(?:\s*/\s*kel(?:urahan)?)?|kelurahan",
    "kecamatan": r"kecamatan",
    "kode_desa": r"kode\s*(?:desa|wilayah)",
}
LABEL = re.compile(
    r"(?:^|(?<=[\s|(]))(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in LABELS.items())
    + r")(?:[\s.|]*(?::[\s|]*|\|\s*|(?=\d))|(?<=\| alamat)\s+)",
    re.IGNORECASE,
)
KK_NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
OWNER = re.compile(
    r"(?i)\b(?:a\.?\s?n\.?|atas\s+nama|(?:kepala\s+)?keluarga|(?:no|nomor)[\s.]*(?:k\.?k)|k\.?k|bapak|ibu|"
    r"sdr[ai]?|nama)\b[\s.:]*|^\s*\d{1,4}[.)]?\s+"
)
FILLED_FROM_MERGES = ("alamat", "rt", "rw", "dusun", "kode_desa", "desa", "kecamatan")


def parse_family_row(cells: Sequence[str | None]) -> dict[str, str]:
    """The labelled values of a family row, by canonical column; RT/RW taken apart."""
    text = "| " + " | ".join(cell for cell in cells if cell is not None)
    marks = list(LABEL.finditer(text))
    values: dict[str, str] = {}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        value = text[mark.end() : end]
        value = " ".join(value.replace("|", " ").split()).strip(" ,;/-")
        name = str(mark.lastgroup)
        if value and name not in values:
            values[name] = value
    _part_number_and_head(values, text)
    if both := values.pop("rt_rw", None):
        parts = [part.strip() for part in both.split("/", 1)]
        values.setdefault("rt", parts[0])
        if len(parts) > 1:
            values.setdefault("rw", parts[1])
    return values


def _part_number_and_head(values: dict[str, str], text: str) -> None:
    """A KK and its head's name in one value (`6305… a.n. RAMLI`), or a row without any label."""
    whole = values.get("no_kk", text.replace("|", " ").strip() if not values else "")
    numbers = KK_NUMBER.findall(whole)
    if len(numbers) != 1:
        return
    values["no_kk"] = numbers[0]
    head = OWNER.sub(" ", KK_NUMBER.sub(" ", whole))
    head = " ".join(head.split()).strip(" ,;:/-().|")
    if any(c.isalpha() for c in head):
        values.setdefault("nama_kepala", head)


def fill_from_merges(
    frame: pl.DataFrame, positions: dict[str, int], merges: Sequence[Merge]
) -> pl.DataFrame:
    """Places of a family that stand in merged cells, on each of its rows."""
    for name in FILLED_FROM_MERGES:
        if name not in positions:
            continue
        filler = _merged_values(frame, name, positions[name], merges)
        if filler:
            rows = pl.Series("row", list(filler), dtype=pl.Int64)
            values = pl.DataFrame({"row": rows, "_filled": list(filler.values())})
            frame = (
                frame.join(values, on="row", how="left", maintain_order="left")
                .with_columns(pl.coalesce(name, "_filled").alias(name))
                .drop("_filled")
            )
    return frame


def _merged_values(
    frame: pl.DataFrame, name: str, position: int, merges: Sequence[Merge]
) -> dict[int, str]:
    ranges = [
        m
        for m in merges
        if m.first_column == m.last_column == position and m.last_row > m.first_row
    ]
    if not ranges:
        return {}
    at = dict(zip(frame["row"].to_list(), frame[name].to_list(), strict=True))
    return {
        row: value
        for m in ranges
        if (value := at.get(m.first_row)) is not None
        for row in range(m.first_row + 1, m.last_row + 1)
    }


def group_families(
    frame: pl.DataFrame, kk_position: int | None, merges: Sequence[Merge]
) -> pl.DataFrame:
    """Fill KK down a family and number the families (`family_seq`) of a village list.

    `frame` has the list's data rows in order with `row`, `no_kk`, `no_urut`, `hubungan_keluarga`.
    Where every row has its KK the layout shows no families, and `family_seq` stays null.
    """
    kk = frame["no_kk"].to_list()
    if frame.height == 0 or None not in kk:
        return frame
    heads = [bool(text and HEAD.match(text)) for text in frame["hubungan_keluarga"].to_list()]
    relations = frame["hubungan_keluarga"].is_not_null().to_list()
    numbers = frame["no_urut"].to_list()
    rows = frame["row"].to_list()
    merged = _merged_rows(kk_position, merges)
    numbered_once = any(n is None for n in numbers) and any(n is not None for n in numbers)
    opens = _numbers_open_families(kk, heads, numbers) if numbered_once else False
    given_once, in_order = _given_once(kk), _in_order(kk)
    if all(value is None for value in kk) and not any(heads) and not numbered_once:
        return frame
    filled: list[str | None] = []
    families: list[int] = []
    family, current = 0, None
    for i, value in enumerate(kk):
        belongs = i > 0 and (
            merged.get(rows[i]) is not None and merged.get(rows[i]) == merged.get(rows[i - 1])
        )
        if not belongs and value is not None:
            belongs = i > 0 and value == current
        elif not belongs and i > 0 and not heads[i]:
            if opens and numbers[i] is not None:
                belongs = False
            elif relations[i]:
                belongs = in_order
            else:
                belongs = (numbered_once and numbers[i] is None) or given_once
        if not belongs:
            family += 1
            current = value
        elif current is None and value is not None:
            current = value
        filled.append(current if value is None else value)
        families.append(family)
    return frame.with_columns(
        pl.Series("no_kk", filled, dtype=pl.String),
        pl.Series("family_seq", families, dtype=pl.Int64),
    )


def _merged_rows(position: int | None, merges: Sequence[Merge]) -> dict[int, int]:
    """Row → first row of the merged KK range that it belongs to."""
    return {
        row: m.first_row
        for m in merges
        if position is not None and m.first_column <= position <= m.last_column
        for row in range(m.first_row, m.last_row + 1)
        if m.last_row > m.first_row
    }


def _numbers_open_families(
    kk: Sequence[str | None], heads: Sequence[bool], numbers: Sequence[str | None]
) -> bool:
    """Whether running numbers stand on the first rows of families only.

    They do when hardly a family begins without one: by a head, or by a KK other than the one above.
    """
    begins = [
        heads[i] or (value is not None and value != kk[i - 1]) if i else True
        for i, value in enumerate(kk)
    ]
    numbered = [number is not None for number in numbers]
    without = sum(b and not n for b, n in zip(begins, numbered, strict=True))
    inside = sum(n and not b for b, n in zip(begins, numbered, strict=True))
    return without <= 0.1 * sum(begins) and inside <= 0.3 * (len(begins) - sum(begins))


def _given_once(kk: Sequence[str | None]) -> bool:
    """Whether the list gives each KK on one row only, with blanks for the other members."""
    given = [value for value in kk if value is not None]
    blanks = len(kk) - len(given)
    repeats = sum(a == b for a, b in pairwise(given))
    return len(given) >= 2 and blanks >= 0.2 * len(kk) and repeats <= 0.05 * len(given)


def _in_order(kk: Sequence[str | None]) -> bool:
    """Whether the rows of a KK stand together, so that a row without KK has its family above it."""
    given = [value for value in kk if value is not None]
    runs = 1 + sum(a != b for a, b in pairwise(given))
    return runs <= 1.2 * len(set(given)) + 1
