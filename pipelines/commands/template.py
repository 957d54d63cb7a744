"""`padan template`: one village's prefilled list of next month, outside the published folder."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from pipelines.domain.regions import load_regions
from pipelines.domain.words import file_name
from pipelines.errors import UsageError
from pipelines.machine.database import open_published
from pipelines.office.config import Config, load_config
from pipelines.office.workspace import Workspace, open_workspace, require_period
from pipelines.publish.letters.listed import listed_rows
from pipelines.publish.letters.months import next_period, window_words
from pipelines.publish.letters.template import Form, write_form
from pipelines.publish.printed_places import Place

FOLDER = "templat"


def write_template(root: Path, village: str, period: str | None) -> str:
    """Write the form into WORKSPACE/templat/<code> <name>/ and say in Indonesian where it lies.

    `period` is the published month it is filled from, the newest when null; the form is for the
    month after. Before anything is published it is an empty list. UsageError for an unknown
    village or a period that is not published.
    """
    workspace = open_workspace(root)
    config = load_config(workspace.config_file)
    place = _place(config, village)
    base = _base(workspace, period)
    rows = []
    if base in workspace.published_periods():
        with closing(open_published(workspace.database(base))) as con:
            rows = listed_rows(con, place.code).to_dicts()
    form = Form(place, next_period(base), config.submission_window, rows)
    folder = workspace.root / FOLDER / file_name(place.file_stem)
    folder.mkdir(parents=True, exist_ok=True)
    path = write_form(form, folder)
    filled = f"berisi {len(rows)} orang" if rows else "masih kosong"
    return (
        f"Templat usulan {place.heading} ({filled}) ada di:\n{path}\n"
        f"Kirim ke desa/kelurahan; daftarnya ditunggu {window_words(form.window, form.period)}."
    )


def _place(config: Config, typed: str) -> Place:
    regions = load_regions(config.region)
    found = regions.village_by_code(typed) or regions.village_by_name(typed, fuzzy=False)
    if found is None:
        example = regions.villages[0]
        raise UsageError(
            f"desa/kelurahan '{typed}' tidak dikenal di {regions.name}; tulis kodenya, misalnya "
            f"{example.code} untuk {example.name}"
        )
    village = regions.by_code[found.code]
    return Place(village.code, village.name, village.district, regions.name)


def _base(workspace: Workspace, period: str | None) -> str:
    """The month whose list is carried over: published, or the current one when none is."""
    published = workspace.published_periods()
    if period is None:
        inbox = workspace.inbox_periods()
        return published[-1] if published else inbox[-1] if inbox else f"{date.today():%Y-%m}"
    require_period(period)
    if published and period not in published:
        raise UsageError(f"periode '{period}' belum terbit; yang ada: {', '.join(published)}")
    return period
