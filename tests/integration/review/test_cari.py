"""The consultation desk: what is found, what is said, and what is never shown or kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from django.test import Client

from pipelines.office.workspace import Workspace
from review.audit.models import AuditEvent
from review.published.reader import Reader
from review.search.search import NotSearchable, find, understood
from tests.support.small_inbox import HEADS, NEIGHBOURS
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, FAMILIES, TATAKAN, personal_values

pytestmark = pytest.mark.django_db
KK, NIK, NAME = HEADS[1][:3]
"""Rusdiana of Binuang: poor, proposed, and not in the registry."""
REGISTERED = HEADS[0]


@pytest.fixture
def operator(office: Workspace, signed_in: Callable[..., Client]) -> Client:
    return signed_in("operator")


def search(client: Client, typed: str, place: str = "") -> Any:
    return client.post("/cari/", {"dicari": typed, "tempat": place})


def names(response: Any) -> list[str]:
    return [
        find.person["nama"] if find.person else f"keluarga {find.family['head_name']}"
        for find in response.context["finds"]
    ]


def body(response: Any) -> str:
    text: str = response.content.decode()
    return text


@pytest.mark.parametrize(
    "typed",
    [
        NIK,
        f"{NIK[:6]} {NIK[6:12]} {NIK[12:]}",
        f"{NIK[:6]}.{NIK[6:12]}.{NIK[12:]}".replace("0", "O", 1),
        NIK[:9] + str((int(NIK[9]) + 5) % 10) + NIK[10:],
        NIK[:2] + NIK[3] + NIK[2] + NIK[4:],
        NIK[:4] + NIK[5:],
        NIK[:15] + "0",
    ],
    ids=["exact", "spaced", "O for 0", "a digit wrong", "exchanged", "a digit missing", "rounded"],
)
def test_a_person_is_found_by_a_nik_with_a_slip(operator: Client, typed: str) -> None:
    assert names(search(operator, typed))[0] == NAME


def test_people_with_a_like_number_are_not_shown_next_to_the_right_one(operator: Client) -> None:
    """The neighbours' NIK differ in two digits each."""
    first, second = NEIGHBOURS[0][1], NEIGHBOURS[1][1]
    assert names(search(operator, first)) == [NEIGHBOURS[0][2]]
    between = second[:9] + str((int(second[9]) + 5) % 10) + second[10:]
    assert NEIGHBOURS[1][2] in names(search(operator, between))


def test_an_exact_number_comes_first_and_a_near_one_says_how_near(operator: Client) -> None:
    page = search(operator, NIK[:9] + str((int(NIK[9]) + 5) % 10) + NIK[10:])
    assert page.context["finds"][0].nearness == "beda 1 angka"
    assert search(operator, NIK).context["finds"][0].nearness == ""


def test_a_family_is_found_by_its_kk(operator: Client) -> None:
    assert f"keluarga {NAME}" in names(search(operator, KK))


@pytest.mark.parametrize("typed", ["Rusdiana", "rusdian", "Hj. Roesdiana", "RUSDINA binti Oetoeh"])
def test_a_person_is_found_by_a_name_that_is_spelt_otherwise(operator: Client, typed: str) -> None:
    assert names(search(operator, typed, BINUANG)) == [NAME]


class OnePerson:
    """Stands for a publication that holds Siti Hasanah alone: the small month has no long names."""

    def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        """The one row that each query of a search gives."""
        return [{"person_id": "p1", "household_id": "h1", "name_folded": "SITI HASANA"}]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("siti hasanah", ""), ("Siti", "nama lebih panjang"), ("Sitti Hasanuh", "nama mirip")],
)
def test_how_a_name_differs_from_what_was_typed_is_said(typed: str, expected: str) -> None:
    """Who types a part of a name should not be told that it is another one."""
    (found,) = find(cast(Reader, OnePerson()), understood(typed, ""))
    assert found.nearness == expected


def test_a_name_is_searched_in_the_place_that_was_chosen(operator: Client) -> None:
    assert names(search(operator, NAME, TATAKAN)) == []
    assert names(search(operator, NAME, BINUANG_DISTRICT)) == [NAME]
    assert names(search(operator, NAME)) == [NAME]


@pytest.mark.parametrize(
    ("typed", "expected"), [("63050", "16 angka"), ("R", "3 huruf"), ("...", "3")]
)
def test_too_little_to_search_for_is_reported(operator: Client, typed: str, expected: str) -> None:
    page = search(operator, typed)
    assert expected in body(page) and not AuditEvent.objects.filter(kind="search").exists()


def test_for_someone_found_nowhere_the_page_says_what_to_do(operator: Client) -> None:
    page = body(search(operator, "6372991301770001"))
    assert "Tidak ditemukan" in page and "arahkan warga ke desa/kelurahan" in page


@pytest.mark.parametrize(
    "typed",
    ["0000000000000000", "9999 9999 9999 9999", "1234567890123456", "6305010000000000"],
    ids=["zeros", "nines", "counted", "region only"],
)
def test_a_number_typed_to_fill_the_cell_finds_nobody_and_says_so(
    operator: Client, typed: str
) -> None:
    """Rows that hold such a number have nothing in common: listing them would misname people."""
    page = search(operator, typed)
    shown = body(page)
    assert page.context["finds"] == []
    assert "Nomor pengisi" in shown and "nama dan desanya" in shown
    assert "Tidak ditemukan" not in shown
    event = AuditEvent.objects.get(kind="search")
    assert (event.subject, event.details) == ("number", {"rows": 0})


@pytest.mark.parametrize(
    ("role", "place", "found"),
    [
        ("desa", BINUANG, True),
        ("desa", TATAKAN, False),
        ("kecamatan", BINUANG_DISTRICT, True),
        ("kecamatan", "63.05.02", False),
        ("administrator", "", True),
    ],
)
def test_officers_of_a_place_find_their_own_people_only(
    office: Workspace, signed_in: Callable[..., Client], role: str, place: str, found: bool
) -> None:
    client = signed_in(role, place)
    for typed in (NIK, KK, NAME):
        assert bool(search(client, typed, place).context["finds"]) == found


def test_another_place_cannot_be_chosen_by_who_has_one(
    office: Workspace, signed_in: Callable[..., Client]
) -> None:
    page = search(signed_in("desa", TATAKAN), NAME, BINUANG)
    assert "finds" not in page.context


def test_the_head_of_the_office_does_not_search_for_people(
    office: Workspace, signed_in: Callable[..., Client]
) -> None:
    assert search(signed_in("pimpinan"), NIK).status_code == 403


@pytest.mark.parametrize(("typed", "kind"), [(NIK, "number"), (NAME, "name")])
def test_a_search_is_audited_by_kind_and_count_never_by_what_was_typed(
    operator: Client, typed: str, kind: str
) -> None:
    search(operator, typed)
    event = AuditEvent.objects.get(kind="search")
    assert (event.subject, event.details) == (kind, {"rows": 1})
    assert not [value for value in personal_values() if value in str(event.__dict__)]


def test_nothing_that_is_searched_for_stands_in_an_address(operator: Client) -> None:
    page = body(search(operator, NIK))
    assert 'method="get"' not in page
    assert "/cari/keluarga/h" in page
    got = operator.get("/cari/", {"dicari": NIK, "tempat": ""})
    assert "finds" not in got.context and NIK not in body(got)


def test_numbers_of_finds_are_masked(operator: Client) -> None:
    numbers = {value for value in personal_values() if value.isdigit()} - {NIK}
    assert not [number for number in numbers if number in body(search(operator, NIK))]


def family_of(client: Client, typed: str) -> str:
    found: str = search(client, typed).context["finds"][0].family["household_id"]
    return found


def test_a_registered_family_is_shown_with_its_registry_and_since_when(operator: Client) -> None:
    page = body(operator.get(f"/cari/keluarga/{family_of(operator, REGISTERED[1])}/"))
    assert "Sudah tercatat di DTKS (data bulan 10-2026) (sejak Oktober 2026)" in page
    assert "DTKS: 1 baris" in page and "Usulan desa/kelurahan: 1 baris" in page


def test_for_a_poor_family_that_is_missing_the_page_says_what_comes_next(operator: Client) -> None:
    page = body(operator.get(f"/cari/keluarga/{family_of(operator, NIK)}/"))
    assert "Belum terdaftar; sudah diusulkan" in page
    assert "Tunggu kunjungan petugas" in page


def test_for_a_family_too_little_known_the_page_says_what_is_lacking(operator: Client) -> None:
    page = body(operator.get(f"/cari/keluarga/{family_of(operator, FAMILIES[1][1])}/"))
    assert "keterangannya belum lengkap" in page and "pengeluaran makan" in page


def test_a_family_that_nobody_proposed_is_sent_to_its_village(operator: Client) -> None:
    page = body(operator.get(f"/cari/keluarga/{family_of(operator, NEIGHBOURS[0][1])}/"))
    assert "Belum terdaftar dan belum diusulkan" in page
    assert "musyawarah desa/kelurahan" in page


def test_opening_the_numbers_of_a_family_is_audited(operator: Client) -> None:
    household = family_of(operator, NIK)
    assert KK not in body(operator.get(f"/cari/keluarga/{household}/"))
    assert KK in body(operator.post(f"/cari/keluarga/{household}/", {"buka": "1"}))
    assert AuditEvent.objects.get(kind="reveal").subject == household


def test_the_residents_page_shows_nobody_else_and_is_audited(operator: Client) -> None:
    person = search(operator, NIK).context["finds"][0].person["person_id"]
    page = body(operator.get(f"/cari/surat/{person}/"))
    others = [value for value in personal_values() if value != NAME]
    assert NAME in page and not [value for value in others if value in page]
    assert "Belum terdaftar; sudah diusulkan" in page
    assert AuditEvent.objects.get(kind="export").subject == person


def test_a_number_is_a_number_however_it_is_spaced_and_a_name_is_folded() -> None:
    assert understood(" 6305-0112.0380 0001 ", "").text == "6305011203800001"
    assert understood("H. Moh. Yusuf", BINUANG).text == "MUAMAT IUSUP"
    with pytest.raises(NotSearchable):
        understood("12345", "")
