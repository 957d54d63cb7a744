"""What villages answered is seen where officers decide: Beranda, the queue, the finding."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date

import duckdb
import pytest
from django.test import Client
from openpyxl import load_workbook

from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.audit.models import AuditEvent
from review.findings.answers import ANSWERS, in_words
from review.ledger.store import Ledger
from review.published.gateway import Gateway
from review.published.reader import Reader
from review.published.scope import Scope
from schemas.codebooks import REPLY_RESULTS
from tests.support.small_inbox import PERIOD
from tests.support.small_office import BINUANG, TATAKAN

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
NOTED = "6305.0152.0380.0004"
NOTE = f"rumahnya sudah roboh, anaknya {NOTED}"
FOUND = ["6305017112990009", "63050199"]


@pytest.fixture(scope="module")
def answered(office: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The month with two answers about one finding of Binuang, and a note on one of Tatakan."""
    place = Workspace(tmp_path_factory.mktemp("jawaban"))
    place.published.mkdir()
    shutil.copy(office.database(PERIOD), place.database(PERIOD))
    with closing(duckdb.connect(str(place.database(PERIOD)))) as con:
        for village, said in (
            (BINUANG, [("layak", [], None, 12), ("tidak_layak", FOUND, NOTE, 21)]),
            (TATAKAN, [(None, None, "pagar dikunci", 20)]),
        ):
            (flag,) = con.execute(
                "SELECT min(flag_id) FROM out.flag WHERE village_code = ?", [village]
            ).fetchall()[0]
            for row, (hasil, niks, note, day) in enumerate(said, start=6):
                con.execute(
                    "INSERT INTO out.village_answer VALUES (?, ?, ?, ?, 'Rusmini', ?, ?, '', ?, ?)",
                    [flag, hasil, niks, note, date(2026, 10, day),
                     f"{PERIOD}/verifikasi/balasan {village}.xlsx", row, PERIOD],
                )  # fmt: skip
    return place


@pytest.fixture(autouse=True)
def gateway(answered: Workspace, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    from django.conf import settings

    gateway = Gateway(answered, settings.OFFICE.engine)
    for module in ("published.reader", "findings.queue_views", "findings.finding_views"):
        monkeypatch.setattr(f"review.{module}.gateway", lambda: gateway)
    return gateway


def shown(client: Client, filters: str) -> list[str]:
    html = client.get(f"/temuan/?{filters}").content.decode()
    return re.findall(r'<a href="/temuan/(f\w{16})/', html)


def test_the_queue_counts_answers_and_finds_findings_by_them(signed_in: SignIn) -> None:
    client = signed_in("operator")
    html = client.get("/temuan/").content.decode()
    assert '<a href="?jawaban=tidak_layak">tidak layak 1</a>' in html  # the newest answer counts
    assert '<a href="?jawaban=note">catatan saja 1</a>' in html
    assert "jawaban=layak" not in html
    (no,) = shown(client, "jawaban=tidak_layak")
    (note,) = shown(client, "jawaban=note")
    assert shown(client, "jawaban=layak") == []
    assert set(shown(client, "jawaban=any")) == {no, note}
    assert {no, note}.isdisjoint(shown(client, "jawaban=none"))


def test_the_finding_shows_every_answer_with_file_and_row_the_newest_first(
    signed_in: SignIn,
) -> None:
    client = signed_in("verifikator")
    (flag,) = shown(client, "jawaban=tidak_layak")
    html = client.get(f"/temuan/{flag}/").content.decode()
    told = html[html.index('id="jawaban"') : html.index('id="flag"')]
    assert told.index("Tidak Layak") < told.index(">Layak<")
    assert "“rumahnya sudah roboh, anaknya 6305••••••••0004”" in told
    assert "21 Oktober 2026, Rusmini" in told
    assert f"balasan {BINUANG}.xlsx, baris 7; diterima untuk Oktober 2026" in told


def test_a_nik_the_village_found_is_masked_until_opened_and_can_then_be_searched(
    signed_in: SignIn,
) -> None:
    client = signed_in("operator")
    (flag,) = shown(client, "jawaban=tidak_layak")
    html = client.get(f"/temuan/{flag}/").content.decode()
    assert "6305••••••••0009" in html and "tidak mungkin NIK" in html
    assert "belum ada pada data keluarga ini" in html and "Cari juga nomornya" in html
    assert "rumahnya sudah roboh, anaknya 6305••••••••0004" in html
    assert not any(number in html for number in (*FOUND, NOTED))
    opened = client.post(f"/temuan/{flag}/", {"buka": "1"}).content.decode()
    assert f'<input type="hidden" name="dicari" value="{FOUND[0]}">' in opened
    assert NOTE in opened
    assert AuditEvent.objects.filter(kind="reveal").count() == 1
    assert (
        "Tidak ditemukan"
        in client.post("/cari/", {"dicari": FOUND[0], "tempat": ""}).content.decode()
    )


def test_a_nik_that_the_family_is_known_by_is_called_known(
    gateway: Gateway, signed_in: SignIn
) -> None:
    reader = Reader(gateway.publication(), Scope("", ""))
    rows = [{"nik": FOUND[0]}]
    (newest, _) = in_words(reader, shown(signed_in("operator"), "jawaban=tidak_layak")[0], rows)
    assert [(nik["possible"], nik["known"]) for nik in newest["niks"]] == [
        (True, True),
        (False, False),
    ]


def test_answers_decide_nothing_and_wait_on_beranda_until_somebody_has(signed_in: SignIn) -> None:
    client = signed_in("operator")
    waiting = "temuan sudah dijawab desa, menunggu keputusan"
    assert f"2</strong> {waiting}" in client.get("/").content.decode()
    (flag,) = shown(client, "jawaban=tidak_layak&keputusan=open")
    Ledger().decide(User.objects.get(), "flag", [flag], "disagree", "menurut desa", None)
    assert f"1</strong> {waiting}" in client.get("/").content.decode()
    assert shown(client, "jawaban=any&keputusan=done") == [flag]


def test_a_village_sees_answers_about_its_own_findings_only(signed_in: SignIn) -> None:
    client = signed_in("desa", TATAKAN)
    html = client.get("/temuan/").content.decode()
    assert "catatan saja 1" in html and "tidak layak 1" not in html


def test_the_file_of_the_view_holds_the_answer(signed_in: SignIn) -> None:
    sent = signed_in("operator").post("/temuan/unduh/?jawaban=tidak_layak", {"bentuk": "xlsx"})
    rows = [*load_workbook(io.BytesIO(sent.content)).active.iter_rows(values_only=True)]
    assert [dict(zip(rows[0], row, strict=True))["Jawaban Desa"] for row in rows[1:]] == [
        "Tidak Layak"
    ]


def test_every_result_a_reply_can_have_has_its_words() -> None:
    assert set(REPLY_RESULTS.values()) == set(ANSWERS) - {"note"}
