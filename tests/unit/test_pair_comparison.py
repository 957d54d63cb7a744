"""Two rows side by side: slips are called by their names, and a sentence says it all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from review.comparing.lines import Line, compare
from review.comparing.values import Standing
from review.pairs.spoken import PAIR, sentence

ROW: dict[str, Any] = {
    "nik": "6305014101800001", "nik_digits": None, "kk": "6305010101100001", "nama": "SITI AMINAH",
    "name_folded": "SITI AMINA", "patronym": None, "sex": "P",
    "birth_date": date(1980, 3, 12), "birth_year": 1980, "mother": "FATIMAH", "shdk": "istri",
    "village_label": "Desa Tatakan", "alamat": "JL MELATI", "rt": "1", "rw": "2",
}  # fmt: skip


def line(label: str, **changes: Any) -> Line:
    return next(one for one in compare(PAIR, ROW, [{**ROW, **changes}]) if one.label == label)


@pytest.mark.parametrize(
    ("label", "changes", "standing", "note"),
    [
        ("NIK", {"nik": "6305014101800002"}, Standing.NEAR, "beda 1 angka"),
        ("NIK", {"nik": "6305014101808765"}, Standing.DIFFERENT, ""),
        ("NIK", {"nik": None, "nik_digits": "630501410180000"}, Standing.NEAR, "beda 1 angka"),
        ("NIK", {"nik": None}, Standing.ONE_SIDED, ""),
        (
            "Nama",
            {"nama": "AMINAH", "name_folded": "AMINA"},
            Standing.NEAR,
            "yang satu lebih lengkap",
        ),
        (
            "Nama",
            {"name_folded": "SITI AMINI"},
            Standing.NEAR,
            "ejaan",
        ),
        (
            "Nama",
            {"name_folded": "RUSDIANA"},
            Standing.DIFFERENT,
            "",
        ),
        (
            "Tanggal lahir",
            {"birth_date": date(1980, 12, 3)},
            Standing.NEAR,
            "hari dan bulan tertukar",
        ),
        (
            "Nama",
            {"name_folded": "SIAI AMINA"},
            Standing.NEAR,
            "ejaan",
        ),
        ("Tanggal lahir", {"birth_date": date(1981, 3, 12)}, Standing.NEAR, "tahunnya beda"),
        ("Tanggal lahir", {"birth_date": date(1971, 5, 1)}, Standing.DIFFERENT, ""),
        ("Tanggal lahir", {"birth_date": None}, Standing.NEAR, "tahunnya sama"),
        ("Alamat", {"alamat": "JL. MELATI NO 3"}, Standing.NEAR, "yang satu lebih lengkap"),
        ("RT/RW", {"rt": "2"}, Standing.DIFFERENT, ""),
        ("RT/RW", {"rw": None}, Standing.SAME, "yang satu lebih lengkap"),
        ("RT/RW", {"rt": "3", "rw": None}, Standing.DIFFERENT, ""),
        ("RT/RW", {"rt": None, "rw": None}, Standing.ONE_SIDED, ""),
        ("Bin/binti", {}, Standing.NEITHER, ""),
    ],
)
def test_a_line_says_how_its_values_stand(
    label: str, changes: dict[str, Any], standing: Standing, note: str
) -> None:
    found = line(label, **changes)
    assert (found.standing, found.note) == (standing, note)


def test_the_sentence_holds_what_agrees_is_near_differs_and_lacks() -> None:
    other = {**ROW, "nik": "6305014101800002", "mother": None, "rt": "5"}
    assert sentence(compare(PAIR, ROW, [other])) == (
        "No. KK, nama, tanggal lahir, jenis kelamin, hubungan keluarga, desa/kelurahan dan alamat "
        "sama, NIK (beda 1 angka) mirip, tetapi RT/RW berbeda; nama ibu kandung hanya ada di satu "
        "baris."
    )


def test_the_sentence_names_no_value_of_a_person() -> None:
    spoken = sentence(compare(PAIR, ROW, [{**ROW, "nama": "RUSDIANA", "name_folded": "RUSDIANA"}]))
    assert not [value for value in ROW.values() if isinstance(value, str) and value in spoken]


def test_two_rows_that_differ_in_all_begin_with_a_capital() -> None:
    nothing = dict.fromkeys(ROW)
    assert sentence(compare(PAIR, nothing, [nothing])) == "Kedua baris tidak memuat apa pun."
    only = sentence(compare(PAIR, {**nothing, "rt": "1"}, [{**nothing, "rt": "2"}]))
    assert only == "RT/RW berbeda."
