"""Officers decide on pairs in a real browser: one by one, against themselves, and blindly."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import Workspace
from tests.browser.served_office import OFFICE, PHONE, Office, fits, served_office
from tests.support.pair_office import PairOffice, with_pairs
from tests.support.small_inbox import PERIOD

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def office(
    staffed_office: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Office, PairOffice]]:
    """A served office whose month is then published again, with pairs in it."""
    folder = tmp_path_factory.mktemp("pasangan")
    with served_office(staffed_office, folder) as served:
        pairs = with_pairs(served.workspace, folder / "pasangan")
        os.replace(pairs.workspace.database(PERIOD), served.workspace.database(PERIOD))
        yield served, pairs


def decide(page: Page, verdict: str, reason: str, button: str = "Simpan keputusan") -> None:
    page.get_by_label(verdict).check()
    page.get_by_label("Alasan").fill(reason)
    page.get_by_role("button", name=button).click()


def words(office: Office) -> list[tuple[str, str, str]]:
    columns = read_decisions(office.workspace).select("kind", "verdict", "by")
    return [tuple(row) for row in columns.rows()]


def test_candidates_are_decided_one_after_the_other(office: tuple[Office, PairOffice]) -> None:
    served, pairs = office
    with served.signed_in("operator") as page:
        page.get_by_role("link", name="2 pasangan menunggu keputusan").click()
        page.get_by_role("link", name="FIRDAUS").click()
        expect(page.get_by_text("calon 1 dari 2")).to_be_visible()
        page.get_by_role("link", name="Berikutnya").click()
        expect(page.get_by_text("calon 2 dari 2")).to_be_visible()
        page.get_by_role("link", name="Sebelumnya").click()
        decide(page, "Orang yang sama", "NIK di KTP/KK sudah dicek")
        expect(page.get_by_text("Dicatat: orang yang sama.")).to_be_visible()
        decide(page, "Orang yang sama", "salah tulis yang lazim")
        expect(page.get_by_text("Tidak ada pasangan yang menunggu")).to_be_visible()
        # A=B and A=C were said; now B≠C is asked about before it is written.
        page.goto(f"{served.address}/pasangan/banding/{pairs.rows[1]}/?dengan={pairs.rows[2]}")
        decide(page, "Orang berbeda", "alamatnya lain")
        expect(page.get_by_role("heading", name="bertentangan")).to_be_visible()
        assert len(words(served)) == 2
        page.get_by_role("button", name="Tarik yang dipilih").click()
        expect(page.get_by_role("alert")).to_contain_text("Pilih sedikitnya satu")
        page.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="Tarik yang dipilih").click()
        expect(page.get_by_text("Dicatat: orang berbeda.")).to_be_visible()
        page.get_by_role("link", name="Semua keputusan").click()
        expect(page.get_by_role("row")).to_have_count(5)
    assert [verdict for _, verdict, _ in words(served)] == ["same", "same", "unsure", "different"]


def test_two_people_judge_a_drawn_pair_blindly(office: tuple[Office, PairOffice]) -> None:
    served, _ = office
    for name in ("operator", "verifikator"):
        with served.signed_in(name) as page:
            page.get_by_role("link", name="1 pasangan sampel menunggu pendapat Anda").click()
            expect(page.get_by_text("Pendapat program dan rekan tidak ditunjukkan")).to_be_visible()
            expect(page.get_by_text("peluang")).to_have_count(0)
            decide(page, "Orang berbeda", "nama dan NIK lain", "Simpan pendapat")
            expect(page.get_by_text("Pendapat Anda tersimpan.")).to_be_visible()
            row = page.get_by_role("row").filter(has_text=name)
            expect(row).to_contain_text("100,0" if name == "verifikator" else "–")
    assert words(served)[-3:] == [
        ("pair_opinion", "different", "operator"),
        ("pair_opinion", "different", "verifikator"),
        ("pair", "different", "verifikator"),
    ]


def test_a_pair_is_decided_with_the_keyboard_alone(office: tuple[Office, PairOffice]) -> None:
    served, pairs = office
    with served.signed_in("verifikator") as page:
        page.goto(f"{served.address}/pasangan/banding/{pairs.rows[0]}/?dengan={pairs.rows[4]}")
        page.get_by_label("Orang yang sama").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("dicek lewat telepon")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Dicatat: orang berbeda.")).to_be_visible()


def test_a_family_on_which_a_colleague_decided_meanwhile_is_asked_once_more(
    office: tuple[Office, PairOffice],
) -> None:
    served, pairs = office
    family = "{}/pasangan/keluarga/{}/?dengan={}".format(served.address, *pairs.homes[:2])
    with served.signed_in("operator") as mine, served.signed_in("verifikator") as other:
        for page in (mine, other):
            page.goto(family)
        decide(other, "Orang berbeda", "mereka bersaudara")
        expect(other.get_by_text("1 keputusan dicatat.")).to_be_visible()
        before = words(served)
        decide(mine, "Orang yang sama", "NIK di KTP/KK sudah dicek")
        warning = mine.get_by_role("alert")
        expect(warning).to_contain_text("Belum ada yang disimpan")
        expect(warning).to_contain_text("verifikator memutuskan “orang berbeda” — mereka")
        assert words(served) == before
        expect(mine.get_by_label("Orang yang sama")).to_be_checked()
        expect(mine.get_by_label("Alasan")).to_have_value("NIK di KTP/KK sudah dicek")
        mine.get_by_label("Alasan").press("Enter")
        expect(mine.get_by_text("1 keputusan dicatat.")).to_be_visible()
    assert words(served)[len(before) :] == [("pair", "same", "operator")]


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_pages_fit_and_complain_of_nothing(
    office: tuple[Office, PairOffice], size: tuple[int, int]
) -> None:
    served, pairs = office
    with served.signed_in("operator", size) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        pair = f"banding/{pairs.rows[0]}/?dengan={pairs.rows[1]}"
        family = "keluarga/{}/?dengan={}".format(*pairs.homes[:2])
        for address in ("", pair, family, "diputus/", "kesepakatan/", "sampel/"):
            page.goto(f"{served.address}/pasangan/{address}")
            assert fits(page), address
        assert complaints == []
