"""Whatever a file holds, the intake reads it or refuses it, and loses no row."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.intake.columns.headers import recognize
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.refusals import MESSAGES
from pipelines.intake.files.text import LINE_BREAK, SEPARATOR_LINE, read_text
from pipelines.intake.grid.titles import date_of_file, village_of, village_of_file
from schemas.sources import TABLES
from tests.support.intake_files import FAMILIES, HEADER, read, text, workbook

STARTS = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"%PDF", b"NIK;Nama\n"]
WORDS = [
    *["", "1", "RAMLI", "JUMLAH", "Kepala Desa X", "6305020108800001", "###", "01-08-1980", "L"],
    *["NIK", "Nama", "TOTAL", "(....)", "5", "No. KK : 6305020101120001", "RT 01"],
]
cell = st.one_of(st.sampled_from(WORDS), st.text(st.characters(codec="utf-8"), max_size=12))
row = st.lists(cell, min_size=len(HEADER), max_size=len(HEADER))


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@settings(max_examples=120, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_known_reason(start: bytes, rest: bytes) -> None:
    try:
        read(start + rest)
    except RefusedFile as refusal:
        assert refusal.code in MESSAGES  # noqa: PT017 (most bytes are read, or are refused)


@given(st.lists(row, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_filled_row_below_the_header_is_counted_exactly_once(rows: list[list[str]]) -> None:
    printable = [
        ["".join(c for c in value if c.isprintable() and ord(c) < 0xFFF0) for value in line]
        for line in rows
    ]
    lines: list[list[Any]] = [[*HEADER], *FAMILIES[:3], *printable]
    reading = read(workbook({"S": lines}))
    frames = [f.select("row") for frames in reading.tables.values() for f in frames]
    counted = pl.concat([*frames, *(f.select("row") for f in reading.not_data)])["row"].to_list()
    filled = [i for i, line in enumerate(lines[1:], start=2) if any(str(v).strip() for v in line)]
    assert sorted(counted) == filled


@given(st.lists(st.lists(st.from_regex(r"[A-Za-z0-9 .'-]{1,10}", fullmatch=True), min_size=3,
                         max_size=3), min_size=1, max_size=20),
       st.sampled_from([",", ";", "|", "\t"]), st.booleans())  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_text_comes_back_as_it_was_written(
    rows: list[list[str]], delimiter: str, quoted: bool
) -> None:
    rows = [[f"x{value}x" for value in line] for line in rows]
    mark = '"' if quoted else ""
    content = text([[f"{mark}{value}{mark}" for value in line] for line in rows], delimiter)
    grid = read_text(content)
    assert [list(line) for line in grid.cells.rows()] == rows
    assert grid.rows.to_list() == list(range(1, len(rows) + 1))


LETTERS = "ABCxyz0189"
untidy = st.text(LETTERS + ";,|\t\"'\r\n -/=", max_size=120)


@given(untidy, untidy)
@settings(max_examples=300, deadline=None)
def test_no_letter_or_digit_of_a_text_is_lost_or_doubled(start: str, rest: str) -> None:
    content = f"{start}\nNIK;Nama;Alamat\n1;A;B\n2;C;D\n{rest}"
    cells = read_text(content.encode()).cells
    kept = "".join(value for row in cells.rows() for value in row if value is not None)
    data_lines = [
        line for line in LINE_BREAK.split(content) if not SEPARATOR_LINE.match(line.strip())
    ]
    assert Counter(c for c in kept if c in LETTERS) == Counter(
        c for line in data_lines for c in line if c in LETTERS
    )


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=6),
                max_size=6))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_headers_of_any_words_give_each_column_one_meaning_at_most(labels: list[str]) -> None:
    for table in TABLES.values():
        names = [f.canonical for f in recognize(labels, table) if f.canonical is not None]
        assert len(names) == len(set(names))


@given(st.permutations(range(len(FAMILIES))))
@settings(max_examples=30, deadline=None)
def test_the_order_of_rows_does_not_change_what_is_read_of_them(order: list[int]) -> None:
    lines = [[None, *FAMILIES[i][1:]] for i in order]
    frames = read(workbook({"S": [HEADER, *lines]})).tables["usulan_desa"]
    names = ["no_kk", "nik", "nama", "hubungan_keluarga", "tanggal_lahir", "alamat"]
    assert sorted(pl.concat(frames).select(names).rows()) == sorted(
        tuple(family[1:]) for family in FAMILIES
    )


@given(st.text(max_size=60))
def test_titles_and_file_names_never_fail(name: str) -> None:
    village_of(name)
    village_of_file(f"2026-08/usulan-desa/{name}")
    date_of_file(name)
