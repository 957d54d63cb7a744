"""Papers are written by two processes: each once, the same as by one, and none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from pipelines.errors import RunError
from pipelines.machine import processes
from pipelines.office.creating import create_workspace
from pipelines.publish import papers
from pipelines.publish.papers import Papers
from pipelines.run.month import Step, StepCount, run_month
from tests.integration import papers_to_write
from tests.integration.papers_to_write import (
    write_as_other_than,
    write_for_ever,
    write_pid,
)
from tests.support.small_inbox import PERIOD, fill_inbox
from tests.support.small_month import build_database, write_small_month

ROOT = Path(papers.__file__).parents[2]


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


@pytest.fixture
def helped(two_processors: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process is started with the first paper."""
    monkeypatch.setattr(papers, "WORTH_A_HELPER", 0)


def writers(folder: Path) -> list[int]:
    """Which process wrote each of the papers in `folder`."""
    return [int(path.read_text()) for path in folder.iterdir()]


def comes_true(condition: Callable[[], bool], seconds: float = 60) -> bool:
    """Wait for something another process does."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def is_running(process: int) -> bool:
    """Whether a process lives; one that nobody has waited for yet (a zombie) does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return state.rsplit(")", 1)[1].split()[0] != "Z"


@pytest.mark.usefixtures("helped")
def test_both_processes_write_and_each_paper_is_written_once(tmp_path: Path) -> None:
    with Papers() as handed:
        for number in range(20):
            handed.hand_in(1, write_pid, tmp_path / str(number))
    assert len(writers(tmp_path)) == 20
    assert len(set(writers(tmp_path))) == 2
    assert os.getpid() in writers(tmp_path)


@pytest.mark.usefixtures("two_processors")
def test_a_month_is_the_same_bytes_whoever_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = {}
    for name, worth in (("alone", 10**9), ("helped", 0)):
        monkeypatch.setattr(papers, "WORTH_A_HELPER", worth)
        folder = tmp_path / name
        folder.mkdir()
        write_small_month(build_database(), folder)
        month[name] = {
            str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.xlsx")
        }
    assert len(month["alone"]) > 3
    assert month["alone"] == month["helped"]


@pytest.mark.usefixtures("two_processors")
def test_a_small_regency_starts_no_second_process(tmp_path: Path) -> None:
    with Papers() as handed:
        for number in range(20):
            handed.hand_in(papers.WORTH_A_HELPER // 40, write_pid, tmp_path / str(number))
    assert set(writers(tmp_path)) == {os.getpid()}


def test_one_processor_gets_no_second_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    monkeypatch.setattr(papers, "WORTH_A_HELPER", 0)
    with Papers() as handed:
        handed.hand_in(1, write_pid, tmp_path / "paper")
    assert writers(tmp_path) == [os.getpid()]


def test_no_more_waits_than_memory_is_meant_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "WORTH_A_HELPER", 10**9)
    monkeypatch.setattr(papers, "MOST_WAITING", 30)
    with Papers() as handed:
        for number in range(10):
            handed.hand_in(10, write_pid, tmp_path / str(number))
            assert len(writers(tmp_path)) == max(0, number - 2)
    assert len(writers(tmp_path)) == 10


@pytest.mark.usefixtures("helped")
def test_a_paper_that_fails_in_the_second_process_fails_the_run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RunError), Papers() as handed:
        for number in range(10):
            handed.hand_in(1, write_as_other_than, os.getpid(), tmp_path / str(number))
    told = capfd.readouterr().err
    assert "ValueError" in told and "write_as_other_than" in told
    assert "6305020108800001" not in told


@pytest.mark.usefixtures("helped")
def test_a_run_stops_handing_in_when_the_second_process_has_failed(tmp_path: Path) -> None:
    def hand_in_on() -> None:
        with Papers() as handed:
            for number in range(6000):
                handed.hand_in(0, write_as_other_than, os.getpid(), tmp_path / str(number))
                time.sleep(0.01)

    with pytest.raises(RunError):
        hand_in_on()
    assert writers(tmp_path) == [], "this process writes only once all is handed in"


@pytest.mark.usefixtures("helped")
def test_a_second_process_that_cannot_be_started_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "PROGRAM", "tests.integration.no_such_program")
    with pytest.raises(RunError), Papers() as handed:
        handed.hand_in(1, write_pid, tmp_path / "paper")


@pytest.mark.usefixtures("helped")
def test_a_run_that_fails_leaves_no_process_behind(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    with pytest.raises(ZeroDivisionError), Papers() as handed:
        handed.hand_in(1, write_for_ever, paper)
        assert comes_true(lambda: paper.exists() and bool(paper.read_text()))
        raise ZeroDivisionError
    assert not is_running(int(paper.read_text()))


@pytest.mark.usefixtures("helped")
def test_a_month_that_fails_ends_the_second_process_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = create_workspace(tmp_path / "kantor", "63.05")
    fill_inbox(office.root)
    started: list[subprocess.Popen[bytes]] = []

    def start_and_note(program: str) -> tuple[subprocess.Popen[bytes], Connection]:
        process, line = processes.start(program)
        started.append(process)
        return process, line

    def fail_at_linkage(name: str, step: Step) -> StepCount:
        if name == "resolve identities":
            assert [process.poll() for process in started] == [None], "it writes already"
            raise ZeroDivisionError
        return step()

    monkeypatch.setattr(papers, "start", start_and_note)
    with pytest.raises(ZeroDivisionError):
        run_month(office, PERIOD, fail_at_linkage)
    assert [process.poll() for process in started] == [-signal.SIGKILL]


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    paper = tmp_path / "first"
    with subprocess.Popen(
        [sys.executable, "-m", papers_to_write.__name__, str(tmp_path)], cwd=ROOT
    ) as run:
        try:
            assert comes_true(lambda: paper.exists() and bool(paper.read_text()))
            helper = int(paper.read_text())
            assert helper != run.pid and is_running(helper)
        finally:
            run.kill()
    assert comes_true(lambda: not is_running(helper))
