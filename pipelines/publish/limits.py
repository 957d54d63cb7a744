"""Where linkage met something too common to be one person's or one family's, in officers' words."""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.publish.queries import query

WARNINGS = {
    "block": (
        "{keys} isian (misalnya satu nama di satu desa) dipakai oleh terlalu banyak baris"
        " ({entities} baris), jadi baris itu dicocokkan lewat isian lain saja. Periksa apakah ada"
        " berkas yang satu kolomnya berisi nilai yang sama di semua baris."
    ),
    "kk": (
        "{keys} nomor KK dipakai oleh terlalu banyak baris ({entities} baris), jadi dianggap nomor"
        " pengisi dan tidak dipakai untuk mencocokkan orang. Minta pengirimnya menulis nomor KK"
        " yang benar."
    ),
    "cluster": (
        "{keys} orang akan tergabung dari terlalu banyak baris ({entities} baris), jadi"
        " penggabungannya dihentikan. Periksa baris-baris itu di daftar pasangan yang perlu"
        " ditinjau."
    ),
}


def limits_reached(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """kind, rule, keys and entities of each limit that linkage reached."""
    rows: list[dict[str, Any]] = query(con, "limits_reached").to_dicts()
    return rows


def limit_warnings(limits: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """One warning for each kind of limit, by its worst rule."""
    return [
        (
            f"linkage_limit_{kind}",
            "",
            WARNINGS[kind].format(
                keys=max(row["keys"] for row in of_kind),
                entities=max(row["entities"] for row in of_kind),
            ),
        )
        for kind in WARNINGS
        if (of_kind := [row for row in limits if row["kind"] == kind])
    ]
