"""The berita acara under a verification list: day, place, counts, and who signs.

Its counts are formulas over the answers; on a sheet printed empty they show dotted lines, so that
they can be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipelines.domain.villages import Village
from pipelines.publish.workbooks import styles as wb

END_MARK = "###"
DOTS = "…………"


def counts(answers: str, niks: str, ids: str) -> list[tuple[str, str]]:
    """What the berita acara counts, with the formula of each; arguments are cell ranges."""

    def answered(verdict: str) -> str:
        return f'COUNTIF({answers},"{verdict}")'

    return [
        ("Ditemukan", f"COUNTA({answers})-{answered('Tidak Ditemukan')}"),
        ("Layak", answered("Layak")),
        ("Mampu / tidak layak", answered("Tidak Layak")),
        ("Pindah", answered("Pindah")),
        ("Meninggal", answered("Meninggal")),
        ("Tidak ditemukan", answered("Tidak Ditemukan")),
        ("Sudah terdaftar", answered("Sudah Terdaftar")),
        ("Data diperbaiki (NIK)", f"COUNTA({niks})"),
        ("Jumlah diverifikasi", f"COUNTA({answers})"),
        ("Jumlah dalam daftar", f"COUNTA({ids})"),
    ]


def write_berita_acara(
    book: Workbook,
    sheet: Worksheet,
    village: Village,
    first: int,
    last: int,
    position: Mapping[str, int],
) -> None:
    """Write the block two rows below the table whose data rows are `first`..`last` (0-based).

    `position` gives the 0-based column of each heading of the table.
    """
    text, bold = wb.plain(book), wb.plain(book, bold=True)
    title = wb.plain(book, bold=True, font_size=12)
    number = wb.plain(book, align="left")
    typed = wb.plain(book, locked=False)
    blank = wb.plain(book, locked=False, bg_color="#FFFBE6", align="left")

    row = last + 1
    wb.write_text(sheet, row, 0, END_MARK, wb.plain(book, font_size=6, font_color="#8A949C"))
    row += 1
    wb.write_text(sheet, row, 0, "BERITA ACARA HASIL VERIFIKASI", title)
    sheet.set_row(row, 18)
    where = village.label if village.code else "desa/kelurahan ………………"
    district = village.district or "………………"
    opening = (
        f"Pada hari ini ………………… tanggal ……… bulan …………………… tahun ………… , bertempat di {where}, "
        f"Kecamatan {district}, {village.regency},",
        "kami yang bertanda tangan di bawah ini telah memeriksa keluarga dalam daftar di atas, "
        "dengan hasil sebagai berikut:",
    )
    for line in opening:
        row += 1
        wb.write_text(sheet, row, 0, line, typed)
        sheet.set_row(row, 15)

    ranges = [
        xl_range_abs(first, position[name], last, position[name])
        for name in ("Hasil Verifikasi", "NIK di Lapangan", "ID Temuan")
    ]
    lines = counts(*ranges)
    half = (len(lines) + 1) // 2
    row += 1
    for index, (label, formula) in enumerate(lines):
        at = row + index % half
        # Left half and right half of the counts: heading above the label, heading above the value.
        under = ("ID Temuan", "NIK") if index < half else ("Nama Kepala Keluarga / Orang", "Temuan")
        column, value = (position[heading] for heading in under)
        wb.write_text(sheet, at, column, label, text)
        if label == "Jumlah dalam daftar":
            sheet.write_formula(at, value, f"={formula}", number, last - first + 1)
        else:
            shown = f'=IF(COUNTA({ranges[0]})+COUNTA({ranges[1]})=0,"{DOTS}",{formula})'
            sheet.write_formula(at, value, shown, number, DOTS)
    # Proposals that the village adds on its own are not rows of the list: they are written in.
    wb.write_text(sheet, row, position["NIK di Lapangan"], "Usulan baru (jumlah keluarga)", text)
    wb.write_text(sheet, row, position["Petugas"], "", blank)
    wb.write_text(
        sheet,
        row + 1,
        position["NIK di Lapangan"],
        "Usulan baru ditulis di daftar usulan desa.",
        text,
    )

    row += half + 1
    left, right = position["ID Temuan"], position["NIK di Lapangan"]
    wb.write_text(sheet, row, left, "Mengetahui,", text)
    wb.write_text(sheet, row, right, "Petugas verifikasi / TKSK,", text)
    signer = f"{village.head} {village.name}" if village.code else "Kepala Desa/Lurah"
    wb.write_text(sheet, row + 1, left, signer, bold)
    for column in (left, right):
        wb.write_text(sheet, row + 5, column, "( …………………………………………… )", typed)
        wb.write_text(sheet, row + 6, column, "NIP/No. anggota: ………………………", typed)
