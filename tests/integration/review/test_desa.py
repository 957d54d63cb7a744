"""The village pages: figures, downloads, contact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client

from pipelines.domain.regions import load_regions
from pipelines.office.workspace import Workspace
from review.audit.models import AuditEvent
from review.villages.models import Contact
from review.villages.punctuality import MonthOfVillage
from tests.support.small_inbox import PERIOD
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, TAPIN_SELATAN

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
REGIONS = load_regions("63.05")
PERSON = "6305010101100031;6305011203850031;NORHAYATI;P;12-03-1985;KEPALA KELUARGA;JL INTAN;1;1"
NEXT = "2026-11"


def test_villages_are_found_by_words_of_their_name_and_by_district(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    page = client.get("/desa/?kata=tatak").content.decode()
    assert "Tatakan" in page and "Suato Tatakan" in page and "Tungkap" not in page
    page = client.get(f"/desa/?kecamatan={BINUANG_DISTRICT}").content.decode()
    assert "Tungkap" in page and "Suato Tatakan" not in page


@pytest.mark.parametrize(
    ("role", "place", "count"), [("kecamatan", TAPIN_SELATAN, 11), ("desa", BINUANG, 1)]
)
def test_who_has_a_place_sees_its_villages_only(
    office: Workspace, signed_in: SignIn, role: str, place: str, count: int
) -> None:
    rows = signed_in(role, place).get("/desa/").context["rows"]
    assert len(rows) == count
    assert all(row["village_code"].startswith(place) for row in rows)


def test_the_head_of_the_office_sees_figures_and_no_village_page(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("pimpinan")
    assert f"/desa/{BINUANG}/" not in client.get("/desa/").content.decode()
    assert client.get(f"/desa/{BINUANG}/").status_code == 403


def test_a_villages_page_shows_its_list_and_its_findings(
    office: Workspace, signed_in: SignIn
) -> None:
    context = signed_in("desa", BINUANG).get(f"/desa/{BINUANG}/").context
    (file,) = context["files"]
    assert (file["name"], file["rows_read"], file["accepted"]) == ("Usulan Binuang.csv", 3, 3)
    assert [row["flags"] for row in context["findings"] if row["kind"] == "missing_from_dtks"] == [
        2
    ]
    assert [month.words for month in context["months"]] == ["tanggal daftar tidak tertulis"]


@pytest.mark.parametrize(
    ("punctuality", "day", "words"),
    [
        ("on_time", 14, "3 hari lebih awal"),
        ("on_time", 17, "pada hari terakhir"),
        ("late", 19, "2 hari terlambat"),
        ("no_date", None, "tanggal daftar tidak tertulis"),
        ("earlier_month", None, "daftar bertanggal sebelum bulan ini"),
        ("nothing_sent", None, "tidak mengirim"),
    ],
)
def test_days_early_or_late_are_counted_against_the_window(
    punctuality: str, day: int | None, words: str
) -> None:
    figures = {
        "punctuality": punctuality,
        "submitted_on": date(2026, 10, day) if day else None,
        "window_closes": date(2026, 10, 17),
    }
    assert MonthOfVillage(PERIOD, figures).words == words


@pytest.mark.parametrize(
    ("punctuality", "words", "colour"),
    [
        ("on_time", "Sudah", "baik"),
        ("no_date", "Sudah", "baik"),
        ("late", "Terlambat", "awas"),
        ("earlier_month", "Bertanggal sebelum bulan ini", "awas"),
        ("nothing_sent", "Belum mengirim", "buruk"),
    ],
)
def test_beranda_and_the_list_of_villages_say_it_in_the_same_words(
    punctuality: str, words: str, colour: str
) -> None:
    row = {"punctuality": punctuality, "submitted_on": date(2026, 10, 19)}
    said = render_to_string("villages/_kiriman.html", {"row": row})
    assert said.strip() == f'<span class="label {colour}">{words}</span> 19 Oktober 2026'


# Downloads


@pytest.mark.parametrize("paper", ["daftar", "surat", "perbaikan", "templat"])
def test_published_files_are_downloaded_and_audited(
    office: Workspace, signed_in: SignIn, paper: str
) -> None:
    answer = signed_in("desa", BINUANG).get(f"/desa/{BINUANG}/{paper}/")
    assert answer.status_code == 200
    assert "Binuang" in answer.headers["Content-Disposition"]
    assert answer.getvalue()
    assert AuditEvent.objects.filter(kind="export", subject=BINUANG, by="desa").count() == 1


def test_a_village_without_findings_has_no_list_to_download(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    assert client.get("/desa/63.05.01.2003/daftar/").status_code == 404
    assert "Daftar verifikasi" not in client.get("/desa/63.05.01.2003/").content.decode()


# Contact


def test_a_contact_is_written_down_and_audited_without_its_number(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("desa", BINUANG)
    form = {"name": "Bu Rusmini", "phone": "0812-5550-1234"}
    page = client.post(f"/desa/{BINUANG}/kontak/", form, follow=True).content.decode()
    assert "0812-5550-1234" in page
    assert Contact.objects.get().changed_by == "desa"
    event = AuditEvent.objects.get(kind="contact")
    assert event.subject == BINUANG and "0812" not in str(event.details)


def test_a_telephone_number_is_checked(office: Workspace, signed_in: SignIn) -> None:
    form = {"name": "Bu Rusmini", "phone": "lewat WA"}
    page = signed_in("operator").post(f"/desa/{BINUANG}/kontak/", form)
    assert "Tulis nomor telepon" in page.content.decode()
    assert not Contact.objects.exists()
