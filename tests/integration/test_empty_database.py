"""Prefect's empty database: made once, copied after that, and never in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

from pipelines.flows.empty_database import DATABASE, ELSEWHERE, cache_folder, provide

MADE = "select count(*) from sqlite_master where name = 'flow_run'"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own, and no database named by settings."""
    for name in ELSEWHERE:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder()


def made_by_prefect(home: Path) -> Path:
    """Provide in a process of its own: Prefect reads its settings once a process."""
    home.mkdir()
    program = "import sys, pathlib; from pipelines.flows.empty_database import provide; "
    program += "provide(pathlib.Path(sys.argv[1]))"
    settings = os.environ | {"PREFECT_HOME": str(home), "PREFECT_API_URL": ""}
    subprocess.run([sys.executable, "-c", program, str(home)], env=settings, check=True)
    return home / DATABASE


def test_the_first_workspace_makes_it_and_the_next_one_copies_it(
    cache: Path, tmp_path: Path
) -> None:
    first = made_by_prefect(tmp_path / "first")
    (kept,) = cache.iterdir()
    second = tmp_path / "second"
    second.mkdir()
    before = "prefect.server" in sys.modules
    provide(second)
    assert ("prefect.server" in sys.modules) == before
    assert [path.name for path in second.iterdir()] == [DATABASE]
    for database in (first, kept, second / DATABASE):
        with closing(sqlite3.connect(database)) as con:
            assert con.execute(MADE).fetchone() == (1,)


def test_a_workspace_that_has_one_keeps_it(cache: Path, tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"its own")
    provide(tmp_path)
    assert (tmp_path / DATABASE).read_bytes() == b"its own"
    assert not cache.exists()


def test_a_database_named_by_settings_is_left_to_prefect(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ELSEWHERE[0], "postgresql+asyncpg://kantor/prefect")
    provide(tmp_path)
    assert not (tmp_path / DATABASE).exists() and not cache.exists()


def test_a_damaged_copy_is_no_error(cache: Path, tmp_path: Path) -> None:
    cache.mkdir(parents=True)
    (cache / f"prefect-{version('prefect')}.db").write_bytes(
        b"no database, but as long as one" * 40
    )
    home = tmp_path / "home"
    home.mkdir()
    provide(home)
    assert list(home.iterdir()) == []


def test_a_user_without_a_home_is_no_error(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    provide(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_error(cache: Path, tmp_path: Path) -> None:
    cache.parent.write_text("a file where the folder should be")
    assert made_by_prefect(tmp_path / "first").exists()
