"""`padan user add` and `padan audit`, as typed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from typer.testing import CliRunner, Result

from pipelines.cli import app
from pipelines.errors import PadanError
from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.audit.models import AuditEvent
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> str:
    from django.conf import settings

    workspace: Workspace = settings.WORKSPACE
    return str(workspace.root)


def padan(*arguments: str, given: str = f"{PASSWORD}\n") -> Result:
    return CliRunner().invoke(app, list(arguments), input=given)


def words(result: Result) -> str:
    assert isinstance(result.exception, PadanError)
    return f"{result.exception.exit_code} {result.exception}"


def test_the_first_administrator_is_added_with_a_password_from_standard_input(root: str) -> None:
    done = padan("user", "add", root, "--name", "Siti", "--role", "administrator")
    assert done.exit_code == 0 and "siti sudah ditambahkan" in done.output
    user = User.objects.get()
    assert (user.username, user.role, user.check_password(PASSWORD)) == (
        "siti",
        "administrator",
        True,
    )
    event = AuditEvent.objects.get()
    assert (event.by, event.subject, event.details["what"]) == ("padan user add", "siti", "added")


@pytest.mark.parametrize(
    ("role", "place", "expected"),
    [
        ("desa", ["--village", BINUANG], BINUANG),
        ("desa", ["--village", "Binuang"], BINUANG),
        ("kecamatan", ["--district", "Binuang"], BINUANG_DISTRICT),
        ("kecamatan", ["--district", BINUANG_DISTRICT], BINUANG_DISTRICT),
    ],
)
def test_a_place_is_given_by_code_or_name(
    root: str, role: str, place: list[str], expected: str
) -> None:
    assert padan("user", "add", root, "--name", "siti", "--role", role, *place).exit_code == 0
    assert User.objects.get().place_code == expected


@pytest.mark.parametrize(
    ("arguments", "given", "expected"),
    [
        (["--name", "siti", "--role", "bupati"], PASSWORD, "peran 'bupati' tidak dikenal"),
        (["--name", "siti", "--role", "desa"], PASSWORD, "Pilih desa/kelurahan"),
        (["--name", "siti", "--role", "desa", "--village", "Atlantis"], PASSWORD, "tidak dikenal"),
        (["--name", "siti", "--role", "kecamatan", "--district", "X"], PASSWORD, "tidak dikenal"),
        (["--name", "Siti A", "--role", "operator"], PASSWORD, "3 sampai 30 huruf kecil"),
        (["--name", "siti", "--role", "operator"], "pendek", "terlalu pendek"),
        (["--name", "siti", "--role", "operator"], "", "terlalu pendek"),
    ],
)
def test_a_wrong_call_adds_nobody_and_says_why(
    root: str, arguments: list[str], given: str, expected: str
) -> None:
    answer = words(padan("user", "add", root, *arguments, given=f"{given}\n"))
    assert answer.startswith("2 ") and expected in answer
    assert not User.objects.exists() and not AuditEvent.objects.exists()


def test_a_name_is_given_once(root: str) -> None:
    arguments = ("user", "add", root, "--name", "siti", "--role", "operator")
    assert padan(*arguments).exit_code == 0
    assert "sudah dipakai" in words(padan(*arguments))


def test_audit_says_that_the_log_is_whole_and_prints_its_head(root: str) -> None:
    padan("user", "add", root, "--name", "siti", "--role", "operator")
    done = padan("audit", root)
    assert done.exit_code == 0 and "utuh: 1 kejadian" in done.output
    (head,) = re.findall(r"\d+:[0-9a-f]{64}", done.output)
    assert padan("audit", root, "--head", head).exit_code == 0


def test_audit_exits_1_and_says_where_the_log_breaks(root: str) -> None:
    padan("user", "add", root, "--name", "siti", "--role", "operator")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET subject = 'budi'")
    answer = words(padan("audit", root))
    assert answer.startswith("1 ") and "RUSAK di nomor 1" in answer


def test_a_head_that_is_none_is_a_wrong_call(root: str) -> None:
    assert words(padan("audit", root, "--head", "12")).startswith("2 ")
