"""A failing disk and a lack of memory are put in a sentence; our own mistakes stay loud."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import RunError, UsageError
from pipelines.machine import trouble
from pipelines.machine.trouble import in_words, trouble_in_words


def raised_from(cause: BaseException) -> RuntimeError:
    """A library's error with `cause` behind it."""
    error = RuntimeError("500 Internal Server Error")
    error.__context__ = cause
    return error


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "penuh"),
        (errno.EACCES, "tidak ada izin"),
        (errno.EROFS, "hanya dapat dibaca"),
        (errno.EIO, "gagal dibaca"),
    ],
)
def test_a_failing_disk_is_reported_with_its_place_and_what_to_do(code: int, said: str) -> None:
    error = OSError(code, os.strerror(code), "/kantor/out")
    message = in_words(error) or ""
    assert message.startswith("/kantor/out: ")
    assert said in message


def test_a_full_disk_behind_a_librarys_error_is_found() -> None:
    assert in_words(raised_from(OSError(errno.ENOSPC, "No space left"))) == trouble.FULL


def test_a_lack_of_memory_is_reported_with_the_setting_that_helps() -> None:
    assert "memory_limit" in (in_words(MemoryError()) or "")
    assert "memory_limit" in (in_words(duckdb.OutOfMemoryException("could not allocate")) or "")


def test_a_full_workspace_is_reported_where_no_library_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert in_words(RuntimeError("500"), tmp_path) is None
    monkeypatch.setattr(trouble, "FULL_BELOW", 1 << 62)
    assert trouble.FULL in (in_words(RuntimeError("500"), tmp_path) or "")


def test_a_mistake_of_our_own_passes_unchanged() -> None:
    with pytest.raises(KeyError), trouble_in_words():
        raise KeyError("nama")


def test_what_was_said_on_purpose_passes_unchanged(tmp_path: Path) -> None:
    with pytest.raises(UsageError), trouble_in_words(tmp_path):
        raise UsageError("pilih satu")


def test_what_happened_stays_behind_the_sentence() -> None:
    with pytest.raises(RunError) as raised, trouble_in_words():
        raise PermissionError(errno.EACCES, "Permission denied", "/kantor/out")
    assert isinstance(raised.value.__cause__, PermissionError)


def test_the_command_says_it_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "berkas").touch()
    command = [sys.executable, "-m", "pipelines.cli", "init", str(tmp_path / "berkas" / "kantor")]
    done = subprocess.run([*command, "--region", "63.05"], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "adalah berkas" in done.stderr
