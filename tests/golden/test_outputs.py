"""What publish writes, compared with the files under expected/ that people have looked at.

After a wanted change: `pytest tests/golden --update-golden`, then read the diff.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

EXPECTED = Path(__file__).parent / "expected"


def workbook_text(path: Path) -> str:
    """Sheets and cells of a workbook as text, blank cells left out."""
    lines = []
    for sheet in openpyxl.load_workbook(path).worksheets:
        lines.append(f"# {sheet.title} {sheet.dimensions}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    lines.append(f"{cell.coordinate}: {cell.value}")
    return "\n".join(lines) + "\n"


def without_drawing(page: str) -> str:
    """The page with each chart reduced to its words: coordinates depend on the fonts at hand."""

    def words(chart: re.Match[str]) -> str:
        said = re.search(r'aria-label="([^"]*)"', chart.group())
        written = re.findall(r"<text[^>]*>([^<]*)</text>", chart.group())
        return f"[{said.group(1) if said else ''}: {' | '.join(written)}]"

    return re.sub(r"<svg.*?</svg>", words, page, flags=re.S)


def compare(request: pytest.FixtureRequest, name: str, text: str) -> None:
    expected = EXPECTED / name
    if request.config.getoption("--update-golden", default=False):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8"), f"{name} is not as it was"


@pytest.mark.parametrize(
    "name",
    [
        "verification/63.05.01.2003 Tungkap",
        "verification/63.05.02.2001 Tatakan",
        "verification/Desa belum diketahui",
        "rejected/63.05.01.2003 Tungkap",
        "rejected/usulan-desa - tanpa desa",
        "usulan-siks",
    ],
)
def test_a_workbook_reads_as_it_was_approved(
    published: Path, request: pytest.FixtureRequest, name: str
) -> None:
    compare(request, f"{name}.txt", workbook_text(published / f"{name}.xlsx"))


def test_the_dashboard_is_as_it_was_approved(
    published: Path, request: pytest.FixtureRequest
) -> None:
    page = (published / "dashboard.html").read_text(encoding="utf-8")
    compare(request, "dashboard.html", without_drawing(page))


def test_the_report_is_as_it_was_approved(published: Path, request: pytest.FixtureRequest) -> None:
    compare(request, "report.json", (published / "report.json").read_text(encoding="utf-8"))


def test_exactly_the_outputs_of_the_contract_are_written(published: Path) -> None:
    written = {str(p.relative_to(published)) for p in published.rglob("*") if p.is_file()}
    assert written == {
        "records.parquet",
        "flags.parquet",
        "persons.parquet",
        "households.parquet",
        "pairs_for_review.parquet",
        "coverage.parquet",
        "usulan-siks.xlsx",
        "dashboard.html",
        "report.json",
        # Beside the contract: a sample for blind opinions, and what became of ids.
        "evaluation_pairs.parquet",
        "id_history.parquet",
        # Resolved findings and notes that the program mended itself ask nothing of a village.
        "verification/63.05.01.2003 Tungkap.xlsx",
        "verification/63.05.02.2001 Tatakan.xlsx",
        "verification/Desa belum diketahui.xlsx",
        "rejected/63.05.01.2003 Tungkap.xlsx",
        "rejected/usulan-desa - tanpa desa.xlsx",
    }


def test_each_source_of_the_report_adds_up(published: Path) -> None:
    report: dict[str, Any] = json.loads((published / "report.json").read_text(encoding="utf-8"))
    assert report["sources"]
    for counts in [*report["sources"].values(), *report["files"]]:
        parts = counts["accepted"] + counts["rejected"] + counts["not_data"]
        assert counts["rows_read"] == parts
    assert [set(refused) for refused in report["files_refused"]] == [
        {"source", "file", "code", "message"}
    ]
    assert report["carried_forward"][0]["age_months"] == 2
