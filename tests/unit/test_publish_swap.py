"""Publishing is all or nothing, wherever it is cut off."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.errors import RunError
from pipelines.office.publications import recover, swap, swap_in
from pipelines.office.workspace import Workspace

PERIOD = "2026-10"


class Cut(BaseException):
    """Stands for the power failing: nothing in the program may catch it."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / ".padan").mkdir()
    return Workspace(tmp_path)


def finished(workspace: Workspace, content: str) -> tuple[Path, Path]:
    """A finished run whose database and outputs all say `content`."""
    database = workspace.state / f"building-{PERIOD}.duckdb"
    database.write_text(content)
    folder = workspace.state / f"building-{PERIOD}"
    (folder / "verification").mkdir(parents=True)
    (folder / "report.json").write_text(content)
    (folder / "verification" / "desa.xlsx").write_text(content)
    return database, folder


def publish(workspace: Workspace, content: str) -> None:
    swap_in(workspace, PERIOD, *finished(workspace, content))


def published(workspace: Workspace) -> set[str]:
    """What the published database and files say; one value when they belong together."""
    out = workspace.out(PERIOD)
    places = [workspace.database(PERIOD), out / "report.json", out / "verification" / "desa.xlsx"]
    return {place.read_text() for place in places}


def test_a_first_publication_is_in_place_and_leaves_nothing_behind(workspace: Workspace) -> None:
    publish(workspace, "first")
    assert published(workspace) == {"first"}
    assert list(workspace.state.iterdir()) == []


def test_a_rerun_replaces_the_period_whole(workspace: Workspace) -> None:
    publish(workspace, "first")
    (workspace.out(PERIOD) / "old only.txt").write_text("gone after the rerun")
    publish(workspace, "second")
    assert published(workspace) == {"second"}
    assert not (workspace.out(PERIOD) / "old only.txt").exists()
    assert list(workspace.state.iterdir()) == []


def test_file_systems_without_exchange_publish_by_two_renames(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    publish(workspace, "first")
    publish(workspace, "second")
    assert published(workspace) == {"second"}
    assert list(workspace.state.iterdir()) == []


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("earlier", [True, False])
def test_a_cut_at_any_file_operation_leaves_the_old_or_becomes_the_new(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, exchange: bool, earlier: bool
) -> None:
    """Cut before the 1st, 2nd, ... operation that changes the disk; recover; it must be whole."""
    cuts = 0
    real: dict[str, Callable[..., object]] = {
        "rename": os.rename,
        "replace": os.replace,
        "fsync": lambda handle: None,
    }
    real_exchange = swap.exchange
    if earlier:
        publish(workspace, "old")
    before = {"old"} if earlier else set()

    for allowed in range(200):
        calls = 0

        def counted(name: str, *arguments: object, limit: int = allowed) -> object:
            nonlocal calls
            calls += 1
            if calls > limit:
                raise Cut
            return real[name](*arguments)

        def exchanged(one: Path, other: Path, limit: int = allowed) -> bool:
            nonlocal calls
            calls += 1
            if calls > limit:
                raise Cut
            return real_exchange(one, other) if exchange else False

        with monkeypatch.context() as patch:
            patch.setattr(os, "rename", lambda *a: counted("rename", *a))
            patch.setattr(os, "replace", lambda *a: counted("replace", *a))
            patch.setattr(os, "fsync", lambda *a: counted("fsync", *a))
            patch.setattr(swap, "exchange", exchanged)
            content = f"run {allowed}"
            try:
                publish(workspace, content)
            except Cut:
                cuts += 1
            else:
                break
        recover(workspace)
        state = published(workspace) if workspace.out(PERIOD).exists() else set()
        assert state in (before, {content}), f"half published after {allowed} operations"
        before = state
        clear_building(workspace)
    assert cuts > 8
    assert published(workspace) == {content}


def clear_building(workspace: Workspace) -> None:
    """What a new run clears away before it starts."""
    for leftover in workspace.state.glob("building-*"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()


def test_with_exchange_readers_never_find_the_period_missing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(workspace, "old")
    seen = []
    real = os.replace

    def watched(one: Path, other: Path) -> None:
        seen.append((workspace.out(PERIOD) / "report.json").read_text())
        real(one, other)

    def forbidden(one: Path, other: Path) -> None:
        raise AssertionError("the old folder was moved away before the new one stood there")

    monkeypatch.setattr(os, "replace", watched)
    monkeypatch.setattr(os, "rename", forbidden)
    publish(workspace, "new")
    assert seen == ["old", "new"]


def test_a_database_that_is_still_open_is_not_published(workspace: Workspace) -> None:
    database, folder = finished(workspace, "first")
    database.with_name(database.name + ".wal").write_text("pending")
    with pytest.raises(RunError, match="not closed"):
        swap_in(workspace, PERIOD, database, folder)
    assert not workspace.out(PERIOD).exists()


def test_outputs_without_a_report_are_not_published(workspace: Workspace) -> None:
    database, folder = finished(workspace, "first")
    (folder / "report.json").unlink()
    with pytest.raises(RunError, match="not complete"):
        swap_in(workspace, PERIOD, database, folder)


def test_recovering_a_new_workspace_does_nothing(tmp_path: Path) -> None:
    recover(Workspace(tmp_path))
    assert list(tmp_path.iterdir()) == []
