"""`padan run`: the month as a Prefect flow, with progress and a summary for officers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from pipelines.flows.server import prefect_server
from pipelines.machine.logs import mask_tracebacks
from pipelines.machine.trouble import trouble_in_words
from pipelines.office.config import load_config
from pipelines.office.corrections import load_corrections
from pipelines.office.workspace import open_workspace, require_inbox
from pipelines.run.step_names import step_label
from pipelines.run.summary import summarize


def run_and_report(root: Path, period: str, *, hold: bool = False) -> None:
    """Run the flow for `period`, show its progress, and print what an officer needs to know.

    With `hold` the finished run waits for `padan publish`.
    """
    mask_tracebacks()
    place = open_workspace(root)
    load_config(place.config_file)  # a wrong key is reported before Prefect starts
    load_corrections(place.corrections_file)
    require_inbox(place, period)
    console = Console(stderr=True)
    with (
        trouble_in_words(place.root),
        console.status("Menyiapkan alur kerja Prefect …") as status,
        prefect_server(place) as wait_for_server,
        steps_shown(console, status.update),
    ):
        # Imported while the server starts, of whose settings Prefect takes note then.
        from pipelines.flows.monthly import monthly

        wait_for_server()
        monthly(str(place.root), period, hold)
    typer.echo(_held(period) if hold else summarize(place, period))


def _held(period: str) -> str:
    return (
        f"Hasil {period} sudah jadi dan ditahan; yang sudah terbit tetap berlaku. Bandingkan di "
        f"halaman Jalankan, lalu terbitkan di sana atau dengan `padan publish`."
    )


class _StepLines(logging.Handler):
    """Turns the month's log events into lines on the terminal."""

    def __init__(self, console: Console, update: Callable[[str], None]) -> None:
        super().__init__()
        self.console = console
        self.update = update

    def emit(self, record: logging.LogRecord) -> None:
        counts = getattr(record, "counts", {})
        name = step_label(counts["step"])
        if "seconds" in counts:
            self.console.print(f"  ✓ {name} ({counts['seconds']:.1f} detik)", highlight=False)
        else:
            self.update(f"{name} …")


@contextmanager
def steps_shown(console: Console, update: Callable[[str], None]) -> Iterator[None]:
    """Show each step of the month on the terminal while inside."""
    logger = logging.getLogger("padan.month")
    handler = _StepLines(console, update)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
