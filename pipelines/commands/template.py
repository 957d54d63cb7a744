"""`padan template`: one village's prefilled list of next month."""

from __future__ import annotations

from pathlib import Path

from pipelines.office.workspace import open_workspace
from pipelines.publish.letters.months import window_words
from pipelines.publish.letters.on_request import write_requested_form


def write_template(root: Path, village: str, period: str | None) -> str:
    """Write the form and say in Indonesian where it lies and what to do with it."""
    form, path = write_requested_form(open_workspace(root), village, period)
    filled = f"berisi {len(form.rows)} orang" if form.rows else "masih kosong"
    return (
        f"Templat usulan {form.village.heading} ({filled}) ada di:\n{path}\n"
        f"Kirim ke desa/kelurahan; daftarnya ditunggu {window_words(form.window, form.period)}."
    )
