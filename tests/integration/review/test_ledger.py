"""The ledger under several writers, a power cut, and an older form of itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client

from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.audit.models import AuditEvent
from review.ledger.append_only import AppendOnlyError
from review.ledger.models import Decision, Subject
from review.ledger.store import Ledger
from tests.integration.review.killed_writers import confirmed_before_kill
from tests.support.small_office import new_office


@pytest.fixture
def siti(db: None) -> User:
    user: User = User.objects.add(None, username="siti", full_name="Siti", role="operator")
    return user


def test_a_decision_and_its_audit_event_are_one(siti: User) -> None:
    key = Ledger().decide(siti, "pair", ["r1", "r2"], "same", " kembar identik ")
    decision = Decision.objects.get()
    assert (decision.decision_id, decision.by, decision.reason) == (key, "siti", "kembar identik")
    assert list(Subject.objects.values_list("subject_id", flat=True)) == ["r1", "r2"]
    event = AuditEvent.objects.get()
    assert (event.kind, event.by, event.subject, event.details["verdict"]) == (
        "decision",
        "siti",
        key,
        "same",
    )


@pytest.mark.parametrize(
    ("verdict", "subjects", "reason"),
    [("same", ["f1"], "x"), ("agree", [], "x"), ("agree", ["f1"], "  ")],
    ids=["verdict of another kind", "no subject", "no reason"],
)
def test_a_decision_that_says_too_little_is_our_mistake(
    siti: User, verdict: str, subjects: list[str], reason: str
) -> None:
    with pytest.raises(ValueError, match="decision without"):
        Ledger().decide(siti, "flag", subjects, verdict, reason)
    assert not Decision.objects.exists() and not AuditEvent.objects.exists()


def test_decisions_cannot_be_changed_or_deleted(siti: User) -> None:
    Ledger().decide(siti, "flag", ["f1"], "agree", "x")
    for attempt in (
        Decision.objects.get().save,
        Decision.objects.get().delete,
        Decision.objects.all().delete,
        Subject.objects.all().delete,
    ):
        with pytest.raises(AppendOnlyError):
            attempt()


def test_nothing_that_was_confirmed_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    office = new_office(tmp_path / "kantor")
    confirmed = confirmed_before_kill(office)
    kept = set(read_decisions(office)["decision_id"])
    assert confirmed <= kept
    audited = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "audit", str(office.root)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"utuh: {len(kept)} kejadian" in audited.stdout


def test_a_ledger_from_before_the_web_application_is_taken_over(tmp_path: Path) -> None:
    office = new_office(tmp_path / "kantor")
    older_ledger(office)
    table = tmp_path / "keputusan.csv"
    table.write_text("kind,subject_ids,verdict,reason,by,at\nflag,f9,agree,x,Budi,2026-10-05\n")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pipelines.cli",
            "decisions",
            "import",
            str(office.root),
            str(table),
        ],
        check=True,
        capture_output=True,
    )
    with closing(sqlite3.connect(office.ledger)) as con:
        kept = con.execute("SELECT subject_id FROM ledger_subject ORDER BY number").fetchall()
    assert kept == [("r1",), ("r2",), ("f9",)]
    assert read_decisions(office).height == 2


def older_ledger(office: Workspace) -> None:
    """The database as the first version of the ledger left it."""
    office.state.mkdir(mode=0o700)
    with closing(sqlite3.connect(office.ledger)) as con, con:
        con.execute(
            "CREATE TABLE ledger_decision (decision_id varchar(40) NOT NULL PRIMARY KEY, kind"
            " varchar(20) NOT NULL, subject_ids text NOT NULL, verdict varchar(20) NOT NULL, reason"
            ' text NOT NULL, "by" varchar(150) NOT NULL, at varchar(40) NOT NULL, evidence_hash'
            " varchar(64))"
        )
        con.execute(
            "INSERT INTO ledger_decision VALUES ('d1', 'pair', '[\"r1\", \"r2\"]', 'same', 'x',"
            " 'Budi', '2026-10-01T00:00:00+00:00', NULL)"
        )
        con.execute(
            "CREATE TABLE django_migrations (id integer PRIMARY KEY AUTOINCREMENT, app"
            " varchar(255) NOT NULL, name varchar(255) NOT NULL, applied datetime NOT NULL)"
        )
        con.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0001_initial',"
            " '2026-10-01')"
        )


def test_the_page_for_a_monitor_answers(client: Client, db: None) -> None:
    assert client.get("/sehat/").content == b"ok"
