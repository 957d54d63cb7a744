"""Officers work through findings in a real browser: filter, assign, decide, second, take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import Workspace
from tests.browser.served_office import OFFICE, PHONE, Office, fits, led_on, served_office
from tests.support.small_office import personal_values

pytestmark = pytest.mark.browser
MISSING = "Keluarga miskin belum terdaftar"


@pytest.fixture(scope="module")
def office(staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served_office(staffed_office, tmp_path_factory.mktemp("temuan")) as served:
        yield served


def open_queue(page: Page, kind: str = MISSING) -> None:
    page.get_by_role("link", name="Temuan", exact=True).click()
    page.get_by_label("Jenis").select_option(label=kind)
    page.get_by_role("button", name="Saring", exact=True).click()
    page.wait_for_url("**jenis=**")


def open_first(page: Page) -> None:
    with led_on(page):
        page.get_by_role("row").nth(1).get_by_role("link").click()


def decide(page: Page, card: str, word: str, reason: str, button: str = "Simpan") -> None:
    """Fill in the form below a heading of one finding."""
    form = page.get_by_role("region", name=card, exact=True)
    form.get_by_label(word).check()
    form.get_by_label("Alasan").fill(reason)
    form.get_by_role("button", name=button, exact=True).click()


def words(office: Office, kind: str) -> list[tuple[str, str]]:
    table = read_decisions(office.workspace)
    return [(row["verdict"], row["by"]) for row in table.to_dicts() if row["kind"] == kind]


def test_a_family_is_proposed_by_one_seconded_by_another_and_taken_back(office: Office) -> None:
    with office.signed_in("operator") as page:
        open_queue(page)
        open_first(page)
        finding = page.url
        decide(page, "Usulan ke SIKS-NG", "Usulkan — masukkan", "musdes 15 Oktober setuju")
        expect(page.get_by_text("baru berlaku setelah orang kedua")).to_be_visible()
        proposal = page.get_by_role("region", name="Usulan ke SIKS-NG")
        expect(proposal).to_contain_text("persetujuan kedua harus dari orang lain")
        expect(proposal.get_by_label("Usulkan — masukkan")).to_have_count(0)
    with office.signed_in("verifikator") as page:
        with led_on(page):
            page.get_by_role("link", name="1 persetujuan menunggu Anda").click()
        open_first(page)
        assert page.url.split("?")[0] == finding.split("?")[0]
        expect(page.get_by_text("musdes 15 Oktober setuju")).to_be_visible()
        decide(page, "Usulan ke SIKS-NG", "sebagai orang kedua", "berita acara lengkap")
        expect(page.get_by_text("berlaku mulai proses bulan berikutnya")).to_be_visible()
        assert words(office, "proposal") == [
            ("first_agree", "operator"),
            ("agree", "verifikator"),
        ]
        decide(page, "Usulan ke SIKS-NG", "Tarik —", "keluarga menolak diusulkan")
        history = page.get_by_role("region", name="Riwayat")
        expect(history.get_by_role("listitem").filter(has_text="Usulan:")).to_have_count(3)
    assert words(office, "proposal")[-1] == ("unsure", "verifikator")


def test_the_queue_is_worked_through_with_the_keyboard(office: Office) -> None:
    with office.signed_in("operator") as page:
        open_queue(page)
        page.get_by_role("row").nth(1).get_by_role("link").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("1 dari 4")).to_be_visible()
        page.keyboard.press("n")
        expect(page.get_by_text("2 dari 4")).to_be_visible()
        page.keyboard.press("p")
        expect(page.get_by_text("1 dari 4")).to_be_visible()
        page.get_by_role("region", name="Keputusan").get_by_label(
            "Setuju — temuannya benar"
        ).focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("nama n dan p tidak memindahkan halaman")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("2 dari 4")).to_be_visible()
        expect(page.get_by_text("Persetujuan tercatat")).to_be_visible()
    assert words(office, "flag") == [("agree", "operator")]


def test_findings_are_given_to_the_village_which_adds_a_photo(office: Office) -> None:
    with office.signed_in("operator") as page:
        open_queue(page)
        page.get_by_label("Pilih semua di halaman ini").check()
        page.get_by_label("Tugaskan kepada").select_option(label="desa")
        page.get_by_role("button", name="Tugaskan yang dicentang").click()
        expect(page.get_by_text("2 temuan ditugaskan kepada desa.")).to_be_visible()
        expect(page.get_by_text("di luar wilayah desa")).to_be_visible()
    with office.signed_in("desa", PHONE) as page:
        with led_on(page):
            page.get_by_role("link", name="temuan ditugaskan kepada Anda").click()
        open_first(page)
        expect(page.get_by_text("Keputusan Anda")).to_have_count(0)
        page.get_by_text("Tambah foto atau surat").click()
        page.get_by_label("Keterangan").fill("foto rumah")
        page.get_by_label("Berkas").set_input_files(
            {"name": "rumah.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0 foto"}
        )
        page.get_by_role("button", name="Simpan lampiran").click()
        expect(page.get_by_role("link", name="foto rumah")).to_be_visible()
        assert fits(page)


def test_a_filter_is_kept_and_the_view_taken_along(office: Office, tmp_path: Path) -> None:
    with office.signed_in("operator") as page:
        open_queue(page)
        page.get_by_text("Simpan saringan ini").click()
        page.get_by_label("Nama saringan").fill("Belum terdaftar")
        page.get_by_role("button", name="Simpan", exact=True).click()
        page.get_by_role("link", name="Temuan", exact=True).click()
        page.get_by_role("link", name="Belum terdaftar", exact=True).click()
        expect(page.get_by_text("4 temuan")).to_be_visible()
        with page.expect_download() as download:
            page.get_by_role("button", name="XLSX").click()
        file = tmp_path / "temuan.xlsx"
        download.value.save_as(file)
    rows = [*load_workbook(file).active.iter_rows(min_row=2, values_only=True)]
    assert len(rows) == 4
    assert all("•" in row[4] for row in rows)


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_pages_fit_ask_nobody_else_and_say_no_number_in_their_address(
    office: Office, size: tuple[int, int]
) -> None:
    with office.signed_in("operator", size) as page:
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        open_queue(page)
        assert fits(page)
        open_first(page)
        page.get_by_role("button", name="Buka NIK/KK").click()
        expect(page.get_by_text("NIK/KK terbuka")).to_be_visible()
        assert fits(page)
        with led_on(page):
            page.get_by_role("link", name="Riwayat tiap bulan").click()
        assert fits(page)
    assert complaints == []
    assert all(url.startswith(office.address) for url in asked)
    assert [value for value in personal_values() if value in " ".join(asked)] == []


def test_on_a_phone_what_the_sources_say_stands_below_each_other(office: Office) -> None:
    """Nothing to push sideways, each value with its source, and still a table to a reader aloud."""
    with office.signed_in("operator", PHONE) as page:
        open_queue(page)
        with led_on(page):
            page.get_by_role("link", name=MISSING).first.click()
        box = page.locator("details.banding[open] .gulir").first
        box.scroll_into_view_if_needed()
        assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
        label = "cell => getComputedStyle(cell, '::before').content"
        labels = [cell.evaluate(label) for cell in box.locator("tbody td:visible").all()]
        sources = ("Kesimpulan", "Dukcapil", "Usulan")
        assert labels and all(any(source in one for source in sources) for one in labels)
        reader = page.context.new_cdp_session(page)
        nodes = reader.send("Accessibility.getFullAXTree")["nodes"]
        roles = {node["role"]["value"] for node in nodes if not node["ignored"]}
        assert {"table", "row", "columnheader", "rowheader", "cell"} <= roles


def test_every_field_has_a_label_and_every_button_a_name(office: Office) -> None:
    with office.signed_in("operator") as page:
        open_queue(page)
        open_first(page)
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
                .filter((field) => !field.labels.length && !field.getAttribute("aria-label"))
                .map((field) => field.outerHTML)"""
        )
        assert nameless == []
        assert all(button.inner_text().strip() for button in page.locator("button:visible").all())
