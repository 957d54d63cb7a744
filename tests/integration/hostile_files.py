"""The corpus of hostile and broken files: for each a name that says what is wrong with it, its
bytes, and what must become of it.

`Case.code` is the refusal that is meant; where it is null the file is read and `people` rows name
someone. All of them lie in one inbox alongside good files, see test_hostile_files.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from tests.support import hostile_archives as made
from tests.support.intake_files import FAMILIES, HEADER, ods, text, workbook

ROWS = [HEADER, *FAMILIES]
LIST = text(ROWS, ",")
BIDI = "\u202e"


@dataclass(frozen=True)
class Case:
    """A hostile file: `make` gives its bytes, `code` the refusal, else `people` its rows."""

    file: str
    make: Callable[[], bytes]
    code: str | None = None
    people: int = len(FAMILIES)


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def parquet(frame: pl.DataFrame) -> bytes:
    memory = BytesIO()
    frame.write_parquet(memory)
    return memory.getvalue()


def _people_frame() -> pl.DataFrame:
    return pl.DataFrame([row[1:] for row in FAMILIES], schema=HEADER[1:], orient="row")


def one_value_repeated(groups: int = 1_000, rows: int = 100_000) -> bytes:
    """So many equal rows, written as a count."""
    memory = BytesIO()
    table = pa.table({"nik": ["6305020108800001"] * rows})
    with pq.ParquetWriter(memory, table.schema) as writer:
        for _ in range(groups):
            writer.write_table(table)
    return memory.getvalue()


def formulas() -> bytes:
    """Names that a spreadsheet program would run."""
    rows = [list(row) for row in FAMILIES]
    starts = ['=cmd|"/c calc"!A1', "+1+cmd|x", "-2+3+cmd|x", "@SUM(1+1)*cmd|x", "=1+1", "\t=1+2"]
    for row, name in zip(rows, starts, strict=True):
        row[3] = name
        row[6] = '=HYPERLINK("http://x","klik")'
    return workbook({"=1+1": [HEADER, *rows]})


def unseen_characters() -> bytes:
    """NIK and names with direction marks, zero-width spaces and a control among the letters."""
    rows = [
        [v if isinstance(v, int) else BIDI + "\u200b".join(str(v)) + "\x07" for v in row]
        for row in FAMILIES
    ]
    return text([HEADER, *rows], ",")


def unclosed_quote() -> bytes:
    lines = LIST.decode().splitlines()
    lines[1] = lines[1].replace("RAMLI", '"RAMLI')
    return "\n".join(lines).encode()


CASES = [
    # Nothing, or something else
    Case("kosong nol bita.xlsx", lambda: b"", "empty"),
    Case("hanya tanda BOM.csv", lambda: b"\xef\xbb\xbf", "empty"),
    Case("hanya bita nol.csv", lambda: bytes(5000), "empty"),
    Case("acak dinamai xlsx.xlsx", lambda: noise(50_000), "not_a_table"),
    Case("acak dinamai csv.csv", lambda: noise(50_000, 2), "not_a_table"),
    Case("foto dinamai xlsx.xlsx", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + noise(5000), "image"),
    Case("pindaian pdf dinamai xls.xls", lambda: b"%PDF-1.7\n" + noise(5000), "pdf"),
    Case("arsip rar.xlsx", lambda: b"Rar!\x1a\x07\x00" + noise(5000), "archive"),
    Case("zip dalam zip dalam zip.xlsx", made.nested_archives, "archive"),
    Case("xlsx dinamai csv.csv", lambda: made.GOOD + b""),
    Case("csv dinamai xlsx.xlsx", lambda: LIST + b"\n"),
    Case("xls dinamai xlsx.xlsx", made.xls),
    # Locked and cut
    Case("terkunci kata sandi.xlsx", made.locked_xlsx, "encrypted"),
    Case("terkunci cara zip.xlsx", made.locked_zip, "encrypted"),
    Case("terkunci.xls", lambda: made.xls(locked=True), "encrypted"),
    Case("terkunci.ods", made.locked_ods, "encrypted"),
    Case("terpotong.xlsx", lambda: made.GOOD[:3000], "broken"),
    Case("terpotong.xls", lambda: made.xls()[:2500], "broken"),
    Case("terpotong.ods", lambda: ods(ROWS)[:-200], "broken"),
    Case("terpotong di dalam.ods", made.ods_that_breaks_off, "broken"),
    Case("terpotong.parquet", lambda: parquet(_people_frame())[:-50], "broken"),
    Case("rantai sektor tanpa ujung.xls", made.xls_with_a_ring, "broken"),
    Case("sampah setelah kepala.xls", lambda: made.xls()[:512] + noise(20_000), "broken"),
    # Bombs
    Case("bom lembar 10 GB.xlsx", made.bomb_of_a_sheet, "too_large"),
    Case("bom teks bersama 10 GB.xlsx", made.bomb_of_shared_strings, "too_large"),
    Case("bom mengaku kecil.xlsx", made.bomb_that_claims_to_be_small, "broken"),
    Case("bom bersidik benar.xlsx", made.bomb_with_the_checksum_of_its_claim, "broken"),
    Case("bom seratus ribu anggota.xlsx", made.bomb_of_many_members, "too_large"),
    Case("bom bertumpuk.xlsx", made.bomb_of_overlapping_members, "too_large"),
    Case("bom di anggota lain.xlsx", made.bomb_in_an_unread_member, "too_large"),
    Case("bom entitas.xlsx", made.entities_in_xlsx, "harmful"),
    Case("bom entitas.ods", made.entities_in_ods, "harmful"),
    Case("bom entitas SpreadsheetML.xls", made.entities_in_spreadsheet_ml, "web_page"),
    Case("bom entitas halaman web.xls", made.entities_in_a_web_page, "web_page"),
    Case("entitas dari luar.xlsx", lambda: made.entities_in_xlsx(made.OUTSIDE), "harmful"),
    Case("entitas dari luar.ods", lambda: made.entities_in_ods(made.OUTSIDE), "harmful"),
    # Sheets that are large or say so
    Case("100000 baris kosong berformat.xlsx", made.blank_formatted_rows),
    Case("mengaku sampai XFD1048576.xlsx", made.dimension_of_a_whole_sheet),
    Case("satu sel jauh sekali.xlsx", made.one_cell_far_out, "too_large"),
    Case("satu sel di kolom ZZZZ.xlsx", lambda: made.one_cell_far_out("ZZZZ9"), "too_large"),
    Case("16384 kolom berisi.xlsx", made.many_columns, "too_large"),
    Case("sel 10 MB.xlsx", made.cell_of_ten_megabytes, people=7),
    Case("teks panjang di tiap sel.xlsx", made.one_long_text_in_every_cell, "too_heavy"),
    Case("sejuta kali sejuta sel.ods", made.repeated_ods, "broken"),
    Case("sisa lembar kosong.ods", made.filler_ods),
    Case("dua lembar senama.xlsx", made.sheets_of_one_name),
    # Text
    Case("sejuta koma sebaris.csv", lambda: LIST + b"," * 1_000_000 + b"\n"),
    Case("sejuta isi sebaris.csv", lambda: LIST + b"x," * 1_000_000 + b"\n", "too_large"),
    Case("satu baris 50 MB.csv", lambda: b"x" * 50_000_000 + b"\n" + LIST),
    Case("sel 10 MB.csv", lambda: LIST + b'7,x,x,"' + b"y " * 5_000_000 + b'",x,x,x\n', people=7),
    Case("sel 10 MB berbaris.csv", lambda: LIST + b'7,x,x,"' + b"y\n" * 5_000_000, "too_heavy"),
    Case("kutip tidak ditutup.csv", unclosed_quote),
    Case("bita nol di tengah.csv", lambda: LIST.replace(b"RAMLI", b"RAM\x00LI") + b"\x00" * 9),
    Case("UTF-16 tanpa tanda.csv", lambda: LIST.decode().encode("utf-16-le")),
    Case("huruf tak tampak.csv", unseen_characters),
    Case("rumus.xlsx", formulas),
    # Parquet
    Case("seratus juta baris sama.parquet", one_value_repeated, "too_large"),
    Case("bersarang.parquet",
         lambda: parquet(_people_frame().with_columns(
             lain=pl.struct("NIK", "Nama"), daftar=pl.concat_list("NIK", "Nama"),
             bita=pl.col("Nama").cast(pl.Binary)))),
]  # fmt: skip
