"""Lists with a family on each row, or with officials next to the person: nobody is mixed up."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
import pytest

from tests.spec.awkward_pages import EVERYBODY, FAMILIES, Page, Somebody, cells, check, titled, xlsx

PLACE = ("Alamat", "RT", "RW")


def beside(family: list[Somebody], places: int = 3) -> list[object]:
    """Name and NIK of each member after the head, in columns."""
    row: list[object] = [part for member in family[1:] for part in (member.name, member.nik)]
    return row + [None] * (2 * places - len(row))


def warned(core: dict[str, pl.DataFrame]) -> list[int]:
    """Rows whose village learns that members are listed next to the head."""
    rows = core["record"].select("row", "problems").rows()
    return sorted(row for row, found in rows if "members_beside" in {p["code"] for p in found})


def families_page(*headers: Sequence[str | None]) -> tuple[Page, list[int]]:
    """A page with a family a row below `headers`, and the rows with members next to the head."""
    page = titled()
    for header in headers:
        page.above(*header)
    with_members = []
    for n, family in enumerate(FAMILIES, start=1):
        head = family[0]
        if len(family) > 1:
            with_members.append(page.next)
        row = [n, head.name, head.nik, head.kk, *beside(family), *cells(head, "alamat rt rw")]
        page.data(row, head, head.kk, sex=None, birth_date=None)
    return page, with_members


@pytest.mark.parametrize("name", ["Nama KRT", "Nama Kepala Keluarga", "Kepala Rumah Tangga"])
@pytest.mark.parametrize("nik", ["NIK", "NIK KRT", "NIK Kepala Keluarga"])
def test_a_list_of_heads_names_the_heads(name: str, nik: str) -> None:
    page = titled().above("No", name, nik, "No. KK", *PLACE)
    for n, family in enumerate(FAMILIES, start=1):
        head = family[0]
        row = [n, *cells(head, "nama nik kk alamat rt rw")]
        page.data(row, head, head.kk, sex=None, birth_date=None)
    assert warned(check(xlsx({"Data": page}), page)) == []


@pytest.mark.parametrize(
    "head", [("Nama", "NIK"), ("Nama Kepala Keluarga", "NIK"), ("Nama KRT", "NIK KRT")]
)
@pytest.mark.parametrize(
    "members",
    [("Istri", "Anak 1", "Anak 2"), ("Pasangan", "Anak Ke-1", "Anak Ke-2")],
)
def test_members_in_columns_never_lend_the_head_a_name_or_number(
    head: tuple[str, str], members: tuple[str, ...]
) -> None:
    columns = [f"{what} {whom}" for whom in members for what in ("Nama", "NIK")]
    page, with_members = families_page(["No", *head, "No. KK", *columns, *PLACE])
    assert warned(check(xlsx({"Data": page}), page)) == with_members


def test_the_members_titles_may_stand_above_name_and_number() -> None:
    above = ["No", "KEPALA KELUARGA", None, "No. KK"]
    above += [part for whom in ("ISTRI", "ANAK 1", "ANAK 2") for part in (whom, None)]
    below = [None, "NAMA", "NIK", None, *["NAMA", "NIK"] * 3, *[None] * 3]
    page, with_members = families_page([*above, *PLACE], below)
    assert warned(check(xlsx({"Data": page}), page)) == with_members


@pytest.mark.parametrize("first", [0, 1])
def test_of_husband_and_wife_in_columns_one_is_read_whole(first: int) -> None:
    couples = [family[:2] for family in FAMILIES if len(family) > 1]
    titles = ("Suami", "Istri")[first:] + ("Suami", "Istri")[:first]
    columns = [f"{what} {whom}" for whom in titles for what in ("Nama", "NIK", "Tgl Lahir")]
    page = titled().above("No", "No. KK", *columns, *PLACE)
    for n, couple in enumerate(couples, start=1):
        one, other = couple[first:] + couple[:first]
        row = [n, one.kk, *cells(one, "nama nik tgl"), *cells(other, "nama nik tgl")]
        page.data([*row, *cells(one, "alamat rt rw")], one, one.kk, sex=None)
    assert len(warned(check(xlsx({"Data": page}), page))) == len(couples)


def test_a_list_of_children_with_their_mothers_names_the_children() -> None:
    children = [(family[1], child) for family in FAMILIES for child in family[2:]]
    page = titled().above(
        "No", "Nama Anak", "NIK Anak", "Tgl Lahir Anak", "Nama Orang Tua", "NIK Orang Tua", "No KK"
    )
    for n, (mother, child) in enumerate(children, start=1):
        row = [n, *cells(child, "nama nik tgl"), *cells(mother, "nama nik kk")]
        page.data(row, child, child.kk, sex=None)
    assert warned(check(xlsx({"Data": page}), page)) == []


def test_the_number_of_an_official_in_the_row_is_nobody_elses() -> None:
    page = titled().above("No", "Nama", "Tgl Lahir", "Nama Petugas", "NIK Petugas", *PLACE)
    for n, person in enumerate(EVERYBODY, start=1):
        row = [n, *cells(person, "nama tgl"), "SALMAN", f"63050212058600{n:02}"]
        page.data([*row, *cells(person, "alamat rt rw")], person, nik=None, sex=None)
    assert warned(check(xlsx({"Data": page}), page)) == []


def test_the_heads_name_next_to_every_member_names_no_member() -> None:
    """The members' own names stand under a title of no known spelling."""
    page = titled().above("No", "No KK", "Nama Kepala Keluarga", "NIK", "Si Anu", "Tgl Lahir")
    for n, person in enumerate(EVERYBODY, start=1):
        head = next(family[0] for family in FAMILIES if person in family)
        row = [n, person.kk, head.name, *cells(person, "nik nama tgl")]
        page.data(row, person, person.kk, sex=None)
    check(xlsx({"Data": page}), page)
