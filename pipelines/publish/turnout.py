"""A month in which fewer villages or rows came than usual: said before any figure that fell."""

from __future__ import annotations

import duckdb

from pipelines.domain.numbers import thousands
from pipelines.publish.queries import query

CODE = "few_senders"


def turnout_warnings(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """One warning (code, source, sentence) where clearly less came than usual, else none."""
    return [
        (
            CODE,
            "usulan-desa",
            f"Bulan ini hanya {thousands(row['villages'])} desa mengirim daftar dengan"
            f" {thousands(row['rows'])} baris; biasanya {thousands(round(row['usual_villages']))}"
            f" desa dengan {thousands(round(row['usual_rows']))} baris. Angka yang turun bisa"
            " berarti belum dikirim, bukan selesai. Hubungi desa yang belum mengirim, lalu"
            " jalankan lagi.",
        )
        for row in query(con, "few_senders").iter_rows(named=True)
    ]
