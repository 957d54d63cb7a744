"""Beranda, Dasbor, Pengguna and Jejak, as officers meet them."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from pipelines.office.run_lock import is_running
from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.audit.models import AuditEvent
from review.ledger.store import Ledger
from review.published.reader import gateway
from review.runs.last_run import last_run
from tests.support.small_inbox import PERIOD
from tests.support.small_office import BINUANG, PASSWORD, TATAKAN, personal_values

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def figures(html: str) -> list[str]:
    """The figures on top of Beranda."""
    return re.findall(r"<li[^>]*><strong>([\d.]+)", html.split('aria-label="Ringkasan"')[1])[:5]


# --- Beranda


def test_beranda_shows_the_month_of_the_whole_regency(office: Workspace, signed_in: SignIn) -> None:
    html = page(signed_in("operator"), "/")
    assert figures(html) == ["6", "6", "0", "0", "2"]
    assert "Oktober 2026" in html and "133" in html
    assert "Lihat juga 121 desa/kelurahan lain" in html


@pytest.mark.parametrize(
    ("place", "expected"),
    [(BINUANG, ["2", "2", "0", "0", "1"]), (TATAKAN, ["4", "4", "0", "0", "1"])],
)
def test_a_village_sees_its_own_figures(
    office: Workspace, signed_in: SignIn, place: str, expected: list[str]
) -> None:
    html = page(signed_in("desa", place), "/")
    assert figures(html) == expected
    assert "Semua sudah mengirim tepat waktu." in html
    asked = f'<a href="/desa/{place}/"><strong>{expected[0]}</strong> temuan belum dijawab desa'
    assert asked in html


def test_late_villages_lead_to_their_contacts_for_who_may_see_them(
    office: Workspace, signed_in: SignIn
) -> None:
    links = [html.count('<a href="/desa/63.') for html in
             (page(signed_in(role), "/") for role in ("operator", "pimpinan"))]  # fmt: skip
    assert links == [12, 0]


def test_the_audit_page_says_in_words_what_was_searched_by(
    office: Workspace, signed_in: SignIn
) -> None:
    signed_in("operator").post("/cari/", {"dicari": "6305014101800001", "tempat": ""})
    html = page(signed_in("administrator"), "/jejak/")
    assert '<td data-judul="Tentang">NIK atau No. KK</td>' in html


def test_beranda_names_nobody(office: Workspace, signed_in: SignIn) -> None:
    html = page(signed_in("operator"), "/")
    assert [value for value in personal_values() if value in html] == []


def test_what_waits_for_a_decider_shrinks_with_each_decision(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    flags = gateway().publication().connection.cursor().execute(
        "SELECT flag_id, evidence_hash FROM published.out.flag WHERE needs_review"
    ).fetchall()  # fmt: skip
    assert flags
    ledger, user = Ledger(), User.objects.get()
    for left, (flag, evidence) in zip(range(len(flags), 0, -1), flags, strict=True):
        assert f"<strong>{left}</strong> temuan menunggu keputusan" in page(client, "/")
        ledger.decide(user, "flag", [flag], "agree", "sudah dicek", evidence)
    assert "temuan menunggu keputusan" not in page(client, "/")


def test_what_waits_is_what_the_queue_behind_the_link_shows(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("operator")
    waiting = re.findall(
        r'<a href="(/temuan/[^"]+)"><strong>(\d+)</strong> temuan', page(client, "/")
    )
    assert waiting
    for address, number in waiting:
        assert f"<caption>{number} temuan" in page(client, unescape(address))


def test_before_the_first_month_beranda_says_what_to_do(
    signed_in: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "WORKSPACE", Workspace(tmp_path))
    assert "Belum ada bulan yang terbit" in page(signed_in("operator"), "/")


def test_a_run_under_way_is_seen_without_touching_its_lock(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    place.state.mkdir()
    assert not is_running(place)
    with (place.state / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert is_running(place)
    assert not is_running(place)


def events(place: Workspace, period: str, *messages: tuple[str, str]) -> None:
    log = place.state / "logs" / f"run-{period}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps({"logger": "padan.month", "message": message, "step": step})
        for message, step in messages
    ]
    log.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_step_at_which_a_run_stopped_is_shown(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    done = ("step finished", "read inbox")
    events(place, "2026-10", ("step started", "read inbox"), done, ("step started", "publish"))
    shown = last_run(place, "2026-09")
    assert (shown.failed_period, shown.failed_step) == ("2026-10", "Menerbitkan")


def test_a_step_of_an_earlier_program_is_shown_by_the_name_in_its_log(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    events(place, "2026-10", ("step started", "standardise rows"))
    assert last_run(place, "2026-09").failed_step == "standardise rows"


def test_a_run_that_went_through_is_not_called_a_failure(tmp_path: Path) -> None:
    place = Workspace(tmp_path)
    events(place, "2026-10", ("step started", "publish"), ("step finished", "publish"))
    assert last_run(place, "2026-10").failed_step == ""


# --- Dasbor


def test_the_dashboard_is_shown_with_its_own_style_and_no_other(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("pimpinan")
    assert f'src="/dasbor/isi/{PERIOD}/"' in page(client, "/dasbor/")
    response = client.get(f"/dasbor/isi/{PERIOD}/")
    html = response.content.decode()
    assert html == (office.out(PERIOD) / "dashboard.html").read_text(encoding="utf-8")
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = response.headers["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert "frame-ancestors 'self'" in policy and "unsafe" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert not re.search(r"<script|\sstyle=", html)


@pytest.mark.parametrize("period", ["2019-01", "..", "../../.padan"])
def test_no_other_file_can_be_asked_for(office: Workspace, signed_in: SignIn, period: str) -> None:
    assert signed_in("operator").get(f"/dasbor/isi/{period}/").status_code == 404


# --- Pengguna


def new_user(**changes: str) -> dict[str, str]:
    return {
        "username": "siti",
        "full_name": "Siti A.",
        "role": "operator",
        "place_code": "",
    } | changes


def test_an_administrator_adds_a_user_who_signs_in_with_the_password_shown_once(
    office: Workspace, signed_in: SignIn
) -> None:
    added = signed_in("administrator").post("/pengguna/tambah/", new_user())
    (password,) = re.findall(r'class="sandi-baru">([^<]+)<', added.content.decode())
    client = Client()
    signed = client.post("/masuk/", {"username": "siti", "password": password})
    assert signed.status_code == 302
    assert client.get("/").headers["Location"] == "/sandi/"
    event = AuditEvent.objects.get(kind="user")
    assert (event.by, event.subject, event.details["what"]) == ("administrator", "siti", "added")
    assert password not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"role": "desa"}, "Pilih desa/kelurahan"),
        ({"role": "operator", "place_code": BINUANG}, "tidak dibatasi wilayah"),
        ({"username": "Siti Aminah"}, "3 sampai 30 huruf kecil"),
        ({"username": "administrator"}, "sudah dipakai"),
        ({"role": "bupati"}, "bupati"),
        ({"place_code": "99.99.99"}, "99.99.99"),
    ],
)
def test_a_wrong_entry_is_reported_at_its_field(
    office: Workspace, signed_in: SignIn, changes: dict[str, str], expected: str
) -> None:
    response = signed_in("administrator").post("/pengguna/tambah/", new_user(**changes))
    assert expected in response.content.decode()
    assert User.objects.count() == 1


def test_role_and_place_are_changed_and_the_name_to_sign_in_with_is_not(
    signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    user = add_user("operator", username="siti")
    change = new_user(username="budi", role="desa", place_code=BINUANG, full_name="Siti Aminah")
    assert signed_in("administrator").post(f"/pengguna/{user.pk}/", change).status_code == 302
    user.refresh_from_db()
    assert (user.username, user.role, user.place_code, user.full_name) == (
        "siti",
        "desa",
        BINUANG,
        "Siti Aminah",
    )


def test_a_new_password_ends_the_users_open_sessions(
    office: Workspace, signed_in: SignIn, client: Client, add_user: Callable[..., User]
) -> None:
    user = add_user("operator", username="siti", password=PASSWORD)
    client.post("/masuk/", {"username": "siti", "password": PASSWORD})
    assert client.get("/").status_code == 200
    assert new_password(signed_in("administrator"), user).status_code == 200
    assert client.get("/").headers["Location"].startswith("/masuk/")


def new_password(client: Client, user: User, page: str = "") -> Any:
    """Press `Sandi baru` on the page, by default as it is now."""
    page = page or client.get("/pengguna/").content.decode()
    form = page.partition(f'action="/pengguna/{user.pk}/sandi/"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return client.post(f"/pengguna/{user.pk}/sandi/", fields)


def shown_password(response: Any) -> str:
    (password,) = re.findall(r'class="sandi-baru">([^<]+)<', response.content.decode())
    return str(password)


def test_a_new_password_asked_for_twice_by_a_double_click_is_one_and_valid(
    office: Workspace, signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    """The browser shows the answer to the second click: the first must not be what counts."""
    user, client = add_user("operator", username="siti"), signed_in("administrator")
    page = client.get("/pengguna/").content.decode()
    first, second = (shown_password(new_password(client, user, page)) for _ in range(2))
    assert first == second
    user.refresh_from_db()
    assert user.check_password(first)
    assert AuditEvent.objects.filter(kind="user").count() == 1


def test_each_new_password_is_another(
    office: Workspace, signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    client = signed_in("administrator")
    users = [add_user("operator", username=name) for name in ("siti", "budi", "siti2")]
    given = [shown_password(new_password(client, user)) for user in (*users, users[0])]
    assert len(set(given)) == 4
    users[0].refresh_from_db()
    assert users[0].check_password(given[-1])


def test_a_page_opened_before_the_password_changed_gives_none(
    office: Workspace, signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    """Neither over a colleague's new password nor over the one the user chose since."""
    user, client = add_user("operator", username="siti"), signed_in("administrator")
    page = client.get("/pengguna/").content.decode()
    new_password(client, user, page)
    user.refresh_from_db()
    user.set_password(PASSWORD)
    user.must_change_password = False
    user.save()
    answer = new_password(client, user, page)
    assert answer.status_code == 302
    assert "Sandi baru belum dibuat" in client.get("/pengguna/").content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_user_added_twice_by_a_double_click_is_one_whose_password_is_shown(
    office: Workspace, signed_in: SignIn
) -> None:
    client = signed_in("administrator")
    page = client.get("/pengguna/tambah/").content.decode()
    (sheet,) = re.findall(r'name="lembar" value="([^"]+)"', page)
    first, second = (
        shown_password(client.post("/pengguna/tambah/", new_user(lembar=sheet))) for _ in range(2)
    )
    assert first == second
    assert User.objects.get(username="siti").check_password(first)
    (other,) = re.findall(
        r'name="lembar" value="([^"]+)"', client.get("/pengguna/tambah/").content.decode()
    )
    again = client.post("/pengguna/tambah/", new_user(lembar=other))
    assert "sudah dipakai" in again.content.decode()


def test_a_double_click_does_not_undo_a_deactivation(
    signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    user, client = add_user("operator", username="siti"), signed_in("administrator")
    for _ in range(2):
        client.post(f"/pengguna/{user.pk}/aktif/", {"aktif": "0"})
    user.refresh_from_db()
    assert not user.is_active
    assert AuditEvent.objects.filter(kind="user").count() == 1


def test_a_user_is_deactivated_and_let_in_again(
    signed_in: SignIn, add_user: Callable[..., User]
) -> None:
    user, client = add_user("operator", username="siti"), signed_in("administrator")
    for expected in (False, True):
        assert f'name="aktif" value="{int(expected)}"' in client.get("/pengguna/").content.decode()
        client.post(f"/pengguna/{user.pk}/aktif/", {"aktif": str(int(expected))})
        user.refresh_from_db()
        assert user.is_active is expected


def test_the_last_administrator_stays(signed_in: SignIn) -> None:
    client = signed_in("administrator")
    user = User.objects.get()
    client.post(f"/pengguna/{user.pk}/aktif/", {"aktif": "0"})
    refused = client.post(f"/pengguna/{user.pk}/", new_user(role="operator"))
    assert "administrator terakhir" in refused.content.decode()
    user.refresh_from_db()
    assert user.is_active and user.role == "administrator"


# --- Jejak


def test_the_audit_log_is_filtered(signed_in: SignIn, add_user: Callable[..., User]) -> None:
    client = signed_in("administrator")
    client.post("/pengguna/tambah/", new_user())
    signed_in("pimpinan").get("/jejak/")
    assert "Pengguna diubah" in page(client, "/jejak/?kejadian=user").split("<tbody>")[1]
    denied = page(client, "/jejak/?hasil=denied&siapa=pimpinan").split("<tbody>")[1]
    assert denied.count("<tr>") == 1 and "Ditolak" in denied
    assert "Tidak ada kejadian yang cocok" in page(client, "/jejak/?sejak=2999-01-01")


def test_the_chain_is_verified_from_the_page(signed_in: SignIn) -> None:
    client = signed_in("administrator")
    client.post("/pengguna/tambah/", new_user())
    assert "Rantai jejak utuh: 2 kejadian" in client.post(
        "/jejak/periksa/", follow=True
    ).content.decode()  # fmt: skip
