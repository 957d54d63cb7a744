"""Who may open which page: every address is walked for every role, signed in and not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from review.access.checks import every_page_declares_access
from review.access.declare import Access, access_of, allowed
from review.access.routes import Route, routes
from review.access.table import access_table
from review.accounts.roles import PLACES, REGENCY, Role
from review.audit.models import AuditEvent
from tests.support.samples import OBJECTS, stored_samples
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, TAPIN_SELATAN, TATAKAN

ROOT = Path(__file__).parents[3]
HOME = {Role.KECAMATAN: BINUANG_DISTRICT, Role.DESA: BINUANG}
ELSEWHERE = {Role.KECAMATAN: TAPIN_SELATAN, Role.DESA: TATAKAN}
GUARDED = [route for route in routes() if route.access and not route.access.public]


@pytest.fixture
def arguments(samples: dict[str, str], add_user: Callable[..., Any]) -> dict[str, Any]:
    """A value for each argument of an address: of something published, or of something stored."""
    user = add_user("operator", username="lain")
    return samples | {"user_id": user.pk} | stored_samples(samples)


def address(route: Route, arguments: dict[str, Any]) -> str:
    return reverse(route.name, kwargs={name: arguments[name] for name in route.arguments})


def test_every_page_says_who_may_open_it() -> None:
    assert every_page_declares_access() == []
    call_command("check", fail_level="WARNING")


def test_a_page_that_says_nothing_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = Route("diam", "diam/", (), None)
    monkeypatch.setattr("review.access.checks.routes", lambda: [*routes(), silent])
    (error,) = every_page_declares_access()
    assert error.id == "review.E001" and "diam/" in error.msg


def test_roles_and_groups_can_be_named_together() -> None:
    view = allowed(REGENCY, Role.PIMPINAN)(lambda request: None)
    assert access_of(view) == Access(REGENCY | {Role.PIMPINAN})


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_a_page_opens_for_its_roles_and_for_nobody_else(
    arguments: dict[str, Any],
    signed_in: Callable[..., Client],
    route: Route,
    role: Role,
) -> None:
    client = signed_in(role, HOME.get(role, ""))
    where = address(route, arguments)
    got, posted = client.get(where).status_code, client.post(where).status_code
    assert route.access is not None
    if role in route.access.roles:
        assert got not in (401, 403, 404) and posted not in (401, 403, 404)
        assert not (got == 405 and posted == 405)
    else:
        assert (got, posted) == (403, 403)
        assert AuditEvent.objects.filter(kind="access", outcome="denied", by=role).count() == 2


@pytest.mark.parametrize("route", GUARDED, ids=lambda route: route.name)
def test_nobody_gets_past_the_sign_in_page(
    arguments: dict[str, Any], client: Client, route: Route
) -> None:
    where = address(route, arguments)
    for response in (client.get(where), client.post(where)):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/masuk/")


@pytest.mark.parametrize("role", sorted(PLACES))
@pytest.mark.parametrize(
    "route",
    [route for route in GUARDED if OBJECTS & set(route.arguments)],
    ids=lambda route: route.name,
)
def test_what_belongs_to_another_place_is_not_found(
    arguments: dict[str, Any],
    signed_in: Callable[..., Client],
    route: Route,
    role: Role,
) -> None:
    client = signed_in(role, ELSEWHERE[role])
    where = address(route, arguments)
    refused = {client.get(where).status_code, client.post(where).status_code} - {405}
    assert refused and refused <= {403, 404}
    assert AuditEvent.objects.filter(outcome="denied", by=role).exists()


def test_the_table_of_access_is_up_to_date() -> None:
    committed = (ROOT / "docs/hak-akses.md").read_text(encoding="utf-8")
    assert committed == access_table(), (
        "run: python -m review.access.table docs/hak-akses.md, and look at the difference"
    )
