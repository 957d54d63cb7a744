"""docs/kamus-data.md says what the schemas say, and says it of every table."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from pipelines.commands.dictionary import main, render
from schemas import core, link, out, out_lists, out_pages, out_urgency
from schemas.problems import PROBLEMS
from schemas.sources import TABLES
from schemas.tables import declared_tables, table_name

PAGE = Path(__file__).parents[2] / "docs/kamus-data.md"


def test_the_data_dictionary_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "run `make docs`"


@pytest.mark.parametrize(
    ("layer", "module"),
    [
        ("core", core),
        ("link", link),
        ("out", out),
        ("out", out_lists),
        ("out", out_urgency),
        ("out", out_pages),
    ],
)
def test_every_declared_table_has_its_columns_in_the_dictionary(
    layer: str, module: ModuleType
) -> None:
    tables = declared_tables(module)
    assert tables
    for table in tables:
        heading = f"</a>{layer}.{table_name(table)}\n"
        assert heading in render()
        section = render().split(heading)[1].split("\n#")[0]
        for name in table.to_schema().columns:
            assert f"\n| `{name}` |" in section


def test_the_dictionary_names_every_source_table_and_problem_code() -> None:
    page = render()
    assert [name for name in [*TABLES, *PROBLEMS] if f"\n| `{name}` |" not in page] == []


def test_personal_columns_are_marked() -> None:
    person = render().split("</a>core.person\n")[1].split("\n#")[0]
    rows = {line.split("`")[1]: line for line in person.splitlines() if line.startswith("| `")}
    assert "| P |" in rows["nik"]
    assert "| P |" not in rows["sex"]


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "kamus.md"
    monkeypatch.setattr("sys.argv", ["docs_dictionary", str(target)])
    main()
    assert target.read_text(encoding="utf-8") == render()


def test_every_page_has_a_heading_of_its_own_and_no_dangling_anchor() -> None:
    import re

    page = render()
    anchors = set(re.findall(r'<a id="([a-z_]+)">', page))
    assert set(re.findall(r"\]\(#([a-z_]+)\)", page)) <= anchors
