"""A month from inbox to publication: whole, private, and whole again after a crash."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import CheckError, UsageError
from pipelines.explain.answers import explain_flag, explain_nik, explain_record
from pipelines.machine.database import open_published
from pipelines.machine.logs import log_to
from pipelines.office.publications.withdrawing import withdraw
from pipelines.office.workspace import Workspace
from pipelines.run.month import PUBLISHED_MONTH, run_month
from pipelines.run.steps import Step, StepCount
from pipelines.run.summary import summarize
from tests.support.small_inbox import PERIOD, fill_inbox, personal_values

PROJECT = Path(__file__).parents[2]
STEPS = PUBLISHED_MONTH.names
LATER = "2026-11"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT), **more}


def fingerprint(root: Path, period: str) -> dict[str, str]:
    """Hash of every published file of a period."""
    place = Workspace(root)
    files = [*place.out(period).rglob("*"), place.database(period)]
    return {
        str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.is_file()
    }


@pytest.fixture(scope="module")
def published(village_month: Workspace) -> Path:
    """A workspace whose month was run once, with its log; only looked at."""
    return village_month.root


@pytest.fixture
def office(published: Path, tmp_path: Path) -> Path:
    """A copy of the published workspace that a test may change."""
    return shutil.copytree(published, tmp_path / "kantor", symlinks=True)


def test_a_month_publishes_every_file_of_the_contract(published: Path) -> None:
    names = {path.name for path in (published / "out" / PERIOD).iterdir()}
    assert names == {
        "records.parquet", "flags.parquet", "persons.parquet", "households.parquet",
        "pairs_for_review.parquet", "coverage.parquet", "verification", "rejected",
        "usulan-siks.xlsx", "dashboard.html", "report.json", "feedback",
        "evaluation_pairs.parquet", "id_history.parquet",
    }  # fmt: skip
    assert (published / "published" / f"{PERIOD}.duckdb").is_file()
    left = {path.name for path in (published / ".padan").iterdir()}
    assert left == {"logs", "run.lock"}


def test_the_two_families_the_registry_lacks_are_flagged(published: Path) -> None:
    flags = pl.read_parquet(published / "out" / PERIOD / "flags.parquet")
    missing = flags.filter(pl.col("kind") == "missing_from_dtks")
    assert missing["subtype"].to_list() == ["confirmed_poor"] * 2


def test_the_summary_gives_counts_and_refused_files_in_indonesian(published: Path) -> None:
    words = summarize(Workspace(published), PERIOD)
    assert "Periode Oktober 2026 sudah terbit" in words
    assert "Keluarga miskin belum terdaftar               2" in words
    assert "2026-10/sktm/kosong.xlsx: " in words
    assert not any(value in words for value in personal_values())


def test_no_person_stands_in_the_log(published: Path) -> None:
    log = Workspace(published).run_log(PERIOD)
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [e["step"] for e in events if e["message"] == "step finished"] == [*STEPS]
    assert not any(value in log.read_text() for value in personal_values())
    assert log.stat().st_mode & 0o077 == 0
    assert (published / ".padan").stat().st_mode & 0o077 == 0


def test_a_nik_that_reaches_the_log_by_mistake_is_masked(tmp_path: Path) -> None:
    import logging

    nik = "6305011203800001"
    with log_to(tmp_path / "logs" / "run.log"):
        try:
            raise ValueError(f"bad row {nik}")
        except ValueError:
            logging.getLogger("padan.month").exception("step failed for %s", nik)
    text = (tmp_path / "logs" / "run.log").read_text()
    assert "bad row" in text and "step failed" in text and nik not in text


def test_explain_answers_for_a_nik_a_flag_and_a_record(published: Path) -> None:
    registered, unregistered = personal_values()[1], personal_values()[4]
    flags = pl.read_parquet(published / "out" / PERIOD / "flags.parquet")
    records = pl.read_parquet(published / "out" / PERIOD / "records.parquet")
    with open_published(Workspace(published).database(PERIOD)) as con:
        words = explain_nik(con, registered)
        assert words and "tercatat di DTKS (data bulan" in words
        words = explain_nik(con, unregistered)
        assert words and "Keluarga miskin belum terdaftar" in words
        assert "usulan-desa/Usulan Binuang.csv, baris 3" in words
        assert explain_nik(con, "6305010000000000") is None
        words = explain_flag(con, flags["flag_id"][0])
        assert words and flags["household_id"][0] in words
        assert explain_flag(con, "f0") is None
        for record in records["record_id"]:
            assert explain_record(con, record)
        assert explain_record(con, "r0") is None


def test_a_second_run_in_the_same_workspace_is_refused(office: Path) -> None:
    before = fingerprint(office, PERIOD)
    with (office / ".padan" / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UsageError, match="sedang berjalan"):
            run_month(Workspace(office), PERIOD)
    assert fingerprint(office, PERIOD) == before


@pytest.mark.parametrize("doomed", STEPS)
def test_a_run_killed_at_a_step_publishes_nothing_and_the_next_run_succeeds(
    office: Path, doomed: str
) -> None:
    before = fingerprint(office, PERIOD)
    fill_inbox(office, LATER)
    script = str(Path(__file__).with_name("killed_run.py"))
    command = [sys.executable, script, str(office), LATER, doomed]
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert fingerprint(office, PERIOD) == before
    assert Workspace(office).published_periods() == [PERIOD]
    assert not Workspace(office).out(LATER).exists()

    run_month(Workspace(office), LATER)
    assert Workspace(office).published_periods() == [PERIOD, LATER]
    assert not list((office / ".padan").glob("building-*"))


def test_a_failed_check_of_our_own_publishes_nothing(office: Path) -> None:
    before = fingerprint(office, PERIOD)

    def fail_at_checks(name: str, step: Step) -> StepCount:
        if name == "check results":
            raise CheckError("record_once: 1 row")
        return step()

    with pytest.raises(CheckError):
        run_month(Workspace(office), PERIOD, fail_at_checks)
    assert fingerprint(office, PERIOD) == before


def test_a_rerun_gives_the_same_content_and_ids(office: Path) -> None:
    def content() -> dict[str, pl.DataFrame]:
        return {f.name: pl.read_parquet(f) for f in (office / "out" / PERIOD).glob("*.parquet")}

    before = content()
    run_month(Workspace(office), PERIOD)
    after = content()
    assert before.keys() == after.keys()
    assert all(before[name].equals(after[name]) for name in before)


def test_a_decision_made_while_a_month_runs_is_for_the_next_run(office: Path) -> None:
    table = office / "keputusan.csv"
    flag = pl.read_parquet(Workspace(office).out(PERIOD) / "flags.parquet")["flag_id"][0]
    table.write_text(
        f"kind,subject_ids,verdict,reason,by,at\nflag,{flag},agree,dilihat,petugas,2026-10-20\n",
        encoding="utf-8",
    )

    def deciding_after_linkage(name: str, step: Step) -> StepCount:
        count = step()
        if name == "resolve identities":
            command = [sys.executable, "-m", "pipelines.cli", "decisions", "import"]
            command += [str(office), str(table)]
            subprocess.run(command, check=True, capture_output=True, env=environment())
        return count

    def counted() -> int:
        with open_published(Workspace(office).database(PERIOD)) as con:
            return len(con.execute("from out.flag_word").fetchall())

    run_month(Workspace(office), PERIOD, deciding_after_linkage)
    assert counted() == 0
    run_month(Workspace(office), PERIOD)
    assert counted() == 1


def test_a_withdrawn_period_is_kept_with_its_reason(office: Path) -> None:
    for number in (1, 2):
        kept = withdraw(Workspace(office), PERIOD, "berkas DTKS keliru")
        assert kept == office / "withdrawn" / f"{PERIOD}-{number}"
        assert json.loads((kept / "withdrawn.json").read_text())["reason"] == "berkas DTKS keliru"
        assert (kept / f"{PERIOD}.duckdb").is_file() and (kept / "out" / "report.json").is_file()
        assert Workspace(office).published_periods() == []
        run_month(Workspace(office), PERIOD)
    with pytest.raises(UsageError, match="alasan"):
        withdraw(Workspace(office), PERIOD, " ")


def test_the_command_runs_the_month_as_a_prefect_flow(office: Path) -> None:
    shutil.rmtree(office / "out")
    shutil.rmtree(office / "published")
    command = [sys.executable, "-m", "pipelines.cli", "run", str(office), "--period", PERIOD]
    clean = {k: v for k, v in environment().items() if not k.startswith("PREFECT_")}
    done = subprocess.run(command, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Periode Oktober 2026 sudah terbit" in done.stdout
    assert "Menerbitkan" in done.stderr and "Traceback" not in done.stderr
    home = office / ".padan" / "prefect"
    assert home.stat().st_mode & 0o077 == 0
    assert not (home / "storage").exists()  # results are not persisted
    logged = Workspace(office).run_log(PERIOD).read_text()
    assert "prefect" in logged
    for text in (logged, done.stdout, done.stderr):
        assert not any(value in text for value in personal_values())


@pytest.mark.parametrize(
    ("typed", "expected", "untold"),
    [
        ("630501", "tidak ada di data periode ini. Yang diketik bukan 16 angka", "isian"),
        ("tiada", "Yang diketik bukan 16 angka", "isian"),
        ("6305010101990009", "tidak ada di data", "bukan 16 angka"),
        ("6305010000000000", "hanya isian sementara", "Keluarga"),
        ("0", "hanya isian sementara", "Keluarga"),
    ],
)
def test_a_number_of_nobody_is_answered_with_what_to_do(
    published: Path, typed: str, expected: str, untold: str
) -> None:
    command = [sys.executable, "-m", "pipelines.cli", "explain", str(published), "--nik", "-"]
    done = subprocess.run(command, capture_output=True, text=True, input=typed, check=True)
    assert expected in done.stdout and untold not in done.stdout
    if len(typed) > 1:
        assert typed not in done.stdout + done.stderr


def test_a_month_without_any_file_says_so(office: Path) -> None:
    shutil.rmtree(office / "inbox" / PERIOD)
    (office / "inbox" / PERIOD).mkdir()
    run_month(Workspace(office), PERIOD)
    assert "tidak ada berkas yang terbaca" in summarize(Workspace(office), PERIOD)
