"""What a village can do with its workbooks, and what it cannot break."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.domain.regions import load_regions
from pipelines.publish.papers import Papers
from pipelines.publish.workbooks import rejected
from pipelines.publish.workbooks.verification import ANSWERS
from tests.support.small_month import PERIOD, build_database

TUNGKAP = "63.05.01.2003 Tungkap.xlsx"
HEADER = 5


@pytest.fixture(scope="module")
def sheet(published: Path) -> Worksheet:
    return openpyxl.load_workbook(published / "verification" / TUNGKAP).worksheets[0]


def cell(sheet: Worksheet, name: str, row: int = HEADER + 1) -> Cell:
    """The cell of `row` under the heading `name`."""
    headings = [c.value for c in sheet[HEADER]]
    return sheet.cell(row, headings.index(name) + 1)


def rules_on(sheet: Worksheet, name: str) -> list:
    where = cell(sheet, name).coordinate
    return [v for v in sheet.data_validations.dataValidation if where in v.cells]


def test_the_answer_is_a_drop_down_of_the_contracts_words(sheet: Worksheet) -> None:
    (rule,) = rules_on(sheet, "Hasil Verifikasi")
    assert rule.type == "list"
    assert rule.formula1.strip('"').split(",") == list(ANSWERS)


def test_the_date_of_verification_is_checked(sheet: Worksheet) -> None:
    (rule,) = rules_on(sheet, "Tanggal Verifikasi")
    assert rule.type == "date"


def test_the_village_can_fill_in_answers_but_not_change_what_is_listed(sheet: Worksheet) -> None:
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    answers = ("NIK di Lapangan", "Hasil Verifikasi", "Catatan", "Petugas", "Tanggal Verifikasi")
    for name in (c.value for c in sheet[HEADER]):
        assert cell(sheet, name).protection.locked is (name not in answers), name


def test_numbers_of_people_are_text(sheet: Worksheet) -> None:
    for name in ("No KK", "NIK", "RT", "RW", "ID Temuan"):
        assert cell(sheet, name).data_type == "s"
    assert cell(sheet, "NIK di Lapangan").number_format == "@"


def test_it_prints_on_a4_landscape_one_page_wide_with_its_header(sheet: Worksheet) -> None:
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    assert sheet.freeze_panes == f"A{HEADER + 1}"


def test_village_and_period_are_stamped_inside_for_people_and_programs(
    published: Path, sheet: Worksheet
) -> None:
    assert sheet["A3"].value == "Kode desa: 63.05.01.2003 · Periode: 2026-10"
    names = openpyxl.load_workbook(published / "verification" / TUNGKAP).defined_names
    assert names["kode_desa"].attr_text == '"63.05.01.2003"'
    assert names["periode"].attr_text == '"2026-10"'


def test_the_end_mark_stands_between_the_table_and_the_berita_acara(sheet: Worksheet) -> None:
    first_column = [c.value for c in sheet["A"]]
    end = first_column.index("###")
    assert first_column[HEADER:end] == [1, 2, 3]
    assert first_column[end + 1] == "BERITA ACARA HASIL VERIFIKASI"


def test_resolved_findings_are_not_sent_out(published: Path) -> None:
    assert not list((published / "verification").glob("63.05.08*"))


def test_a_formula_typed_as_a_name_stays_text_everywhere(published: Path) -> None:
    seen = 0
    for path in published.rglob("*.xlsx"):
        for page in openpyxl.load_workbook(path).worksheets:
            for row in page.iter_rows():
                for found in row:
                    if isinstance(found.value, str) and "cmd|" in found.value:
                        seen += 1
                        assert found.data_type == "s", f"{path.name} {found.coordinate}"
    assert seen == 3, "verification list, rejected rows and SIKS proposal"


def test_no_workbook_links_or_computes_from_what_was_typed(published: Path) -> None:
    for path in published.rglob("*.xlsx"):
        with ZipFile(path) as parts:
            formulas = [name for name in parts.namelist() if "externalLink" in name]
            pages = [parts.read(n).decode() for n in parts.namelist() if "worksheets/sheet" in n]
        assert formulas == []
        assert not any("cmd|" in page for page in pages), "typed text lies in shared strings"


def test_the_offending_cell_is_coloured_and_the_remedy_stands_beside_it(published: Path) -> None:
    sheet = openpyxl.load_workbook(published / "rejected" / TUNGKAP).worksheets[0]
    headings = [c.value for c in sheet[4]]
    row = {name: sheet.cell(5, index + 1) for index, name in enumerate(headings)}
    assert row["Hasil"].value == "Ditolak"
    assert row["Apa yang salah"].value == "Nama kosong.\nNIK kurang dari 16 angka."
    assert row["Cara memperbaiki"].value == (
        "Isi nama lengkap sesuai KTP atau KK.\nPeriksa lagi pada KTP atau KK."
    )
    coloured = {name for name, c in row.items() if c.fill.fgColor.rgb == "FFF8C9C0"}
    assert coloured == {"Nama", "NIK"}


def test_a_long_list_of_faults_is_told_in_parts_and_whole(
    database: duckdb.DuckDBPyConnection, published: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    whole = openpyxl.load_workbook(published / "rejected" / TUNGKAP).worksheets[0]
    monkeypatch.setattr(rejected, "PART_ROWS", 1)
    regions = load_regions("63.05")
    with Papers() as papers:
        rejected.write_rejected(database, regions, PERIOD, tmp_path, papers)
    parts = sorted(tmp_path.glob("*Tungkap*bagian*"))
    sheets = [openpyxl.load_workbook(path).worksheets[0] for path in parts]
    assert [sheet.cell(2, 1).value.rsplit(" (", 1)[1] for sheet in sheets] == [
        f"bagian {number + 1} dari {len(parts)})" for number in range(len(parts))
    ]
    where = [row[2] for sheet in sheets for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert [w for w in where if w] == [
        row[2] for row in whole.iter_rows(min_row=5, values_only=True) if row[2]
    ]


def test_a_repair_the_program_was_sure_of_is_not_sent_back(published: Path) -> None:
    sheet = openpyxl.load_workbook(published / "rejected" / TUNGKAP).worksheets[0]
    assert [sheet.cell(row, 3).value for row in (5, 6, 7)] == ["7", "6", None]


def test_only_confirmed_households_are_proposed_head_first(published: Path) -> None:
    sheet = openpyxl.load_workbook(published / "usulan-siks.xlsx").worksheets[0]
    names = [row[2].value for row in sheet.iter_rows(min_row=2)]
    assert names[0] == "BURHAN"
    assert len(names) == 3


def test_files_that_differ_in_their_suffix_only_get_workbooks_of_their_own(tmp_path: Path) -> None:
    """Nor may Windows take one for the other, which ignores case."""
    con = build_database()
    for copy in ("usulan-desa/tanpa desa.CSV", "usulan-desa/Tanpa Desa.xls"):
        for table, id_of_copy in (("core.record", ", $copy AS record_id"), ("raw.usulan_desa", "")):
            con.execute(
                f"INSERT INTO {table} BY NAME SELECT * REPLACE ($copy AS file{id_of_copy}) "
                f"FROM {table} WHERE file LIKE '%/tanpa desa.xlsx'",
                {"copy": copy},
            )
    with Papers() as papers:
        rejected.write_rejected(con, load_regions("63.05"), PERIOD, tmp_path, papers)
    names = [path.stem.casefold() for path in tmp_path.glob("*anpa*esa*")]
    assert len(names) == len(set(names)) == 3
