"""Lists that villages sent again in the same month: what they changed, counted and warned of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from pipelines.publish.queries import query

COUNTS = ("added", "changed", "same", "withdrawn")


def resubmissions(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One entry a further list and village: the persons added, changed, same, withdrawn.

    `replaces` marks a full replacement, `replaces_basis` what said so (null: nothing did).
    """
    return query(con, "resubmissions").drop("same_as").to_dicts()


def resorted_files(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Lists with exactly the rows of an older one of their village, with its path."""
    return [{"source": "usulan-desa", **row} for row in query(con, "resorted").to_dicts()]


def replacement_warnings(sent: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """One warning a list that withdrew people by its own words, not yet by an officer's."""
    return [
        (
            "replacement_list",
            "usulan-desa",
            f"Daftar {row['village'] or row['village_code']} menyatakan menggantikan seluruh"
            f" kiriman sebelumnya: {row['file'].rsplit('/', 1)[-1]}. Karena itu"
            f" {row['withdrawn']} orang yang tidak lagi ada di dalamnya tidak dihitung sebagai"
            " usulan. Bila maksudnya hanya perbaikan atau tambahan, catat keputusan"
            " replacement_list dengan verdict disagree untuk berkas itu memakai `padan decisions"
            " import`, lalu jalankan lagi.",
        )
        for row in sent
        if row["withdrawn"] and row["replaces_basis"] != "decision"
    ]


def totals(sent: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Villages that sent several lists, those lists, and the sums of COUNTS."""
    sums = {name: sum(row[name] for row in sent) for name in COUNTS}
    return {"villages": len({row["village_code"] for row in sent}), "lists": len(sent), **sums}
