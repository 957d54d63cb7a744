"""A village officer sends a list, and an operator mends a column, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from pipelines.office.workspace import Workspace
from tests.browser.served_office import PHONE, Office, fits, served_office
from tests.support.small_inbox import CRITERIA, USULAN
from tests.support.small_office import BINUANG

pytestmark = pytest.mark.browser
ROW = (
    "6305010101100031;6305011203850031;NORHAYATI;P;12-03-1985;KEPALA KELUARGA;JL INTAN;1;1;BINUANG;"
)
POOR = "BINUANG;ada;ya;ya;ya;tidak"


@pytest.fixture(scope="module")
def office(staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served_office(staffed_office, tmp_path_factory.mktemp("desa")) as served:
        yield served


def send(page: Page, header: str) -> None:
    """Upload a list of one invented family from its village's page."""
    page.get_by_role("link", name="Unggah daftar atau balasan").click()
    content = f"{header}\n{ROW}{POOR}\n".encode()
    page.get_by_label("Berkas", exact=True).set_input_files(
        {"name": "usulan baru.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Unggah dan periksa").click()
    expect(page.get_by_role("heading", name="Laporan pemeriksaan")).to_be_visible()


def inbox_names(office: Office) -> set[str]:
    return {path.name for path in office.workspace.inbox.rglob("*.csv")}


def test_a_village_officer_looks_at_the_report_and_brings_the_list_in(office: Office) -> None:
    with office.signed_in("desa", PHONE) as page:
        page.get_by_role("link", name="Desa", exact=True).click()
        page.get_by_role("link", name="Binuang").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Daftar verifikasi").click()
        assert download.value.suggested_filename.startswith(BINUANG)

        send(page, USULAN + CRITERIA)
        expect(page.get_by_text("1 dibaca: 1 diterima")).to_be_visible()
        assert fits(page) and "NORHAYATI" not in page.content()
        assert "Binuang - usulan baru.csv" not in inbox_names(office)
        page.get_by_role("button", name="Masukkan ke inbox").click()
        expect(page.get_by_text("sudah masuk inbox")).to_be_visible()
        assert "Binuang - usulan baru.csv" in inbox_names(office)

        page.get_by_role("link", name="Catat kontak").click()
        page.get_by_label("Nama").fill("Bu Rusmini")
        page.get_by_label("Nomor telepon").fill("0812-5550-1234")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("0812-5550-1234")).to_be_visible()


def test_an_operator_names_a_column_that_nobody_understood(office: Office) -> None:
    with office.signed_in("operator") as page:
        page.goto(f"{office.address}/desa/{BINUANG}/")
        send(page, (USULAN + CRITERIA).replace("alamat", "kode rumah"))
        unknown = page.get_by_role("row", name="kode rumah")
        expect(unknown).to_contain_text("tidak dikenal")
        page.get_by_label("Kolom 7: kode rumah").select_option(label="Alamat")
        page.get_by_label("Alasan").fill("dijelaskan pengirim lewat telepon")
        page.get_by_role("button", name="Tetapkan dan periksa lagi").click()
        expect(page.get_by_text("1 kolom ditetapkan")).to_be_visible()
        expect(page.get_by_role("row", name="kode rumah")).to_contain_text("Alamat")
        assert fits(page)
        page.get_by_role("button", name="Batalkan").click()
        expect(page.get_by_text("tidak ada yang masuk inbox")).to_be_visible()
