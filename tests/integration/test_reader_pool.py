"""Reader processes: whatever a file does to one, its file is refused and the others are read."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.errors import RunError
from pipelines.intake import reader_pool
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.limits import READER_MEMORY_MIB
from pipelines.intake.reader_pool import ReadTask, _pool, read_files
from pipelines.intake.reading import Reading, read_content
from tests.support.intake_files import FAMILIES, HEADER, text

CONTENT = text([HEADER, *FAMILIES])


@pytest.fixture(autouse=True)
def own_pool() -> Iterator[None]:
    """Readers of other tests are no part of these, nor these of others."""
    reader_pool._pool.cache_clear()
    yield
    reader_pool._pool.cache_clear()


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_pool, "PROGRAM", "tests.integration.misbehaving_reader")


def results(folder: Path, *names: str) -> list[str]:
    """What became of files of the same content by these names: `read` or the refusal."""
    found = read_files(tasks_of(folder, *names))
    return [r.code if isinstance(r, RefusedFile) else "read" for r in found]


def tasks_of(folder: Path, *names: str) -> list[ReadTask]:
    """Files of the same content by these names."""
    path = folder / "berkas.csv"
    path.write_bytes(CONTENT)
    digest = hashlib.sha256(CONTENT).hexdigest()
    return [ReadTask(path, digest, len(CONTENT), "usulan-desa", name) for name in names]


def test_a_file_is_read_by_another_process_as_by_this_one(tmp_path: Path) -> None:
    path = tmp_path / "Tatakan Agustus 2026.csv"
    path.write_bytes(CONTENT)
    digest = hashlib.sha256(CONTENT).hexdigest()
    (there,) = read_files([ReadTask(path, digest, len(CONTENT), "usulan-desa", path.name)])
    here = read_content(CONTENT, "usulan-desa", path.name)
    assert isinstance(there, Reading)
    assert there.tables["usulan_desa"][0].equals(here.tables["usulan_desa"][0])
    assert (there.list_date, there.layout) == (here.list_date, here.layout)


@pytest.mark.usefixtures("misbehaving")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("aborts", "too_heavy"),
        ("exits", "too_heavy"),
        ("raises", "reader_failed"),
        ("computes", "too_heavy"),
        ("allocates", "too_heavy"),
    ],
)
def test_a_file_that_ends_its_reader_is_refused_and_the_others_are_read(
    name: str, code: str, tmp_path: Path
) -> None:
    assert results(tmp_path, "a", name, "b", "c") == ["read", code, "read", "read"]


@pytest.mark.usefixtures("misbehaving")
def test_a_reader_that_waits_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_pool, "cpu_seconds", lambda size: 0.6)
    assert results(tmp_path, "waits", "b") == ["too_heavy", "read"]


@pytest.mark.usefixtures("misbehaving")
def test_a_file_is_not_refused_for_the_memory_that_others_left_scattered(tmp_path: Path) -> None:
    name = "is short of memory after other files"
    assert results(tmp_path, "a", "b", name, "c") == ["read"] * 4


@pytest.mark.usefixtures("misbehaving")
def test_a_failure_of_our_own_code_is_reported_without_what_the_file_said(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    results(tmp_path, "raises")
    reported = capfd.readouterr().err
    assert "ValueError" in reported and "misbehaving_reader.py" in reported
    assert "RAMLI" not in reported.replace('raise ValueError("RAMLI 6305020108800001")', "")


def test_readers_that_cannot_be_started_fail_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_pool, "PROGRAM", "tests.integration.no_such_reader")
    with pytest.raises(RunError):
        results(tmp_path, "a")


def fail_once(happened: Callable[[], bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have reading the file `fails` fail, once something has happened."""
    one_by_one = reader_pool._ReaderPool._read

    def read(pool: reader_pool._ReaderPool, task: ReadTask) -> Reading | RefusedFile:
        if task.file != "fails":
            return one_by_one(pool, task)
        deadline = time.monotonic() + 60
        while not happened() and time.monotonic() < deadline:
            time.sleep(0.01)
        raise ZeroDivisionError

    monkeypatch.setattr(reader_pool._ReaderPool, "_read", read)


@pytest.mark.usefixtures("misbehaving")
def test_readers_at_work_are_ended_when_reading_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed_by: list[threading.Thread] = []
    end = reader_pool._Reader.end

    def recorded(reader: reader_pool._Reader) -> None:
        closed_by.append(threading.current_thread())
        end(reader)

    monkeypatch.setattr(reader_pool._Reader, "end", recorded)
    running = _pool(READER_MEMORY_MIB)._running
    fail_once(lambda: bool(running), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        results(tmp_path, "fails", "waits")
    assert all(r._process.poll() is not None for r in running)
    assert closed_by and threading.main_thread() not in closed_by, (
        "the line to a reader is closed only by the thread that reads from it"
    )


def test_a_reader_being_started_when_reading_fails_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, killed = threading.Event(), threading.Event()
    start, shutdown = reader_pool._Reader.__init__, ThreadPoolExecutor.shutdown

    def started_late(reader: reader_pool._Reader, memory_mib: int) -> None:
        begun.set()
        start(reader, memory_mib)
        killed.wait(60)

    def waited_for(threads: ThreadPoolExecutor, wait: bool = True, **how: bool) -> None:
        if wait:  # by now those that were running have been killed
            killed.set()
        shutdown(threads, wait, **how)

    monkeypatch.setattr(reader_pool._Reader, "__init__", started_late)
    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", waited_for)
    fail_once(begun.is_set, monkeypatch)
    with pytest.raises(ZeroDivisionError):
        results(tmp_path, "fails", "a")
    assert all(r._process.poll() is not None for r in _pool(READER_MEMORY_MIB)._running)
