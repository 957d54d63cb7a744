"""A village's prefilled list for next month, written on request, outside the published folder.

Villages get theirs with each month's letter; this one is for a village that has lost it, and for an
office that has published nothing yet.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from pipelines.domain.periods import current_period, next_period
from pipelines.domain.regions import load_regions
from pipelines.domain.villages import Village
from pipelines.errors import UsageError
from pipelines.machine.database import open_published
from pipelines.machine.file_names import file_name
from pipelines.office.config import load_config
from pipelines.office.workspace import Workspace, require_period, require_published
from pipelines.publish.letters.listed import listed_rows
from pipelines.publish.letters.template import Form, write_form

FOLDER = "templat"


def write_requested_form(workspace: Workspace, typed: str, period: str | None) -> tuple[Form, Path]:
    """Write the form into WORKSPACE/templat/<code> <name>/; returns it and its path.

    `typed` is a village's code or name. `period` is the published month the form is filled from,
    the newest when null; the form is for the month after. Before anything is published it is an
    empty list. UsageError for an unknown village or a period that is not published.
    """
    config = load_config(workspace.config_file)
    village = _village(config.region, typed)
    base = _base(workspace, config.timezone, period)
    rows = []
    if base in workspace.published_periods():
        with closing(open_published(workspace.database(base))) as con:
            rows = listed_rows(con, village.code).to_dicts()
    form = Form(village, next_period(base), config.submission_window, rows)
    folder = workspace.root / FOLDER / file_name(village.file_stem)
    folder.mkdir(parents=True, exist_ok=True)
    return form, write_form(form, folder)


def _village(region: str, typed: str) -> Village:
    regions = load_regions(region)
    found = regions.village_by_code(typed) or regions.village_by_name(typed, fuzzy=False)
    if found is None:
        example = regions.villages[0]
        raise UsageError(
            f"desa/kelurahan '{typed}' tidak dikenal di {regions.name}; tulis kodenya, misalnya "
            f"{example.code} untuk {example.name}"
        )
    return regions.by_code[found.code]


def _base(workspace: Workspace, timezone: str, period: str | None) -> str:
    """The month whose list is carried over: published, or the current one when none is."""
    published = workspace.published_periods()
    if period is None:
        inbox = workspace.inbox_periods()
        return published[-1] if published else inbox[-1] if inbox else current_period(timezone)
    require_period(period)
    if published:
        require_published(workspace, period)
    return period
