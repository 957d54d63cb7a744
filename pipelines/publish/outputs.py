"""All outputs of a period, written into one folder that nobody reads yet.

Except the workbooks of rows that need mending (`rejected`), whose contents are known long before.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.domain.regions import load_regions
from pipelines.office.config import Config
from pipelines.publish.dashboard.page import render_dashboard
from pipelines.publish.papers import Papers
from pipelines.publish.queries import query
from pipelines.publish.report import build_report, write_report
from pipelines.publish.run_info import RunInfo
from pipelines.publish.tables import write_tables
from pipelines.publish.workbooks.siks import write_siks
from pipelines.publish.workbooks.verification import write_verification


def write_outputs(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    period: str,
    run_info: RunInfo,
    folder: Path,
    papers: Papers,
) -> None:
    """Write every output of the contract but the rejected rows into the existing `folder`.

    Workbooks of villages are handed in to `papers`, the first as early as can be.

    Reads `raw`, `core`, `link` and `out` tables of `con` and changes nothing in it. Errors are
    our own mistakes and go up: a period with a missing output must not be published.
    """
    coverage = query(con, "coverage")
    regions = load_regions(config.region)
    findings = query(con, "verification")
    write_verification(findings, regions, period, folder / "verification", papers)
    write_tables(con, folder)
    write_siks(query(con, "siks_proposals"), period, folder / "usulan-siks.xlsx")
    report = build_report(con, config, period, run_info)
    page = render_dashboard(con, period, coverage, regions, report)
    (folder / "dashboard.html").write_text(page, encoding="utf-8")
    write_report(report, folder / "report.json")
