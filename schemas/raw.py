"""The raw layer: what the files say, as typed, all text.

One table per kind of source table (`raw.usulan_desa`, `raw.dtks_art`, ...). Each begins with the
location columns of `Location` and continues with the canonical text columns that
`schemas.sources` declares for it.
"""

from __future__ import annotations

import polars as pl

from schemas.base import Table, column, dtypes
from schemas.source import SourceTable


class File(Table):
    """One row per file found in the period's inbox or carried forward from an earlier one."""

    source: str = column("Sumber", "source folder, e.g. usulan-desa", nullable=False)
    file: str = column("Berkas", "path below inbox/, with /", nullable=False)
    period: str = column("Periode berkas", "period folder the file lies in", nullable=False)
    carried_from: str = column("Dibawa dari", "the file's period when carried forward, else null")
    sha256: str = column("Sidik", "sha-256 of the bytes, hex", nullable=False)
    size: int = column("Ukuran", "bytes", nullable=False)
    status: str = column("Status", "read | refused | repeated", nullable=False)
    code: str = column("Kode", "reason code when refused or repeated")
    message: str = column("Pesan", "Indonesian sentence with remedy when refused or repeated")
    layout: str = column("Tata letak", "table | opensid | siak | bip | bdt | dtks | dtsen | reply")
    list_date: pl.Date = column(
        "Tanggal daftar", "date the list bears in its title or else its file name"
    )
    list_date_basis: str = column("Dasar tanggal", "title | filename | null")
    list_date_has_day: bool = column(
        "Hari tertulis", "the list bears the day; else only the month, and the date is its first"
    )
    replaces: bool = column(
        "Pengganti", "the list says that it replaces all sent before; null = says nothing"
    )
    replaces_basis: str = column("Dasar pengganti", "cell | title | note | filename | null")
    rows_read: int = column("Baris", "non-empty rows below headers", nullable=False)


class ColumnFound(Table):
    """What the program understood of one column of one sheet.

    Also of files refused for lack of key columns, so that an officer can name their columns.
    """

    file: str = column("Berkas", "path below inbox/", nullable=False)
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    table: str = column("Tabel", "raw table the sheet was read as", nullable=False)
    signature: str = column(
        "Tanda tangan judul", "hash of the table's headers; null for a table without header"
    )
    position: int = column("Kolom ke", "1-based position in the sheet", nullable=False)
    header: str = column("Judul kolom", "header text as found")
    canonical: str = column("Dipahami sebagai", "canonical column, null when not recognized")
    basis: str = column("Dasar", "header | fuzzy | content | swapped | config")
    certainty: float = column("Kepastian", "0..1")
    filled: int = column("Terisi", "non-blank cells below the header", nullable=False)


class Location(Table):
    """Columns every raw row begins with."""

    source: str = column("Sumber", "source folder", nullable=False)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    period: str = column("Periode berkas", "period folder of the file", nullable=False)
    carried_from: str = column("Dibawa dari", "period when carried forward, else null")
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    row: int = column("Baris", "1-based row as the officer sees it", nullable=False)
    list_date: pl.Date = column("Tanggal daftar", "date the list bears")
    list_replaces: bool = column(
        "Daftar pengganti", "the list says that it replaces all sent before; null = says nothing"
    )
    title_village: str = column("Desa pada judul", "village text of title cells or sheet name")
    title_district: str = column("Kecamatan pada judul", "district text of title cells")
    file_village: str = column("Desa pada nama berkas", "file name words that may name a village")
    family_seq: int = column(
        "Keluarga ke",
        "running number of the visual family group on the sheet (merged or blank KK below its "
        "first row, BIP family row); null when the layout gives none",
    )
    numeric_cells: pl.List(pl.String) = column(
        "Sel angka", "canonical columns whose cell held a number, not text"
    )
    marks: pl.List(pl.String) = column(
        "Catatan baca", "problem codes of what the intake did to read the row"
    )
    extra: str = column("Kolom lain", "JSON of unrecognized header -> text", pii=True)


class NotData(Table):
    """A non-empty row below a header that is not data: numbering, totals, signatures, notes."""

    source: str = column("Sumber", "source folder", nullable=False)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    period: str = column("Periode berkas", "period folder of the file", nullable=False)
    carried_from: str = column("Dibawa dari", "period when carried forward, else null")
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    row: int = column("Baris", "1-based row as the officer sees it", nullable=False)
    table: str = column("Tabel", "raw table of the sheet, empty for sheets without one")
    reason: str = column(
        "Alasan",
        "header | numbering | total | recap_sheet | note | signature | end_mark",
        nullable=False,
    )


def raw_schema(table: SourceTable) -> dict[str, pl.DataType]:
    """Columns of a raw table: those of `Location`, then the canonical ones as text."""
    return {**dtypes(Location), **dict.fromkeys(table.column_names, pl.String())}
