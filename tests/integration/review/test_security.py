"""What every answer carries, what is refused, and what must be set before others may connect."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from pipelines.errors import UsageError
from pipelines.office.workspace import Workspace
from review.secret import secret_key
from review.server import require_safe_address
from tests.support.small_office import new_office, personal_values

pytestmark = pytest.mark.django_db
REVIEW = Path(__file__).parents[3] / "review"
TEMPLATES = sorted(REVIEW.rglob("templates/**/*.html"))
KEY = "k" * 50


@pytest.mark.parametrize("address", ["/", "/masuk/", "/tidak-ada/", "/jejak/", "/sandi/"])
def test_every_answer_forbids_foreign_and_inline_code(
    office: Workspace, signed_in: Callable[..., Client], address: str
) -> None:
    response = signed_in("operator").get(address)
    policy = dict(
        part.strip().split(" ", 1)
        for part in response.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src")} == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_code_and_fetches_nothing_from_elsewhere(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_posted_form_carries_its_token(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.DOTALL)
    assert [form for form in forms if "{% csrf_token %}" not in form] == []


def test_the_style_sheet_is_light() -> None:
    assert (REVIEW / "pages/static/padan/padan.css").stat().st_size < 20_000


def test_a_form_without_its_token_is_refused_in_words(
    office: Workspace, add_user: Callable[..., Any]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(add_user("operator"), "django.contrib.auth.backends.ModelBackend")
    response = client.post("/sandi/", {})
    assert response.status_code == 403
    assert "Formulir sudah kedaluwarsa" in response.content.decode()


def test_cookies_are_kept_from_scripts(office: Workspace, signed_in: Callable[..., Client]) -> None:
    client = signed_in("operator")
    client.get("/")
    assert settings.SESSION_COOKIE_HTTPONLY and settings.CSRF_USE_SESSIONS
    assert list(client.cookies) == ["padan"]


def test_a_body_that_is_too_large_is_refused_unread(client: Client) -> None:
    response = client.generic("POST", "/masuk/", b"", CONTENT_LENGTH=settings.UPLOAD_LIMIT + 1)
    assert response.status_code == 413
    assert "Paling besar 50 MB" in response.content.decode()


def test_a_body_without_a_length_is_refused(client: Client) -> None:
    response = client.generic("POST", "/masuk/", b"", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411


def test_an_error_of_ours_is_reported_without_details(
    office: Workspace, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = personal_values()[0]

    def fail(*arguments: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("review.home.views.last_run", fail)
    client = signed_in("operator")
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Ada kesalahan pada program" in response.content.decode()
    assert secret not in response.content.decode()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_needs_nothing_set(host: str) -> None:
    require_safe_address(host)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "PADAN_SECRET_KEY"),
        ({"PADAN_SECRET_KEY": KEY, "PADAN_PUBLIC_URL": "https://a.id"}, "PADAN_TRUSTED_PROXY"),
        ({"PADAN_SECRET_KEY": KEY, "PADAN_TRUSTED_PROXY": "10.0.0.1"}, "PADAN_PUBLIC_URL"),
        (
            {
                "PADAN_SECRET_KEY": "short",
                "PADAN_PUBLIC_URL": "https://a.id",
                "PADAN_TRUSTED_PROXY": "10.0.0.1",
            },
            "PADAN_SECRET_KEY",
        ),
        ({"PADAN_PUBLIC_URL": "http://a.id"}, "https://"),
    ],
    ids=["nothing", "no proxy", "no address", "short key", "plain http"],
)
def test_beyond_this_machine_key_address_and_proxy_are_demanded(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: str
) -> None:
    for name in ("PADAN_SECRET_KEY", "PADAN_PUBLIC_URL", "PADAN_TRUSTED_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=expected) as refused:
        require_safe_address("0.0.0.0")
    assert refused.value.exit_code == 2


def test_behind_tls_cookies_and_browsers_insist_on_it(tmp_path: Path) -> None:
    office = new_office(tmp_path / "kantor")
    code = (
        "import django, json; django.setup(); from django.conf import settings as s;"
        "print(json.dumps([s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS,"
        " s.ALLOWED_HOSTS[0], s.CSRF_TRUSTED_ORIGINS, s.SECRET_KEY]))"
    )
    environment = os.environ | {
        "PADAN_WORKSPACE": str(office.root),
        "DJANGO_SETTINGS_MODULE": "review.settings",
        "PADAN_PUBLIC_URL": "https://padan.tapin.id/",
        "PADAN_SECRET_KEY": KEY,
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    year = 365 * 24 * 60 * 60
    effective = [True, True, year, "padan.tapin.id", ["https://padan.tapin.id"], KEY]
    assert json.loads(done.stdout) == effective


def test_the_key_of_a_workspace_is_made_once_and_private(tmp_path: Path) -> None:
    place = new_office(tmp_path / "kantor")
    key = secret_key(place)
    assert len(key) >= 50 and secret_key(place) == key
    assert (place.state / "secret-key").stat().st_mode & 0o077 == 0
    assert [path.name for path in place.state.iterdir()] == ["secret-key"]
