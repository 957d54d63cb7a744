"""An administrator gives people their passwords in a real browser, with an impatient finger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from pipelines.office.workspace import Workspace
from tests.browser.served_office import Office, served_office
from tests.support.serving import add_user

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with served_office(staffed_office, tmp_path_factory.mktemp("pengguna")) as served:
        add_user(served.workspace.root, "administrator")
        yield served


@contextmanager
def signed_in_with(office: Office, name: str, password: str) -> Iterator[Page]:
    with office.visiting() as page:
        page.goto(f"{office.address}/masuk/")
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(password)
        page.locator("main button").click()
        yield page


def test_a_password_given_by_a_double_click_opens_the_door(office: Office) -> None:
    with office.signed_in("administrator") as page:
        page.goto(f"{office.address}/pengguna/tambah/")
        page.get_by_label("Nama pengguna").fill("siti")
        page.get_by_label("Nama lengkap").fill("Siti Aminah")
        page.get_by_label("Peran").select_option("operator")
        page.get_by_role("button", name="Simpan").dblclick()
        first = page.locator(".sandi-baru").inner_text()
        with signed_in_with(office, "siti", first) as other:
            expect(other).to_have_url(f"{office.address}/sandi/")
        page.get_by_role("link", name="Kembali ke daftar pengguna").click()
        page.get_by_role("button", name="Sandi baru untuk Siti Aminah").dblclick()
        second = page.locator(".sandi-baru").inner_text()
        assert second != first
        with signed_in_with(office, "siti", second) as other:
            expect(other).to_have_url(f"{office.address}/sandi/")
        page.goto(f"{office.address}/pengguna/")
        page.get_by_role("button", name="Nonaktifkan Siti Aminah").dblclick()
        expect(page.get_by_role("button", name="Aktifkan Siti Aminah")).to_be_visible()
