"""Signing in and out, and what happens when someone guesses, goes away, or is sent away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.test import Client

from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.accounts.roles import PLACES, Role
from review.audit.models import AuditEvent
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, PASSWORD

pytestmark = pytest.mark.django_db
TYPED = "6305014101800001"


def sign_in(client: Client, username: str, password: str = PASSWORD) -> Any:
    return client.post("/masuk/", {"username": username, "password": password})


def test_a_user_signs_in_and_out_and_both_are_audited(
    office: Workspace, client: Client, add_user: Callable[..., Any]
) -> None:
    add_user("operator", username="siti", password=PASSWORD)
    assert sign_in(client, " SITI ").headers["Location"] == "/"
    assert "Petugas siti" in client.get("/").content.decode()
    assert client.post("/keluar/").headers["Location"] == "/masuk/"
    assert client.get("/").status_code == 302
    kept = AuditEvent.objects.values_list("kind", "by", "role", "outcome")
    assert list(kept) == [
        ("sign_in", "siti", "operator", "ok"),
        ("sign_out", "siti", "operator", "ok"),
    ]


def test_passwords_are_kept_as_argon2id(add_user: Callable[..., Any]) -> None:
    kept = add_user("operator", password=PASSWORD).password
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_wrong_password_says_so_in_a_sentence(client: Client, add_user: Any) -> None:
    add_user("operator", password=PASSWORD)
    page = sign_in(client, "operator", "salah-sekali").content.decode()
    assert "Nama pengguna atau kata sandi keliru" in page
    assert (AuditEvent.objects.get().outcome, AuditEvent.objects.get().subject) == (
        "failed",
        "operator",
    )


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(
    client: Client, add_user: Callable[..., Any]
) -> None:
    add_user("operator", password=PASSWORD)
    codes = [sign_in(client, "operator", f"salah-{n}").status_code for n in range(5)]
    assert codes == [200, 200, 200, 200, 429]
    held = sign_in(client, "operator")
    assert held.status_code == 429 and "15 menit" in held.content.decode()
    assert AuditEvent.objects.filter(outcome="throttled").exists()


def test_another_user_of_the_same_office_is_not_held_up(
    office: Workspace, client: Client, add_user: Callable[..., Any]
) -> None:
    add_user("operator", password=PASSWORD)
    add_user("verifikator", password=PASSWORD)
    for number in range(6):
        sign_in(client, "operator", f"salah-{number}")
    assert sign_in(client, "verifikator").status_code == 302


def test_what_was_typed_for_a_user_name_in_vain_is_never_kept(client: Client, db: None) -> None:
    sign_in(client, TYPED, TYPED)
    kept = [str(row) for row in AccessAttempt.objects.values()]
    kept += [str(row) for row in AuditEvent.objects.values()]
    assert len(kept) == 2
    assert not any(TYPED in row for row in kept)


def test_a_deactivated_user_is_out_at_the_next_page(
    office: Workspace, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("operator")
    assert client.get("/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("passed", "code"), [(0, 200), (29 * 60, 200), (31 * 60, 302)], ids=["now", "busy", "idle"]
)
def test_a_session_ends_after_half_an_hour_of_idleness(
    office: Workspace,
    signed_in: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
    passed: int,
    code: int,
) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr("review.accounts.idle.time.time", lambda: clock[0])
    client = signed_in("operator")
    assert client.get("/").status_code == 200
    clock[0] += passed
    assert client.get("/").status_code == code


def test_a_session_ends_after_ten_hours_however_busy(
    office: Workspace, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1_000_000.0]
    monkeypatch.setattr("review.accounts.idle.time.time", lambda: clock[0])
    client = signed_in("operator")
    codes = []
    for _ in range(32):
        codes.append(client.get("/sandi/").status_code)
        clock[0] += 20 * 60
    assert codes == [200] * 31 + [302]


def test_a_temporary_password_must_be_changed_before_anything_else(
    office: Workspace, client: Client, add_user: Callable[..., Any]
) -> None:
    add_user("operator", password=PASSWORD)
    User.objects.update(must_change_password=True)
    sign_in(client, "operator")
    assert client.get("/").headers["Location"] == "/sandi/"
    new = {
        "old_password": PASSWORD,
        "new_password1": "lebih-kuat-77",
        "new_password2": "lebih-kuat-77",
    }
    assert client.post("/sandi/", new).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert AuditEvent.objects.filter(kind="password", by="operator").exists()


@pytest.mark.parametrize("password", ["pendek", "1234567890123", "operatoroperator", "password123"])
def test_a_weak_password_is_refused(add_user: Callable[..., Any], password: str) -> None:
    with pytest.raises(ValidationError):
        add_user("operator", username="operatoroperator", password=password)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("kecamatan", ""), ("kecamatan", BINUANG), ("kecamatan", "63.05.99"), ("desa", ""),
        ("desa", BINUANG_DISTRICT), ("desa", "63.05.01.2999"), ("operator", BINUANG),
        ("pimpinan", BINUANG_DISTRICT), ("bupati", ""),
    ],
)  # fmt: skip
def test_role_and_place_must_fit(add_user: Callable[..., Any], role: str, place: str) -> None:
    with pytest.raises(ValidationError):
        add_user(role, place, "siti")


@pytest.mark.parametrize("role", sorted(Role))
def test_each_role_can_be_given(add_user: Callable[..., Any], role: Role) -> None:
    place = {Role.KECAMATAN: BINUANG_DISTRICT, Role.DESA: BINUANG}.get(role, "")
    user = add_user(role, place)
    assert bool(user.place_code) == (role in PLACES)
    assert "Tapin" in user.place_name or "Binuang" in user.place_name


@pytest.mark.parametrize("name", ["Siti", "si", "siti aminah", "1siti", TYPED, "a" * 31])
def test_a_user_name_is_a_plain_word(add_user: Callable[..., Any], name: str) -> None:
    with pytest.raises(ValidationError):
        add_user("operator", username=name)
