"""A finished run waits for people: whole or not there at all, and only while its basis stands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipelines.commands.unpublish import unpublish
from pipelines.errors import RunError, UsageError
from pipelines.office.publications import hold, recover, swap, swap_in
from pipelines.office.publications.held import Held, held_runs
from pipelines.office.publications.lineage import built_on, lost_basis
from pipelines.office.publications.waiting import discard_held, publish_held
from pipelines.office.publications.withdrawing import withdraw, withdrawals
from pipelines.office.workspace import Workspace

EARLIER, PERIOD, LATER = "2026-09", "2026-10", "2026-11"


class Cut(BaseException):
    """Stands for the power failing: nothing in the program may catch it."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / ".padan").mkdir()
    (tmp_path / "padan.toml").write_text('region = "63.05"\n')
    return Workspace(tmp_path)


def finished(workspace: Workspace, content: str, period: str = PERIOD) -> tuple[Path, Path]:
    """A finished run whose database and report say `content`."""
    database = workspace.state / f"building-{period}.duckdb"
    database.write_text(content)
    folder = workspace.state / f"building-{period}"
    folder.mkdir(exist_ok=True)
    report = {"finished": content, "built_on": built_on(workspace, period)}
    (folder / "report.json").write_text(json.dumps(report))
    return database, folder


def publish(workspace: Workspace, content: str, period: str = PERIOD) -> None:
    swap_in(workspace, period, *finished(workspace, content, period))


def kept_back(workspace: Workspace, content: str, period: str = PERIOD) -> None:
    hold(workspace, period, *finished(workspace, content, period))


def said(folder: Path) -> str:
    return str(json.loads((folder / "report.json").read_text())["finished"])


def published(workspace: Workspace, period: str = PERIOD) -> set[str]:
    return {workspace.database(period).read_text(), said(workspace.out(period))}


def left(workspace: Workspace) -> set[str]:
    return {path.name for path in workspace.state.iterdir()} - {"run.lock"}


def test_a_held_run_changes_nothing_that_is_published(workspace: Workspace) -> None:
    publish(workspace, "old")
    kept_back(workspace, "new")
    assert published(workspace) == {"old"}
    assert [held.period for held in held_runs(workspace)] == [PERIOD]


def test_a_held_run_is_published_whole_and_nothing_of_it_stays_behind(workspace: Workspace) -> None:
    publish(workspace, "old")
    kept_back(workspace, "new")
    publish_held(workspace, PERIOD)
    assert published(workspace) == {"new"}
    assert left(workspace) == set()


def test_a_held_run_can_be_dropped(workspace: Workspace) -> None:
    kept_back(workspace, "new")
    discard_held(workspace, PERIOD)
    assert left(workspace) == set() and workspace.published_periods() == []
    with pytest.raises(UsageError, match="tidak ada hasil"):
        publish_held(workspace, PERIOD)


def test_a_further_held_run_takes_the_place_of_the_first(workspace: Workspace) -> None:
    kept_back(workspace, "first")
    kept_back(workspace, "second")
    (held,) = held_runs(workspace)
    assert said(held.out) == "second" == held.database.read_text()


def test_a_run_that_is_not_finished_is_not_held(workspace: Workspace) -> None:
    database, folder = finished(workspace, "new")
    database.with_name(database.name + ".wal").write_text("pending")
    with pytest.raises(RunError, match="not closed"):
        hold(workspace, PERIOD, database, folder)
    assert held_runs(workspace) == []


@pytest.mark.parametrize("change", ["rerun of the month before", "withdrawal", "own rerun"])
def test_a_held_run_whose_basis_changed_is_not_published(workspace: Workspace, change: str) -> None:
    publish(workspace, "september", EARLIER)
    kept_back(workspace, "new")
    if change == "rerun of the month before":
        publish(workspace, "september again", EARLIER)
    elif change == "withdrawal":
        withdraw(workspace, EARLIER, "berkas keliru")
    else:
        publish(workspace, "meanwhile")
    with pytest.raises(UsageError, match="jalankan lagi"):
        publish_held(workspace, PERIOD)
    assert len(held_runs(workspace)) == 1


@pytest.mark.parametrize("action", ["hold", "publish", "discard"])
def test_a_cut_at_any_file_operation_leaves_a_whole_run_or_none(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    """Cut before the 1st, 2nd, ... operation that changes the disk; what is left must be whole."""
    publish(workspace, "old")
    cuts = 0
    real = {name: getattr(os, name) for name in ("rename", "replace", "unlink", "rmdir")}
    real["fsync"] = lambda handle: None
    real_exchange = swap.exchange
    for allowed in range(200):
        before = published(workspace)
        if action != "hold" and not held_runs(workspace):
            kept_back(workspace, f"run {allowed}")
        calls = 0

        def counted(do, *arguments, limit: int = allowed, **options):  # type: ignore[no-untyped-def]
            nonlocal calls
            calls += 1
            if calls > limit:
                raise Cut
            return do(*arguments, **options)

        with monkeypatch.context() as patch:
            for name, do in real.items():
                patch.setattr(os, name, lambda *a, do=do, **o: counted(do, *a, **o))
            patch.setattr(swap, "exchange", lambda *a: counted(real_exchange, *a))
            try:
                if action == "hold":
                    kept_back(workspace, f"run {allowed}")
                elif action == "publish":
                    publish_held(workspace, PERIOD)
                else:
                    discard_held(workspace, PERIOD)
            except Cut:
                cuts += 1
            else:
                break
        recover(workspace)
        assert len(published(workspace)) == 1
        if action != "publish":
            assert published(workspace) == before
        for held in held_runs(workspace):
            assert said(held.out) == held.database.read_text()
        waiting = {name for name in left(workspace) if name.startswith("waiting-")}
        assert len(waiting) in (0, 3), waiting
        for leftover in workspace.state.glob("building-*"):  # as the next run clears them
            if leftover.is_file():
                leftover.unlink()
    assert cuts > 2


def test_a_month_says_on_which_publication_it_was_built(workspace: Workspace) -> None:
    publish(workspace, "september", EARLIER)
    publish(workspace, "october")
    assert lost_basis(workspace, EARLIER) is None
    assert lost_basis(workspace, PERIOD) is None


def test_a_withdrawal_names_the_later_months_that_stay(workspace: Workspace) -> None:
    publish(workspace, "september", EARLIER)
    publish(workspace, "october")
    root = workspace.root
    message = unpublish(root, EARLIER, "berkas DTKS keliru")
    assert PERIOD in message and "mulai dari yang paling lama" in message
    message = unpublish(root, PERIOD, "berkas DTKS keliru")
    assert "sesudahnya" not in message


def test_a_month_above_a_withdrawn_one_says_so_even_when_that_runs_again(
    workspace: Workspace,
) -> None:
    publish(workspace, "september", EARLIER)
    publish(workspace, "october")
    publish(workspace, "november", LATER)
    withdraw(workspace, EARLIER, "berkas DTKS keliru")
    for period in (PERIOD, LATER):
        lost = lost_basis(workspace, period)
        assert lost and (lost.period, lost.fate) == (EARLIER, "withdrawn")
    (withdrawal,) = withdrawals(workspace)
    assert (withdrawal.period, withdrawal.reason) == (EARLIER, "berkas DTKS keliru")
    publish(workspace, "september, right files", EARLIER)
    assert lost_basis(workspace, LATER) is not None
    publish(workspace, "october again")
    assert lost_basis(workspace, PERIOD) is None
    lost = lost_basis(workspace, LATER)
    assert lost and (lost.period, lost.fate) == (PERIOD, "rerun")


def test_a_month_of_an_older_padan_says_nothing_of_its_basis(workspace: Workspace) -> None:
    database, folder = finished(workspace, "october")
    (folder / "report.json").write_text('{"finished": "october"}')
    swap_in(workspace, PERIOD, database, folder)
    assert lost_basis(workspace, PERIOD) is None


def test_a_marker_without_its_files_is_no_held_run(workspace: Workspace) -> None:
    kept_back(workspace, "new")
    Held(workspace, PERIOD).database.unlink()
    assert held_runs(workspace) == []
    recover(workspace)
    assert left(workspace) == set()
