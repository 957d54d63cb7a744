"""Papers are written by this process or by two others: each once, and none is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import RunError
from pipelines.publish import papers
from pipelines.publish.papers import Papers
from tests.integration import papers_to_write
from tests.integration.papers_to_write import die, fail, write_pid
from tests.support.small_month import build_database, write_small_month

ROOT = Path(papers.__file__).parents[2]


@pytest.fixture
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


@pytest.fixture
def by_writers(two_processors: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers are started with the first paper."""
    monkeypatch.setattr(papers, "WORTH_WRITERS", 0)


def who_wrote(folder: Path) -> set[int]:
    """Which processes wrote the papers in `folder`."""
    return {int(path.read_text()) for path in folder.iterdir()}


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


@pytest.mark.usefixtures("by_writers")
def test_each_paper_is_written_once_by_a_writer_that_ends_then(tmp_path: Path) -> None:
    with Papers() as handed:
        for number in range(20):
            handed.hand_in(1, write_pid, tmp_path / str(number))
    assert len([*tmp_path.iterdir()]) == 20
    assert os.getpid() not in who_wrote(tmp_path)
    assert not any(is_running(writer) for writer in who_wrote(tmp_path))


@pytest.mark.usefixtures("two_processors")
def test_a_month_is_the_same_bytes_whoever_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    month = {}
    for name, worth in (("alone", 10**9), ("by writers", 0)):
        monkeypatch.setattr(papers, "WORTH_WRITERS", worth)
        folder = tmp_path / name
        folder.mkdir()
        write_small_month(build_database(), folder)
        month[name] = {
            str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.xlsx")
        }
    assert len(month["alone"]) > 3
    assert month["alone"] == month["by writers"]


@pytest.mark.usefixtures("two_processors")
def test_a_small_regency_starts_no_writers(tmp_path: Path) -> None:
    with Papers() as handed:
        for number in range(20):
            handed.hand_in(papers.WORTH_WRITERS // 40, write_pid, tmp_path / str(number))
    assert who_wrote(tmp_path) == {os.getpid()}


def test_one_processor_gets_no_writers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    monkeypatch.setattr(papers, "WORTH_WRITERS", 0)
    with Papers() as handed:
        handed.hand_in(1, write_pid, tmp_path / "paper")
    assert who_wrote(tmp_path) == {os.getpid()}


@pytest.mark.usefixtures("by_writers")
def test_no_more_waits_than_memory_is_meant_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_WAITING", 30)
    with Papers() as handed:
        for number in range(10):
            handed.hand_in(10, write_pid, tmp_path / str(number))
            assert len([*tmp_path.iterdir()]) >= number - 2


@pytest.mark.usefixtures("by_writers")
def test_a_paper_that_fails_fails_the_run_which_drops_the_others(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be written"), Papers() as handed:
        handed.hand_in(papers.MOST_WAITING, fail)
        for number in range(1000):
            handed.hand_in(1, write_pid, tmp_path / str(number))
    assert len([*tmp_path.iterdir()]) < 1000


@pytest.mark.usefixtures("by_writers")
def test_a_writer_that_is_killed_fails_the_run() -> None:
    with pytest.raises(RunError), Papers() as handed:
        handed.hand_in(1, die)


@pytest.mark.usefixtures("by_writers")
def test_a_run_that_fails_leaves_no_process_behind(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    with pytest.raises(ZeroDivisionError), Papers() as handed:
        handed.hand_in(1, write_pid, paper)
        assert comes_true(lambda: paper.exists() and bool(paper.read_text()))
        raise ZeroDivisionError
    assert not is_running(int(paper.read_text()))


def test_a_killed_run_leaves_no_process_behind(tmp_path: Path) -> None:
    paper = tmp_path / "first"
    with subprocess.Popen(
        [sys.executable, "-m", papers_to_write.__name__, str(tmp_path)], cwd=ROOT
    ) as run:
        try:
            assert comes_true(lambda: paper.exists() and bool(paper.read_text()))
            writer = int(paper.read_text())
            assert writer != run.pid and is_running(writer)
        finally:
            run.kill()
    assert comes_true(lambda: not is_running(writer))
