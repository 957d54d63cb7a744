"""Answers to the service survey and PBI lists, as offices keep them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.spec.awkward_pages import EVERYBODY, Page, check, delimited, read, xlsx
from tests.support.standardize_world import codes_of

HEADER = ["No", "Tanggal", "Layanan", *(f"U{n}" for n in range(1, 10)), "L/P", "Umur"]
SERVICE = "Rekomendasi DTKS"


def answer(n: int, *scores: object, day: object = "12/08/2026") -> list[object]:
    return [n, day, SERVICE, *scores, "P" if n % 2 else "L", 20 + n]


def survey(core: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """The answers in the order of their rows."""
    return core["record"].join(core["survey"], on="record_id").sort("file", "sheet", "row")


def test_the_annex_of_permenpan_is_read_down_to_its_sums() -> None:
    page = Page(village=None).above("PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT")
    page.above("DINAS SOSIAL KABUPATEN TAPIN").above().above(*HEADER)
    page.aside(*range(1, 15))
    for n in range(1, 8):
        page.data(answer(n, 4, 3, 3, 4, 3, 3, 4, 1 + n % 4, 3))
    page.aside(None, "Jumlah", None, 28, 21, 21, 28, 21, 21, 28, 18, 21)
    page.aside(None, "NRR per unsur", None, 4, 3, 3, 4, 3, 3, 4, 2.57, 3)
    page.aside(None, "NRR tertimbang", None, *[0.33] * 9).aside(None, "IKM Unit Pelayanan", 81.9)
    page.above().aside(None, None, "Rantau, 31 Agustus 2026").aside(None, None, "Kepala Dinas,")
    core = check(xlsx({"SKM": page}), page, "SKM Agustus.xlsx", "ikm")
    rows = survey(core)
    assert rows["u1"].to_list() == [4] * 7
    assert rows["u8"].to_list() == [2, 3, 4, 1, 2, 3, 4]
    assert rows["tanggal"].unique().to_list() == [date(2026, 8, 12)]
    assert rows["layanan"].unique().to_list() == [SERVICE]
    assert rows["sex"].to_list()[:2] == ["P", "L"] and rows["age"].to_list()[:2] == [21, 22]
    assert core["record"].filter(outcome="accepted")["role"].unique().to_list() == ["survey"]
    assert core["person"].is_empty()


def test_equal_answers_are_answers_of_two_people() -> None:
    page = Page(village=None).above(*HEADER[1:])
    for _ in range(3):
        page.data(answer(1, *[3] * 9)[1:])
    check(delimited(page, ";"), page, "ikm.csv", "ikm")


@pytest.mark.parametrize(
    ("header", "cell", "read_as"),
    [
        ("U4 (Biaya/Tarif)", "Gratis", 4),
        ("Biaya/Tarif", "Cukup mahal", 2),
        ("Unsur 4", "d", 4),
        ("Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?", "Murah", 3),
        ("U4", "3. Murah", 3),
        ("Nilai U4", "2.0", 2),
        ("U4. Biaya", "Sangat mahal", 1),
    ],
)
def test_an_element_is_known_by_number_name_or_question(
    header: str, cell: str, read_as: int
) -> None:
    page = Page(village=None).above("Cap waktu", "Jenis Layanan", "Persyaratan", header)
    page.data(["12/08/2026 9:12:33", SERVICE, "Sangat sesuai", cell])
    page.data(["12/08/2026 9:30:00", SERVICE, "tdk sesuai", "4"])
    rows = survey(check(xlsx({"Form Responses 1": page}), page, "Formulir.xlsx", "ikm"))
    assert rows["u4"].to_list() == [read_as, 4]
    assert rows["u1"].to_list() == [4, 1]
    assert rows["tanggal"].to_list() == [date(2026, 8, 12)] * 2


def test_an_answer_sheet_without_an_answer_is_rejected() -> None:
    page = Page(village=None).above(*HEADER)
    page.data(answer(1, *[4] * 9))
    page.rejected(answer(2, *[None] * 9), "answers_missing")
    page.rejected(answer(3, *["-"] * 9), "answers_missing")
    page.rejected(answer(4, *[0] * 9), "answers_missing")
    page.rejected(answer(5, *[3.25] * 9), "answers_missing")
    page.data(answer(6, *[None] * 8, 2))
    page.data(answer(7, 5, *[4] * 8))
    core = check(xlsx({"Data": page}), page, "ikm.xlsx", "ikm")
    assert codes_of(core, page.next - 1) == {"answer_unknown"}
    assert survey(core)["u1"].to_list() == [4, None, None]


def test_a_file_without_any_element_is_no_survey() -> None:
    intake = read(b"Tanggal;Layanan;Jenis kelamin\n12/08/2026;DTKS;L\n", "ikm.csv", "ikm")
    assert intake.files["code"].to_list() == ["no_key_columns"]
    assert "unsur pelayanan (U1 sampai U9)" in intake.files["message"][0]


PBI = ["NO", "NOKA", "NIK", "NO KK", "NAMA PESERTA", "TMT NONAKTIF", "ALASAN NONAKTIF", "STATUS"]


def member(n: int, status: str, **typed: object) -> list[object]:
    p = EVERYBODY[n]
    row = [n, f"000123456{n:04d}", p.nik, p.kk, p.name, "1 Februari 2026", "Desil 6-10", status]
    return [typed.get(h, v) for h, v in zip(PBI, row, strict=True)]


def test_members_put_out_and_put_back() -> None:
    page = Page(village=None).above("DATA PESERTA PBI-JKN YANG DINONAKTIFKAN").above().above(*PBI)
    said = ["NONAKTIF", "Non Aktif", "DINONAKTIFKAN", "AKTIF", "Diaktifkan kembali", "REAKTIVASI"]
    for n, status in enumerate(said):
        page.data(member(n, status), EVERYBODY[n], sex=None, birth_date=None)
    page.aside(None, "Jumlah", 6)
    core = check(xlsx({"Sheet1": page}), page, "PBI nonaktif.xlsx", "pbi")
    rows = core["record"].join(core["register"], on="record_id").sort("row")
    assert rows["aktif"].to_list() == [False, False, False, True, True, True]
    assert rows["tanggal_nonaktif"].unique().to_list() == [date(2026, 2, 1)]
    assert rows["alasan"].unique().to_list() == ["Desil 6-10"]
    assert rows["no_kartu"].to_list() == [f"000123456{n:04d}" for n in range(6)]
    assert core["person"]["dead"].any() is False


def test_a_member_without_nik_is_known_by_the_card() -> None:
    page = Page(village=None).above(*PBI)
    page.data(member(0, "NONAKTIF"))
    page.data(member(1, "NONAKTIF", **{"NIK": None}))
    page.data(member(2, "entah", **{"TMT NONAKTIF": "31-02-2026"}))
    page.rejected(member(3, "NONAKTIF", **{"NIK": "0", "NOKA": "-"}), "no_identity")
    page.rejected(member(4, "NONAKTIF", **{"NAMA PESERTA": None}), "name_missing")
    core = check(xlsx({"Sheet1": page}), page, "PBI.xlsx", "pbi")
    assert codes_of(core, 3) == {"nik_missing"}
    assert codes_of(core, 4) == {"date_invalid", "code_unknown"}
