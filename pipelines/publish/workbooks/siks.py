"""usulan-siks.xlsx: the members of households that an officer confirmed for proposal.

The program never proposes on its own: without a decision the sheet holds its headers only.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines.domain.dates import DAY_MONTH_YEAR
from pipelines.publish.workbooks import styles as wb

COLUMNS: dict[str, tuple[str, float]] = {
    "no_kk": ("No KK", 18),
    "nik": ("NIK", 18),
    "nama": ("Nama", 28),
    "tanggal_lahir": ("Tanggal Lahir", 13),
    "jenis_kelamin": ("Jenis Kelamin", 9),
    "hubungan_keluarga": ("Hubungan Keluarga", 16),
    "alamat": ("Alamat", 28),
    "rt": ("RT", 6),
    "rw": ("RW", 6),
    "desa": ("Desa/Kelurahan", 20),
    "kecamatan": ("Kecamatan", 20),
    "kode_desa": ("Kode Desa", 15),
    "household_id": ("ID Keluarga", 20),
    "flag_id": ("ID Temuan", 20),
}


def write_siks(proposals: pl.DataFrame, period: str, path: Path) -> None:
    """One row a person of `proposals` (sql/publish/siks_proposals.sql), in its order, as text."""
    with wb.open_workbook(path, f"Usulan SIKS-NG {period}", period) as book:
        sheet = book.add_worksheet("Usulan")
        heading, cell = wb.style(book, **wb.HEADING), wb.style(book, num_format="@")
        for index, (label, width) in enumerate(COLUMNS.values()):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, label, heading)
        shown = proposals.with_columns(pl.col("tanggal_lahir").dt.strftime(DAY_MONTH_YEAR))
        for number, row in enumerate(shown.select(COLUMNS.keys()).iter_rows(), start=1):
            for index, value in enumerate(row):
                wb.write_text(sheet, number, index, value, cell)
        sheet.freeze_panes(1, 0)
        wb.print_on_a4(sheet, 0, f"Usulan SIKS-NG {period}")
