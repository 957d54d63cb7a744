"""A village's prefilled list for next month, written on request, outside the published folder.

Villages get theirs with each month's letter; this one is for a village that has lost it, and for an
office that has published nothing yet.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from pipelines.domain.regions import load_regions
from pipelines.domain.words import file_name
from pipelines.errors import UsageError
from pipelines.machine.database import open_published
from pipelines.office.config import load_config
from pipelines.office.workspace import Workspace, require_period, require_published
from pipelines.publish.letters.listed import listed_rows
from pipelines.publish.letters.months import next_period
from pipelines.publish.letters.template import Form, write_form
from pipelines.publish.printed_places import Place, places_of

FOLDER = "templat"


def write_requested_form(
    workspace: Workspace, village: str, period: str | None
) -> tuple[Form, Path]:
    """Write the form into WORKSPACE/templat/<code> <name>/; returns it and its path.

    `village` is a code or a name. `period` is the published month the form is filled from, the
    newest when null; the form is for the month after. Before anything is published it is an empty
    list. UsageError for an unknown village or a period that is not published.
    """
    config = load_config(workspace.config_file)
    place = _place(config.region, village)
    base = _base(workspace, period)
    rows = []
    if base in workspace.published_periods():
        with closing(open_published(workspace.database(base))) as con:
            rows = listed_rows(con, place.code).to_dicts()
    form = Form(place, next_period(base), config.submission_window, rows)
    folder = workspace.root / FOLDER / file_name(place.file_stem)
    folder.mkdir(parents=True, exist_ok=True)
    return form, write_form(form, folder)


def _place(region: str, typed: str) -> Place:
    regions = load_regions(region)
    found = regions.village_by_code(typed) or regions.village_by_name(typed, fuzzy=False)
    if found is None:
        example = regions.villages[0]
        raise UsageError(
            f"desa/kelurahan '{typed}' tidak dikenal di {regions.name}; tulis kodenya, misalnya "
            f"{example.code} untuk {example.name}"
        )
    return places_of(region).get(found.code)


def _base(workspace: Workspace, period: str | None) -> str:
    """The month whose list is carried over: published, or the current one when none is."""
    published = workspace.published_periods()
    if period is None:
        inbox = workspace.inbox_periods()
        return published[-1] if published else inbox[-1] if inbox else f"{date.today():%Y-%m}"
    require_period(period)
    if published:
        require_published(workspace, period)
    return period
