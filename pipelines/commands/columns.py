"""What was understood of a file's columns, and what to write into padan.toml to put it right."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl

from pipelines.domain.numbers import percent
from pipelines.domain.words import COLUMN_BASIS, NO_HEADER


def understood(columns: pl.DataFrame) -> list[str]:
    """Each column's meaning with the header's signature; sheets understood alike are said once.

    `columns` are `raw.column_found` rows of one file.
    """
    alike: dict[tuple[str | None, tuple[str, ...]], list[str]] = {}
    for (sheet, _), found in sorted(columns.partition_by("sheet", "table", as_dict=True).items()):
        for (signature,), part in sorted(
            found.partition_by("signature", as_dict=True).items(), key=str
        ):
            rows = part.sort("position").iter_rows(named=True)
            alike.setdefault((signature, tuple(map(_meaning, rows))), []).append(str(sheet))
    lines = []
    for (signature, meaning), sheets in alike.items():
        named = ", ".join(sheet for sheet in sheets if sheet)
        sign = f", tanda tangan judul {signature}" if signature else ""
        where = f" (lembar {named}{sign})" if named else f" ({sign[2:]})" if sign else ""
        lines.append(f"Kolom yang dipahami{where}:")
        lines += [f"  {text}" for text in meaning]
    return lines


def _meaning(row: dict[str, Any]) -> str:
    header = " ".join((row["header"] or NO_HEADER).split())
    if row["canonical"]:
        how = f"{COLUMN_BASIS.get(row['basis'], row['basis'])}, {percent(row['certainty'], 0)}"
        return f"kolom {row['position']}: {header} → {row['canonical']} ({how})"
    if row["basis"] == "config":
        return f"kolom {row['position']}: {header} → tidak dipakai (pengaturan)"
    cells = f", {row['filled']} sel terisi" if row["filled"] else ", kosong"
    return f"kolom {row['position']}: {header} → tidak dikenal, disimpan apa adanya{cells}"


def to_paste(columns: pl.DataFrame, source: str) -> list[str]:
    """A block for padan.toml for each header with columns that an officer may want to name.

    `columns` as `FileCheck` has them.
    """
    open_to_officers = columns.filter("to_name")
    blocks: list[str] = []
    for (signature,), rows in sorted(
        open_to_officers.unique(["signature", "position"])
        .partition_by("signature", as_dict=True)
        .items()
    ):
        every = columns.filter(pl.col("signature") == signature).unique("position")
        texts = Counter(every["header"].drop_nulls().to_list())
        lines = [_entry(row, texts) for row in rows.sort("position").iter_rows(named=True)]
        blocks += ["", "[[columns]]", f'source = "{source}"', f'signature = "{signature}"',
                   "[columns.as]", *lines]  # fmt: skip
    if not blocks:
        return []
    return ["Bila ada yang keliru, salin ke padan.toml dan ganti nama kolomnya:", *blocks]


def _entry(row: dict[str, Any], texts: Counter[str]) -> str:
    """One line of a block; a column without a header of its own goes by its number."""
    header = " ".join((row["header"] or "").split())
    key = header if header and texts[row["header"]] == 1 else f"kolom {row['position']}"
    quoted = key.replace("\\", "\\\\").replace('"', '\\"')
    hint = "  # belum dikenal" if not row["canonical"] else ""
    return f'"{quoted}" = "{row["canonical"] or "-"}"{hint}'
