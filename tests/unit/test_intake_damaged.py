"""Damaged text and names: what the fuzzer and a hard look at the readers brought up."""

from __future__ import annotations

import os

import polars as pl
import pytest

from pipelines.intake.files.characters import spelled_out, without_unseen
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.limits import MAX_CELL_CHARACTERS
from pipelines.intake.files.ole import check_compound
from pipelines.intake.files.ragged import align
from pipelines.intake.files.text import read_text
from pipelines.intake.files.zip_container import check_container
from tests.support import hostile_archives as made
from tests.support.intake_files import FAMILIES, HEADER, ods, people, read, text, workbook

NAMES = [row[3] for row in FAMILIES]


def rows_of(content: bytes) -> list[tuple[int, tuple[str | None, ...]]]:
    grid = read_text(content)
    return list(zip(grid.rows.to_list(), grid.cells.rows(), strict=True))


def test_numbers_below_the_header_of_birth_dates_are_looked_at_and_harm_nothing() -> None:
    lines = [["U,HDK", "Tgl Lahir", "Alamat"], *([r[0], r[1], r[2]] for r in FAMILIES)]
    with pytest.raises(RefusedFile):
        read(text(lines), "bansos")


def test_a_mark_within_a_word_does_not_swallow_the_line_below() -> None:
    lines = ["NIK,Nama,Alamat", *(f"{i},BUDI {i},JL A" for i in range(4)), '7,PIPA 5" X,JL', 'A "B']
    found = rows_of("\n".join(lines).encode())
    assert [row for row, _ in found] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\r\r\n"])
def test_lines_end_as_editors_see_them(line_break: str) -> None:
    content = line_break.join(["NIK;Nama", "1;A", '2;"B', 'C"', "3;D"]).encode()
    assert rows_of(content) == [
        (1, ("NIK", "Nama")),
        (2, ("1", "A")),
        (3, ("2", "B\nC")),
        (5, ("3", "D")),
    ]


def test_line_breaks_of_several_kinds_in_one_file_are_all_line_breaks() -> None:
    assert [row for row, _ in rows_of(b'NIK;Nama\r1;"A"\n2;B\r\n3;C')] == [1, 2, 3, 4]


def test_a_text_that_begins_with_hundreds_of_blank_lines_is_read() -> None:
    frame = people(read(b"\n" * 600 + text([HEADER, *FAMILIES])))
    assert frame["row"].to_list() == [602, 603, 604, 605, 606, 607]


def test_a_line_separator_within_a_field_cuts_nothing() -> None:
    content = '1;A\u2028B;"C\nD"\n2;E;F\n3;G;H'.encode()
    assert rows_of(content)[0] == (1, ("1", "A\u2028B", "C\nD"))


def test_a_text_longer_than_any_cell_is_cut_and_shows_it() -> None:
    content = b'NIK;Nama\n1;"' + b"y" * 200_000 + b'"\n2;B\n'
    (_, _), (_, long), (_, last) = rows_of(content)
    assert long[1] is not None and len(long[1]) == MAX_CELL_CHARACTERS
    assert long[1].endswith("…") and last == ("2", "B")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_are_known_without_a_mark(encoding: str) -> None:
    assert people(read(text([HEADER, *FAMILIES], ";", encoding)))["nama"].to_list() == NAMES


def test_zero_bytes_here_and_there_do_not_make_a_text_a_binary_file() -> None:
    content = text([HEADER, *FAMILIES]).replace(b"SITI", b"SI\x00TI") + b"\x00" * 500 + b"\x1a"
    assert people(read(content))["nama"].to_list() == NAMES


def test_blank_columns_to_the_end_of_the_sheet_do_not_make_a_text_too_wide() -> None:
    content = text([HEADER, *FAMILIES]).replace(b"\n", b";" * 16_000 + b"\n")
    assert people(read(content))["nama"].to_list() == NAMES


def test_a_strange_separator_line_is_no_separator_line() -> None:
    assert rows_of(b'sep="\n1;A\n2;B')[1][1] == ("1", "A")
    assert rows_of(b"sep=^\n1^A\n2^B")[-1] == (3, ("2", "B"))


def test_a_record_with_a_field_too_many_and_one_too_few_find_their_columns() -> None:
    whole = pl.DataFrame(
        [[str(row[2]), str(row[3]), str(row[5]), "JL A"] for row in FAMILIES],
        schema=["1", "2", "3", "4"],
        orient="row",
    ).with_columns(row=pl.lit(1))
    records = [
        ["6305020108800001", "RAMLI", "S.Pd", "01-08-1980", "JL B"],
        ["6305020108800001", "01-08-1980", "JL B"],
        ["6305020108800001", "RAMLI", "01-08-1980", "JL B", "", " "],
    ]
    align(records, whole, 4, ",")
    assert records == [
        ["6305020108800001", "RAMLI,S.Pd", "01-08-1980", "JL B"],
        ["6305020108800001", "", "01-08-1980", "JL B"],
        ["6305020108800001", "RAMLI", "01-08-1980", "JL B"],
    ]


def test_unseen_characters_are_taken_from_cells_and_written_out_in_names() -> None:
    texts = ["A\u202eB\u200b\x07", "jalan\nraya", "\ufeff", None, "✔\ufe0f"]
    cells = pl.DataFrame({"1": ["seen"] * 5, "2": texts, "3": [None] * 5})
    cells = without_unseen(cells.cast(pl.String))
    assert cells["1"].to_list() == ["seen"] * 5
    assert cells["2"].to_list() == ["AB", "jalan\nraya", "", None, "✔"]
    assert cells["3"].to_list() == [None] * 5
    assert spelled_out("a\u202eb\nc") == "a\\u202eb\\nc"
    assert spelled_out(os.fsdecode(b"a\xff.csv")) == "a\\xff.csv"
    assert spelled_out("Desa Téluk — قرية.xlsx") == "Desa Téluk — قرية.xlsx"


def test_unseen_characters_in_a_sheets_name_are_written_out() -> None:
    frame = people(read(workbook({"Da\u202eta": [HEADER, *FAMILIES]})))
    assert frame["sheet"].unique().to_list() == ["Da\\u202eta"]


@pytest.mark.parametrize("cell", ["ZZ1048576", "XFD2000", "ZZZZ9"])
def test_a_cell_far_out_is_seen_before_everything_between_is_held(cell: str) -> None:
    with pytest.raises(RefusedFile, match="too_large"):
        read(made.one_cell_far_out(cell))


def test_formats_far_out_are_no_cells() -> None:
    blank = '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert people(read(made.with_sheet("</sheetData>", blank)))["nama"].to_list() == NAMES


@pytest.mark.parametrize("cut", ["</office:document-content>", "</table:table>"])
def test_xml_that_breaks_off_is_not_given_to_a_reader_that_would_never_end(cut: str) -> None:
    content = made.part(ods([HEADER, *FAMILIES]), "content.xml").replace(cut, "")
    with pytest.raises(RefusedFile, match="broken"):
        check_container(made.with_parts(ods([HEADER]), {"content.xml": content}))


def test_a_chain_of_sectors_must_end() -> None:
    check_compound(made.xls())
    with pytest.raises(RefusedFile, match="broken"):
        check_compound(made.xls_with_a_ring())
    with pytest.raises(RefusedFile, match="broken"):
        check_compound(made.xls()[:100])
