"""The command line: every command documented, and the exit codes of the contract."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from pipelines import cli

NAMES = [
    "init", "demo", "run", "serve", "explain", "decisions", "user", "audit", "check", "template",
    "train", "publish", "unpublish",
]  # fmt: skip
SUBCOMMANDS = [["decisions", "export"], ["decisions", "import"], ["user", "add"]]


def padan(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as an officer does."""
    command = [sys.executable, "-m", "pipelines.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=given, check=False)


def test_help_names_every_command() -> None:
    output = CliRunner().invoke(cli.app, ["--help"]).output
    registered = set(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
    assert registered == set(NAMES)
    assert all(f"\n  {name} " in output for name in NAMES)


@pytest.mark.parametrize("command", [[name] for name in NAMES] + SUBCOMMANDS, ids=" ".join)
def test_each_commands_help_shows_an_example(command: list[str]) -> None:
    output = CliRunner().invoke(cli.app, [*command, "--help"]).output
    assert f"Example: padan {' '.join(command)}" in " ".join(output.split())


def test_help_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from pipelines.cli import app;"
        "CliRunner().invoke(app, ['--help']);"
        "print([m for m in ('polars', 'duckdb', 'prefect', 'django') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_init_over_another_workspace_exits_2_and_changes_nothing(workspace_root: Path) -> None:
    settings = workspace_root / "padan.toml"
    before = settings.read_text(encoding="utf-8")
    done = padan("init", str(workspace_root), "--region", "33.01")
    assert done.returncode == 2
    assert "sudah berisi ruang kerja" in done.stderr
    assert settings.read_text(encoding="utf-8") == before


def test_a_new_workspace_is_its_owners_alone(workspace_root: Path) -> None:
    assert workspace_root.stat().st_mode & 0o077 == 0


def test_a_prefect_server_that_does_not_answer_is_reported_in_a_sentence(
    workspace_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace_root / "inbox" / "2026-10").mkdir()
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    done = padan("run", str(workspace_root), "--period", "2026-10")
    assert done.returncode == 1
    assert "tidak menjawab" in done.stderr
    assert "Traceback" not in done.stderr


def test_init_makes_a_workspace_with_settings_and_inbox_only(workspace_root: Path) -> None:
    assert sorted(path.name for path in workspace_root.iterdir()) == ["inbox", "padan.toml"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["run", "WORKSPACE", "--period", "2026-10"], "tidak ada"),
        (["run", "WORKSPACE", "--period", "2026-13"], "bukan bulan"),
        (["run", "/nowhere", "--period", "2026-10"], "padan.toml"),
        (["run", "WORKSPACE"], "--period"),
        (["explain", "WORKSPACE", "--nik", "-"], "belum ada periode yang terbit"),
        (["unpublish", "WORKSPACE", "--period", "2026-10", "--reason", "x"], "belum terbit"),
        (["check", "/nowhere.csv", "--source", "usulan-desa"], "tidak ada"),
        (["check", "/nowhere.csv", "--source", "usul"], "tidak dikenal"),
        (["decisions", "import", "WORKSPACE", "/nowhere.csv"], "tidak ada"),
        (["decisions", "export", "WORKSPACE", "/tmp/x.pdf"], ".csv, .xlsx"),
        (["init", "/tmp/never-made", "--region", "99.99"], "tidak dikenal"),
        (["terbang"], "terbang"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_a_wrong_call_exits_2_and_says_what_to_do(
    workspace_root: Path, arguments: list[str], expected: str
) -> None:
    words = [str(workspace_root) if word == "WORKSPACE" else word for word in arguments]
    result = CliRunner().invoke(cli.app, words)
    code = getattr(result.exception, "exit_code", getattr(result.exception, "code", None))
    assert code == 2
    assert expected in f"{result.output} {result.exception}"


def test_a_wrong_key_stops_a_run_before_it_starts(workspace_root: Path) -> None:
    with (workspace_root / "padan.toml").open("a") as settings:
        settings.write("thread = 3\n")
    done = padan("run", str(workspace_root), "--period", "2026-10")
    assert done.returncode == 2
    assert "kunci 'engine.thread'" in done.stderr and "'threads'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demo_of_no_month_leaves_no_workspace_behind(tmp_path: Path) -> None:
    done = padan("demo", str(tmp_path / "contoh"), "--households", "50", "--period", "2026-13")
    assert done.returncode == 2
    assert "bukan bulan" in done.stderr
    assert not (tmp_path / "contoh").exists()


def test_what_init_says_to_type_next_can_be_pasted(tmp_path: Path) -> None:
    folder = tmp_path / "ruang kerja"
    done = padan("init", str(folder), "--region", "63.05")
    assert f"padan run '{folder}' --period" in done.stdout


def test_check_of_a_folder_says_that_it_is_no_file(tmp_path: Path) -> None:
    done = padan("check", str(tmp_path), "--source", "usulan-desa")
    assert done.returncode == 2
    assert "bukan berkas" in done.stderr
