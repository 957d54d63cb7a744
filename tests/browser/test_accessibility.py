"""Every page for people who see badly, use no mouse, or hold a small telephone.

`accessibility.js` finds what is wrong with a page as it is drawn; the walk with the Tab key finds
whether the order is the page's and whether one sees where one is.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from pipelines.office.workspace import Workspace
from tests.browser.served_office import Office, fits, led_on, served_office
from tests.support.pair_office import PairOffice, with_pairs
from tests.support.samples import object_samples
from tests.support.serving import add_user, padan
from tests.support.small_inbox import HEADS, PERIOD
from tests.support.small_office import BINUANG

pytestmark = pytest.mark.browser
CHECKS = Path(__file__).with_name("accessibility.js").read_text(encoding="utf-8")
NARROW = {"width": 360, "height": 740}
EARLIER = "2026-09"
MOST_TABS = 150


class Rooms:
    """An office in which every page has something to show, and a browser for each role."""

    def __init__(self, office: Office, pairs: PairOffice, stack: ExitStack) -> None:
        self._office, self._stack = office, stack
        self._pages: dict[str, Page] = {}
        self.places: dict[str, str] = object_samples(office.workspace) | {
            "one": pairs.people[0], "row": pairs.rows[0], "other_row": pairs.rows[1],
            "home": pairs.homes[0], "other_home": pairs.homes[1],
        }  # fmt: skip

    def page(self, role: str) -> Page:
        """The page of a role, signed in once; of nobody when `role` is empty."""
        if role not in self._pages:
            signed_in = self._office.signed_in(role) if role else self._office.visiting()
            self._pages[role] = self._stack.enter_context(signed_in)
        return self._pages[role]

    def visit(self, role: str, path: str) -> Page:
        """The page of a role at a path, in which samples stand as `{name}`."""
        page = self.page(role)
        page.goto(self._office.address + path.format(**self.places))
        return page


@pytest.fixture(scope="module")
def rooms(staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    folder = tmp_path_factory.mktemp("akses")
    with served_office(staffed_office, folder) as served, ExitStack() as stack:
        place = served.workspace
        for name in ("administrator", "pimpinan"):
            add_user(place.root, name)
        assert padan("run", str(place.root), "--period", PERIOD, "--hold").returncode == 0
        pairs = with_pairs(place, folder / "pasangan")
        shutil.copy(place.database(PERIOD), place.database(EARLIER))
        shutil.copytree(place.out(PERIOD), place.out(EARLIER))
        rooms = Rooms(served, pairs, stack)
        pairs.workspace.database(PERIOD).replace(place.database(PERIOD))
        yield rooms


PAGES = {
    "masuk": ("", "/masuk/"),
    "beranda": ("operator", "/"),
    "beranda pimpinan": ("pimpinan", "/"),
    "temuan": ("operator", "/temuan/?jenis=missing_from_dtks"),
    "tanpa hasil": ("operator", "/temuan/?keadaan=resolved"),
    "mendesak": ("operator", "/temuan/mendesak/"),
    "temuan rinci": ("operator", "/temuan/{flag_id}/"),
    "temuan rinci desa": ("desa", "/temuan/{flag_id}/"),
    "riwayat": ("operator", "/temuan/{flag_id}/riwayat/"),
    "pasangan": ("operator", "/pasangan/"),
    "calon": ("operator", "/pasangan/orang/{one}/"),
    "banding": ("operator", "/pasangan/banding/{row}/?dengan={other_row}"),
    "banding keluarga": ("operator", "/pasangan/keluarga/{home}/?dengan={other_home}"),
    "keputusan pasangan": ("operator", "/pasangan/diputus/"),
    "kesepakatan": ("operator", "/pasangan/kesepakatan/"),
    "sampel": ("operator", "/pasangan/sampel/"),
    "cari": ("operator", "/cari/"),
    "keluarga": ("operator", "/cari/keluarga/{household_id}/"),
    "surat": ("operator", "/cari/surat/{person_id}/"),
    "desa": ("operator", "/desa/"),
    "satu desa": ("operator", "/desa/{village_code}/"),
    "unggah": ("desa", "/desa/{village_code}/unggah/"),
    "kontak": ("operator", "/desa/{village_code}/kontak/"),
    "dasbor": ("operator", "/dasbor/"),
    "jalankan": ("operator", "/jalankan/"),
    "banding bulan": ("operator", "/jalankan/{period}/banding/"),
    "tarik": ("operator", "/jalankan/{period}/tarik/"),
    "kata sandi": ("operator", "/sandi/"),
    "pengguna": ("administrator", "/pengguna/"),
    "tambah pengguna": ("administrator", "/pengguna/tambah/"),
    "ubah pengguna": ("administrator", "/pengguna/1/"),
    "jejak": ("administrator", "/jejak/"),
    "tidak ada": ("operator", "/tidak-ada/"),
    "ditolak": ("desa", "/pengguna/"),
}


def wrong_password(page: Page) -> None:
    page.locator("[name=username]").fill("siapa")
    page.locator("[name=password]").fill("keliru")
    with led_on(page):
        page.locator("main button").click()


def decision_without_reason(page: Page) -> None:
    """The server's own complaint: the browser is told not to hold the form back."""
    form = page.locator("form", has=page.locator("[name=bukti]")).first
    form.evaluate("form => { form.noValidate = true; }")
    with led_on(page):
        form.locator("button").first.click()


def search(page: Page) -> None:
    page.get_by_label("NIK, No. KK, atau nama").fill(HEADS[1][1])
    with led_on(page):
        page.keyboard.press("Enter")
    page.get_by_role("link", name=HEADS[1][2]).wait_for()


def upload(page: Page) -> None:
    """A list with a column that is not understood."""
    content = b"nik;nama;tanggal_lahir;entah\n6305011203800001;HAMDAN;12-03-1980;x\n"
    page.get_by_label("Berkas", exact=True).set_input_files(
        {"name": "daftar.csv", "mimeType": "text/csv", "buffer": content}
    )
    with led_on(page):
        page.locator("main form button").first.click()


ACTS: dict[str, tuple[str, str, Callable[[Page], None]]] = {
    "kata sandi keliru": ("", "/masuk/", wrong_password),
    "keputusan tanpa alasan": ("operator", "/temuan/{flag_id}/", decision_without_reason),
    "hasil pencarian": ("operator", "/cari/", search),
    "laporan unggahan": ("operator", f"/desa/{BINUANG}/unggah/", upload),
}


def open_page(rooms: Rooms, name: str) -> Page:
    if name in PAGES:
        return rooms.visit(*PAGES[name])
    role, path, act = ACTS[name]
    page = rooms.visit(role, path)
    act(page)
    return page


@pytest.mark.parametrize("name", [*PAGES, *ACTS])
def test_a_page_is_named_ordered_legible_and_fits_a_small_telephone(
    rooms: Rooms, name: str
) -> None:
    page = open_page(rooms, name)
    faults = page.evaluate(CHECKS) + walk_with_the_tab_key(page)
    usual = page.viewport_size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    faults += page.evaluate(CHECKS)
    if not fits(page):
        faults.append("scrolls sideways at 360 pixels")
    page.set_viewport_size(usual)  # type: ignore[arg-type]
    assert faults == []


def walk_with_the_tab_key(page: Page) -> list[str]:
    """Press Tab from the top to the end; what was wrong on the way."""
    page.evaluate("() => { document.activeElement.blur(); window.last = null; scrollTo(0, 0); }")
    faults: list[str] = []
    seen = 0
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at: dict[str, Any] | None = page.evaluate("() => window.focused()")
        if at is None or not at["forward"]:
            break  # past the last one, or round to the first
        seen += 1
        if at["frame"]:
            break  # the dashboard walks on by itself
        if at["ring"] < 2 or at["contrast"] < 3:
            faults.append(f"no visible focus: {at['told']} {at['contrast']:.1f}")
    if not seen:
        faults.append("nothing can be reached with the Tab key")
    return faults


def test_the_first_tab_leads_past_the_navigation(rooms: Rooms) -> None:
    page = rooms.visit("operator", "/temuan/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"
