"""Text files as programs and people leave them: delimiters, encodings, broken lines, extensions."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlwt

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    cells,
    check,
    check_all,
    delimited,
    outcome,
    read,
    wide_header,
    xlsx,
)
from tests.support.intake_files import ods

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")
NAME = "Usulan Desa Tatakan.csv"


def listed() -> Page:
    return Page().above(*LIST)


def test_any_delimiter_encoding_and_line_end() -> None:
    files = {}
    for delimiter in (",", ";", "|", "\t"):
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            for n, end in enumerate(("\n", "\r\n", "\r")):
                page = listed()
                for i, p in enumerate(EVERYBODY, start=1):
                    page.data([i, *cells(p, KEYS, alamat="JL. KUÍN, NO. 5")], p, p.kk)
                name = f"tatakan {ord(delimiter)} {encoding} {n}.csv"
                files[name] = (delimited(page, delimiter, encoding, end), page)
    check_all(files)


def test_titles_of_one_cell_above_the_header_in_text() -> None:
    page = Page().above("DAFTAR USULAN").above("DESA TATAKAN").above().above(*LIST)
    page.people(KEYS, EVERYBODY, numbered=True)
    page.aside("Tatakan, 5 Agustus 2026")
    check(delimited(page), page, "usulan.csv")


def test_titles_padded_with_delimiters() -> None:
    page = Page().above("DAFTAR USULAN, KECAMATAN TAPIN SELATAN", *[None] * 12)
    page.above("DESA TATAKAN", *[None] * 12).above(*[None] * 13).above(*LIST)
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk)
    page.above(*[None] * 13).aside(None, "JUMLAH", *[None] * 9, 14)
    check(delimited(page, ","), page, "usulan.csv")


def test_trailing_delimiters_on_some_lines_only() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS), *([None] * 3 if n % 2 else [])], p, p.kk)
    check(delimited(page), page, NAME)


def test_short_lines_lose_only_their_empty_end() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        row = [n, *cells(p, KEYS)]
        page.data(row[:10] if n % 3 == 0 else row, p, p.kk)
    check(delimited(page), page, NAME)


def test_quotes_and_line_breaks_inside_fields() -> None:
    page = listed()
    lines = []
    at = 2
    for n, p in enumerate(EVERYBODY, start=1):
        address = 'JL. "IRIGASI"; NO 5' if n % 2 else "JL. IRIGASI\nRT 001"
        row = [n, *cells(p, KEYS, alamat=address)]
        lines.append(row)
        page.wanted[at] = Page().data(row, p, p.kk).wanted[1]
        at += 1 if n % 2 else 2
    page.lines += lines
    check(delimited(page), page, NAME)


def test_every_field_in_quotes() -> None:
    page = listed().people(KEYS, EVERYBODY, numbered=True)
    text = "\r\n".join(";".join(f'"{"" if v is None else v}"' for v in line) for line in page.lines)
    check(text.encode("latin-1"), page, NAME)


def test_an_unclosed_quotation_mark_loses_no_line() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk)
    text = delimited(page).decode().replace(";RAMLI;", ';"RAMLI;').replace(";RUSNAH;", ';RUSNAH";')
    for row, want in page.wanted.items():
        if want.person and want.person.name in ("RAMLI", "RUSNAH"):
            want.values["nama"] = want.person.name + ('"' if row > 5 else "")
    intake, core = outcome(text.encode(), NAME, "usulan-desa")
    assert core["record"]["outcome"].to_list() == ["accepted"] * len(EVERYBODY)
    assert set(core["person"]["nik"]) == {p.nik for p in EVERYBODY}
    assert intake.files["status"].to_list() == ["read"]


def test_a_delimiter_inside_an_unquoted_address() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk, rt="1", rw="2")
    text = delimited(page, ",").decode().split("\n")
    text = [line.replace("JL. IRIGASI", "JL. IRIGASI, NO 5") if i % 3 == 1 else line
            for i, line in enumerate(text)]  # fmt: skip
    check("\n".join(text).encode(), page, NAME)


def test_blank_lines_between_the_lines() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, KEYS)], p, p.kk)
        if n % 2:
            page.above(" " if n % 3 else None)
    check(delimited(page), page, NAME)


def test_a_separator_line_as_excel_writes_it() -> None:
    page = Page().above("sep=;").above(*LIST).people(KEYS, EVERYBODY, numbered=True)
    check(("sep=;\n" + delimited(page).decode().split("\n", 1)[1]).encode(), page, NAME)


def test_a_sheet_saved_as_csv_with_number_columns() -> None:
    page = listed()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([f"{n}.0", *cells(p, KEYS, kk=f"{p.kk}.0", nik=f"{p.nik}.0", rt="1.0", rw="2,0")],
                  p, p.kk, rt="1")  # fmt: skip
    check(delimited(page), page, NAME)


def test_headerless_text_is_read_by_content() -> None:
    page = Page()
    for n, p in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(p, "kk nik nama jk tgl")], p, p.kk)
    check(delimited(page), page, NAME)


# --- other formats


def test_a_workbook_called_csv() -> None:
    page = listed().people(KEYS, EVERYBODY, numbered=True)
    check(xlsx({"Sheet1": page}), page, NAME)


def test_text_called_xlsx() -> None:
    page = listed().people(KEYS, EVERYBODY, numbered=True)
    check(delimited(page, "\t"), page, "Usulan Desa Tatakan.xlsx")


def test_an_old_workbook() -> None:
    page = Page().above("DESA TATAKAN").above(*LIST).people(KEYS, EVERYBODY, numbered=True)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for r, line in enumerate(page.lines):
        for c, value in enumerate(line):
            sheet.write(r, c, value)
    memory = BytesIO()
    book.save(memory)
    check(memory.getvalue(), page, "usulan.xls")


def test_an_old_workbook_with_a_merged_kk() -> None:
    page = Page().above("DESA TATAKAN").above(*LIST)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for n, family in enumerate(FAMILIES, start=1):
        top = page.next
        for i, p in enumerate(family):
            page.data([n, *cells(p, KEYS, kk=p.kk if i == 0 else None)], p, p.kk)
        if len(family) > 1:
            sheet.merge(top - 1, page.next - 2, 1, 1)
    for r, line in enumerate(page.lines):
        for c, value in enumerate(line):
            if value is not None:
                sheet.write(r, c, value)
    memory = BytesIO()
    book.save(memory)
    check(memory.getvalue(), page, "usulan.xls")


def test_an_open_document() -> None:
    page = Page().above("DESA TATAKAN").above(*LIST).people(KEYS, EVERYBODY, numbered=True)
    check(ods(page.lines), page, "usulan.ods")


@pytest.mark.parametrize("code", ["encrypted", "broken", "pdf", "no_key_columns", "empty"])
def test_bad_files_are_refused_and_say_why(code: str) -> None:
    good = xlsx({"Data": listed().people(KEYS, EVERYBODY, numbered=True)})
    budget = Page().above("Kegiatan", "Pagu", "Realisasi").above("Rapat", 1_500_000, 1_200_000)
    content = {
        "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        + "EncryptedPackage".encode("utf-16-le"),
        "broken": good[: len(good) // 2],
        "pdf": b"%PDF-1.7\n%\xe2\xe3",
        "no_key_columns": xlsx({"Anggaran": budget}),
        "empty": xlsx({"Data": listed()}),
    }[code]  # fmt: skip
    intake = read(content, "usulan.xlsx", "usulan-desa")
    assert intake.files["status"].to_list() == ["refused"]
    assert intake.files["code"].to_list() == [code]
    assert intake.tables["usulan_desa"].is_empty()


@pytest.mark.parametrize(
    "header",
    ["No;Nama;Alamat;RT", "No;NIK;Alamat", "Nama Kegiatan;Tanggal;Anggaran", "Kode;Uraian;Jumlah",
     "No;Nama Barang;Merk;Tahun"],
)  # fmt: skip
def test_text_without_the_key_columns_is_refused(header: str) -> None:
    lines = [header, *(f"{i};uraian {i};{i * 1000};x" for i in range(1, 9))]
    intake = read("\n".join(lines).encode(), "data.csv", "usulan-desa")
    assert intake.files["code"].to_list() == ["no_key_columns"]
