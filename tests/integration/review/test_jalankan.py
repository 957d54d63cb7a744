"""Running a month from the browser: starting, comparing before it is current, withdrawing."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest
from django.test import Client

from pipelines.office.publications import hold
from pipelines.office.publications.held import Held, held_runs
from pipelines.office.workspace import Workspace
from review.audit.models import AuditEvent
from review.runs import starting
from review.runs.comparison import FEW, Change, compare
from review.runs.progress import newest_run
from tests.support.small_inbox import PERIOD

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
LATER = "2026-11"
START = {"period": PERIOD, "mode": "hold"}


@pytest.fixture
def waiting(office: Workspace) -> Iterator[Held]:
    """A run of the published month, or one like it, that waits."""
    yield hold_copy(office, PERIOD)
    Held(office, PERIOD).discard()


def hold_copy(office: Workspace, period: str) -> Held:
    """What is published of PERIOD as a finished run of `period`, set aside."""
    database = office.state / f"building-{period}.duckdb"
    folder = office.state / f"building-{period}"
    shutil.copy(office.database(PERIOD), database)
    shutil.copytree(office.out(PERIOD), folder)
    hold(office, period, database, folder)
    return Held(office, period)


@pytest.fixture
def republished(office: Workspace, tmp_path: Path) -> Iterator[None]:
    """The test may withdraw or publish the month; it is put back afterwards."""
    shutil.copy(office.database(PERIOD), tmp_path / "database")
    shutil.copytree(office.out(PERIOD), tmp_path / "out")
    yield
    shutil.rmtree(office.out(PERIOD), ignore_errors=True)
    shutil.rmtree(office.root / "withdrawn", ignore_errors=True)
    shutil.copytree(tmp_path / "out", office.out(PERIOD))
    shutil.copy(tmp_path / "database", office.database(PERIOD))


def text(response: Any) -> str:
    return str(response.content.decode())


# Starting


def test_an_operator_starts_a_run_that_waits_unless_told_otherwise(
    office: Workspace, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[str, bool]] = []
    monkeypatch.setattr(starting, "_start_child", lambda *asked: started.append(asked))
    client = signed_in("operator")
    assert client.get("/jalankan/").context["form"]["mode"].value() == "hold"
    for mode in ("hold", "publish"):
        page = client.post("/jalankan/mulai/", {"period": PERIOD, "mode": mode}, follow=True)
        assert "Oktober 2026 mulai diproses" in text(page)
    assert started == [(PERIOD, True), (PERIOD, False)]
    assert AuditEvent.objects.filter(kind="run", subject=PERIOD, outcome="ok").count() == 2


def test_a_month_without_an_inbox_folder_is_not_started(
    office: Workspace, signed_in: SignIn
) -> None:
    page = signed_in("operator").post("/jalankan/mulai/", {"period": "2031-01", "mode": "hold"})
    assert "period" in page.context["form"].errors
    assert not AuditEvent.objects.filter(kind="run").exists()


def test_one_run_at_a_time(office: Workspace, signed_in: SignIn) -> None:
    with (office.state / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        client = signed_in("operator")
        page = client.post("/jalankan/mulai/", START, follow=True)
        assert "Sebuah bulan sedang diproses" in text(page)
        assert 'http-equiv="refresh"' in text(page) and "Mulai memproses" not in text(page)
    assert AuditEvent.objects.get(kind="run").outcome == "failed"


@pytest.mark.parametrize("role", ["verifikator"])
def test_who_may_not_run_sees_how_it_stands_and_no_buttons(
    office: Workspace, signed_in: SignIn, waiting: Held, role: str
) -> None:
    client = signed_in(role)
    assert "Mulai memproses" not in text(client.get("/jalankan/"))
    assert "Jadikan berlaku" not in text(client.get(f"/jalankan/{PERIOD}/banding/"))
    for address in ("mulai/", f"{PERIOD}/berlaku/", f"{PERIOD}/buang/", f"{PERIOD}/tarik/"):
        assert client.post(f"/jalankan/{address}").status_code == 403
    assert held_runs(office)


# Through Prefect


class Prefect:
    """Stands for a Prefect server: answers by path, and keeps what it was asked."""

    def __init__(self, deployment: int = 200) -> None:
        self.asked: list[dict[str, Any]] = []
        self._deployment = deployment
        self.runs: list[dict[str, Any]] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            assert request.url.path == "/api/deployments/name/monthly/bulanan"
            known = {"id": "d1", "parameters": {"workspace": "/srv/kantor"}}
            return httpx.Response(self._deployment, json=known)
        if request.url.path == "/api/flow_runs/filter":
            return httpx.Response(200, json=self.runs)
        assert request.url.path == "/api/deployments/d1/create_flow_run"
        self.asked.append(json.loads(request.content)["parameters"])
        return httpx.Response(201, json={"id": "r1"})

    def answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Be the server that is configured."""
        client, transport = httpx.Client, httpx.MockTransport(self)
        monkeypatch.setenv("PREFECT_API_URL", "http://prefect.kantor/api")
        monkeypatch.setattr(
            httpx, "Client", lambda **options: client(transport=transport, **options)
        )


def test_prefect_is_asked_where_its_server_is_configured(
    office: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefect = Prefect()
    prefect.answer(monkeypatch)
    starting.start(PERIOD, hold=True)
    assert prefect.asked == [{"workspace": "/srv/kantor", "period": PERIOD, "hold": True}]


@pytest.mark.parametrize(("status", "expected"), [(404, "prefect deploy"), (500, "tidak menjawab")])
def test_a_prefect_that_cannot_help_is_reported_with_what_to_do(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, status: int, expected: str
) -> None:
    Prefect(status).answer(monkeypatch)
    with pytest.raises(starting.CannotStartError, match=expected):
        starting.start(PERIOD, hold=True)


def run_in(state: str, minutes_ago: float) -> dict[str, Any]:
    """A run as the server reports it."""
    since = datetime.now(UTC) - timedelta(minutes=minutes_ago)
    return {"state_type": state, "state": {"timestamp": since.isoformat()}}


@pytest.mark.parametrize(
    ("runs", "waits"),
    [
        ([], False),
        ([("SCHEDULED", 0)], True),
        ([("SCHEDULED", 600)], True),
        ([("PENDING", 1)], True),
        ([("RUNNING", 1)], True),
        ([("RUNNING", 600)], False),
    ],
    ids=["none", "asked", "no worker for hours", "taken up", "starting", "its worker died"],
)
def test_a_run_that_waits_for_its_worker_is_shown_and_not_asked_twice(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, signed_in: SignIn,
    runs: list[tuple[str, float]], waits: bool,
) -> None:  # fmt: skip
    prefect = Prefect()
    prefect.runs = [run_in(state, minutes_ago) for state, minutes_ago in runs]
    prefect.answer(monkeypatch)
    client = signed_in("operator")
    page = client.get("/jalankan/").content.decode()
    assert ("Menunggu giliran" in page, "Mulai memproses" in page) == (waits, not waits)
    client.post("/jalankan/mulai/", {"period": PERIOD, "mode": "hold"})
    assert len(prefect.asked) == (0 if waits else 1)


def test_the_page_opens_when_prefect_does_not_answer(
    office: Workspace, monkeypatch: pytest.MonkeyPatch, signed_in: SignIn
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    assert "Mulai memproses" in signed_in("operator").get("/jalankan/").content.decode()


# Progress


def log_of(office: Workspace, *events: dict[str, Any]) -> Path:
    """The log of a run, written last."""
    folder = office.state / "logs"
    folder.mkdir(exist_ok=True)
    path = folder / f"run-{PERIOD}.log"
    path.write_text("".join(json.dumps({"logger": "padan.month"} | e) + "\n" for e in events))
    return path


FIRST = {"message": "step started", "step": "read inbox"}
READ = {"step": "read inbox", "seconds": 2.5, "rows_in": 9, "rows_out": 8, "rejected": 1}


@pytest.mark.parametrize(
    ("events", "titles", "done"),
    [
        ([FIRST], ["Membaca berkas"], False),
        ([FIRST, FIRST | {"step": "of old"}], ["Membaca berkas", "of old"], False),
        (
            [FIRST, {"message": "step finished"} | READ, FIRST | {"step": "publish"}],
            ["Membaca berkas", "Menerbitkan"],
            False,
        ),
        (
            [
                FIRST,
                {"message": "step finished"} | READ,
                FIRST,
                {"message": "step finished"} | READ | {"step": "hold"},
            ],
            ["Membaca berkas", "Menahan untuk dibandingkan"],
            True,
        ),
    ],
)
def test_progress_is_that_of_the_newest_run_in_the_log(
    office: Workspace, events: list[dict[str, Any]], titles: list[str], done: bool
) -> None:
    log = log_of(office, *events)
    progress = newest_run(office)
    log.unlink()
    assert progress is not None
    assert [step.title for step in progress.steps] == titles
    assert (progress.done, progress.running) == (done, False)


def test_why_a_run_failed_is_shown(office: Workspace, signed_in: SignIn) -> None:
    failure = {"logger": "padan.run", "message": "run failed", "told": "padan.toml keliru"}
    log = log_of(office, FIRST, failure)
    page = text(signed_in("operator").get("/jalankan/"))
    log.unlink()
    assert "Proses berhenti" in page and "padan.toml keliru" in page


# Comparing


@pytest.mark.parametrize(
    ("before", "now", "notable"),
    [(100, 125, True), (100, 119, False), (0, FEW + 1, True), (3, 0, False), (None, 50, False)],
)
def test_large_changes_are_pointed_at(before: int | None, now: int, notable: bool) -> None:
    assert Change("x", before, now).is_notable == notable


def test_a_run_like_the_published_one_shows_no_difference(office: Workspace, waiting: Held) -> None:
    compared = compare(office, waiting)
    assert compared.base == PERIOD
    assert {change.difference for change in (*compared.findings, *compared.sources)} == {0}
    assert compared.villages == [] and compared.warnings == []


def test_files_that_were_refused_before_stand_apart_from_those_refused_now(
    office: Workspace, signed_in: SignIn, waiting: Held
) -> None:
    """The officer looks for what has changed; six old refusals would hide one that is new."""
    report = json.loads((waiting.out / "report.json").read_text(encoding="utf-8"))
    (old,) = report["files_refused"]
    fresh = {**old, "file": f"{PERIOD}/dtks/baru.xlsx"}
    report["files_refused"] = [old, fresh]
    (waiting.out / "report.json").write_text(json.dumps(report), encoding="utf-8")
    compared = compare(office, waiting)
    assert (compared.refused, compared.refused_before) == ([fresh], [old])
    page = text(signed_in("operator").get(f"/jalankan/{PERIOD}/banding/"))
    assert "1 berkas tidak dapat dipakai seperti sebelumnya" in page


def test_a_later_month_is_compared_with_the_one_before_it(office: Workspace) -> None:
    held = hold_copy(office, LATER)
    table = pl.read_parquet(held.out / "coverage.parquet").with_columns(
        submitted=pl.lit(False), proposed=pl.lit(0)
    )
    table.write_parquet(held.out / "coverage.parquet")
    compared = compare(office, held)
    held.discard()
    assert compared.base == PERIOD
    assert sorted((v.name, v.stopped) for v in compared.villages) == [
        ("Binuang", True),
        ("Tatakan", True),
    ]


def test_a_first_month_has_nothing_to_be_compared_with(
    office: Workspace, waiting: Held, republished: None
) -> None:
    office.database(PERIOD).unlink()
    compared = compare(office, waiting)
    assert compared.base is None
    assert {change.before for change in compared.findings} == {None}


def test_a_waiting_run_is_made_current_from_its_comparison(
    office: Workspace, signed_in: SignIn, waiting: Held, republished: None
) -> None:
    client = signed_in("operator")
    assert "Bandingkan" in text(client.get("/jalankan/"))
    assert "hasil proses menunggu dibandingkan" in text(client.get("/"))
    page = text(client.get(f"/jalankan/{PERIOD}/banding/"))
    assert "terbitan Oktober 2026 yang sekarang berlaku" in page and "Jadikan berlaku" in page
    page = text(client.post(f"/jalankan/{PERIOD}/berlaku/", follow=True))
    assert "Oktober 2026 sudah berlaku" in page and not held_runs(office)
    assert AuditEvent.objects.get(kind="run").details["what"] == "published"


def test_a_waiting_run_can_be_thrown_away(
    office: Workspace, signed_in: SignIn, waiting: Held
) -> None:
    client = signed_in("operator")
    page = text(client.post(f"/jalankan/{PERIOD}/buang/", follow=True))
    assert "sudah dibuang" in page and not held_runs(office)
    page = text(client.post(f"/jalankan/{PERIOD}/berlaku/", follow=True))
    assert "Tidak ada hasil 2026-10 yang ditahan" in page


def test_a_waiting_run_on_changed_ground_is_not_offered(
    office: Workspace, signed_in: SignIn, waiting: Held, republished: None
) -> None:
    report = office.out(PERIOD) / "report.json"
    report.write_text(report.read_text() + "\n")
    client = signed_in("operator")
    page = text(client.get(f"/jalankan/{PERIOD}/banding/"))
    assert "Buang, lalu jalankan lagi" in page and "Jadikan berlaku" not in page
    refused = text(client.post(f"/jalankan/{PERIOD}/berlaku/", follow=True))
    assert "jalankan lagi bulan itu" in refused and held_runs(office)


# Withdrawing


def test_a_month_is_withdrawn_with_a_reason_and_written_out(
    office: Workspace, signed_in: SignIn, republished: None
) -> None:
    client = signed_in("operator")
    address = f"/jalankan/{PERIOD}/tarik/"
    for form in ({"reason": "", "confirmed": PERIOD}, {"reason": "keliru", "confirmed": "ya"}):
        assert client.post(address, form).context["form"].errors
        assert office.published_periods() == [PERIOD]
    page = text(client.post(address, {"reason": "berkas keliru", "confirmed": PERIOD}, follow=True))
    assert "Oktober 2026 ditarik" in page and "berkas keliru" in page
    assert office.published_periods() == []
    event = AuditEvent.objects.get(kind="withdraw")
    assert (event.subject, event.details["kept"]) == (PERIOD, f"{PERIOD}-1")
    assert client.get(address).status_code == 404


def test_pages_of_a_month_say_that_its_basis_was_withdrawn(
    office: Workspace, signed_in: SignIn, republished: None
) -> None:
    path = office.out(PERIOD) / "report.json"
    report = json.loads(path.read_text())
    report["built_on"] = {"period": "2026-09", "finished": "2026-09-18T02:10:00+00:00"}
    path.write_text(json.dumps(report))
    kept = office.root / "withdrawn" / "2026-09-1"
    (kept / "out").mkdir(parents=True)
    (kept / "out" / "report.json").write_text(json.dumps(report["built_on"]))
    record = {"period": "2026-09", "reason": "keliru", "at": "2026-10-20T01:00:00+00:00"}
    (kept / "withdrawn.json").write_text(json.dumps(record))
    client = signed_in("operator")
    for address in ("/", "/desa/", "/jalankan/"):
        page = text(client.get(address))
        assert "Oktober 2026 dibuat di atas September 2026, yang sudah ditarik" in page
