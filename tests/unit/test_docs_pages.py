"""What the README, the guide and the runbook say can be typed and followed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
import typer

from pipelines.cli import app
from pipelines.domain.words import KINDS
from pipelines.office.config import SourceName
from pipelines.office.ledger import VERDICTS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
GUIDE = ROOT / "docs/panduan.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`(padan [^`\n]+)`")
LINK = re.compile(r"\]\(([^)]+)\)")
ROOMS = "pipelines|review|schemas|sql|tests|notebooks"
PATH = re.compile(rf"(?<![\w./])(?:{ROOMS})/[\w./-]*\w")
MODULE = re.compile(rf"(?<![\w./])(?:{ROOMS})(?:\.[a-z_]\w*)+(?!/)")


def page_name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def heading_anchors(text: str) -> set[str]:
    """Anchors as GitHub makes them of headings, and those set by hand."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
    return made | set(re.findall(r'<a id="([a-z_]+)">', text))


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    dangling = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if target.startswith("http"):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path) if path else page
        if not file.exists() or (
            anchor and anchor not in heading_anchors(file.read_text(encoding="utf-8"))
        ):
            dangling.append(target)
    assert dangling == []


def is_there(dotted: str) -> bool:
    """Whether a dotted name is a package, a module, or something that one of them defines."""
    place = ROOT
    *parts, last = dotted.split(".")
    for number, part in enumerate(parts, start=1):
        file = place / f"{part}.py"
        if file.is_file():
            return defines(file, parts[number] if number < len(parts) else last)
        place = place / part
    inside = place / "__init__.py"
    return (
        (place / last).is_dir()
        or (place / f"{last}.py").is_file()
        or (inside.is_file() and last in inside.read_text(encoding="utf-8"))
    )


def defines(module: Path, name: str) -> bool:
    defined = rf"^\s*(?:def|class) {name}\b|^\s*{name}\s*[:=]"
    return re.search(defined, module.read_text(encoding="utf-8"), re.MULTILINE) is not None


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_what_pages_name_of_the_program_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [path for path in PATH.findall(text) if not (ROOT / path).exists()] == []
    assert [name for name in MODULE.findall(text) if not is_there(name)] == []


def test_modules_named_in_docstrings_and_comments_are_there() -> None:
    gone = {
        (page_name(file), name)
        for room in ("pipelines", "review", "schemas", "sql")
        for file in (ROOT / room).rglob("*")
        if file.suffix in (".py", ".sql")
        for name in MODULE.findall(file.read_text(encoding="utf-8"))
        if "__" not in name and not is_there(name)
    }
    assert gone == set()


def calls(text: str) -> list[str]:
    """The calls of padan in a page: lines of shell blocks, and code inside sentences."""
    lines = "\n".join(BLOCK.findall(text)).splitlines()
    return [line for line in lines if line.startswith("padan ")] + INLINE.findall(text)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_command_in_the_pages_exists_with_its_options(page: Path) -> None:
    for call in calls(page.read_text(encoding="utf-8")):
        words = shlex.split(call, comments=True)[1:]
        command = typer.main.get_command(app)
        while hasattr(command, "commands") and words and not words[0].startswith("-"):
            assert words[0] in command.commands, call
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        assert {word for word in words if word.startswith("--")} <= known, call


def test_the_guide_explains_every_kind_of_finding_and_every_source() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for kind, words in KINDS.items():
        assert f"{words.title} (`{kind}`)" in text
    for source in get_args(SourceName):
        assert f"| `{source}` |" in text


def test_the_guide_lists_every_kind_of_decision() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert [kind for kind in VERDICTS if f"| `{kind}` |" not in text] == []


def test_the_example_decisions_of_the_guide_are_accepted(workspace_root: Path) -> None:
    lines = GUIDE.read_text(encoding="utf-8").split("| kind | subject_ids |")[1].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:6]]
    table = workspace_root / "keputusan.csv"
    columns = "kind,subject_ids,verdict,reason,by,at"
    table.write_text("\n".join([columns, *(",".join(f'"{c}"' for c in row) for row in rows)]))
    # In a process of its own: Django's settings are global to a process.
    command = [sys.executable, "-m", "pipelines.cli", "decisions", "import"]
    done = subprocess.run(
        [*command, str(workspace_root), str(table)], capture_output=True, text=True, check=True
    )
    assert "4 keputusan dicatat" in done.stdout


def test_no_page_holds_a_number_of_sixteen_digits() -> None:
    for page in PAGES:
        assert re.search(r"\b\d{16}\b", page.read_text(encoding="utf-8")) is None, page.name


def test_the_picture_in_the_readme_is_small() -> None:
    assert (ROOT / "docs/img/dashboard.png").stat().st_size < 300_000
