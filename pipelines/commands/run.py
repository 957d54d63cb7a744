"""`padan run`: the month as a Prefect flow, with progress and a summary for officers."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from pipelines.config import load_config
from pipelines.corrections import load_corrections
from pipelines.errors import RunError
from pipelines.logs import mask_tracebacks, private_folder
from pipelines.month import require_inbox
from pipelines.summary import summarise
from pipelines.workspace import Workspace, open_workspace

STEP_NAMES = {
    "read inbox": "Membaca berkas",
    "standardise rows": "Merapikan dan memeriksa baris",
    "load database": "Memuat basis data",
    "resolve identities": "Mencocokkan orang dan keluarga",
    "assess households": "Menilai keluarga",
    "check results": "Memeriksa hasil",
    "write outputs": "Menulis keluaran",
    "publish": "Menerbitkan",
    "hold": "Menahan untuk dibandingkan",
}


def run_and_report(root: Path, period: str, *, hold: bool = False) -> None:
    """Run the flow for `period`, show its progress, and print what an officer needs to know.

    With `hold` the finished run waits for `padan publish`.
    """
    mask_tracebacks()
    place = open_workspace(root)
    load_config(place.config_file)  # a wrong key is reported before Prefect starts
    load_corrections(place.corrections_file)
    require_inbox(place, period)
    prepare_prefect(place)
    require_server()
    console = Console(stderr=True)
    with console.status("Menyiapkan alur kerja Prefect …") as status:
        from pipelines.flows.monthly import monthly

        with steps_shown(console, status.update):
            monthly(str(place.root), period, hold)
    typer.echo(_held(period) if hold else summarise(place, period))


def _held(period: str) -> str:
    return (
        f"Hasil {period} sudah jadi dan ditahan; yang sudah terbit tetap berlaku. Bandingkan di "
        f"halaman Jalankan, lalu terbitkan di sana atau dengan `padan publish`."
    )


def prepare_prefect(place: Workspace) -> None:
    """Settings of Prefect for a run on this machine; those already in the environment stand.

    Prefect's home lies in the workspace, private to its owner. Its temporary server does without
    the services that only deployments need and gets time to start on a busy machine.
    """
    private_folder(place.state)
    settings = {
        "PREFECT_HOME": str(private_folder(place.state / "prefect")),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "300",
        "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
        "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        # Off the terminal: Prefect's messages go to the run's log (see pipelines.logs).
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    }
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def require_server() -> None:
    """RunError when a Prefect server is configured but does not answer."""
    url = os.environ.get("PREFECT_API_URL")
    if not url:
        return
    import httpx

    try:
        httpx.get(f"{url}/health", timeout=10).raise_for_status()
    except httpx.HTTPError as error:
        raise RunError(
            f"server Prefect di {url} tidak menjawab. Nyalakan dulu servernya, atau hapus "
            "PREFECT_API_URL supaya padan berjalan sendiri"
        ) from error


class _StepLines(logging.Handler):
    """Turns the month's log events into lines on the terminal."""

    def __init__(self, console: Console, update: Callable[[str], None]) -> None:
        super().__init__()
        self.console = console
        self.update = update

    def emit(self, record: logging.LogRecord) -> None:
        counts = getattr(record, "counts", {})
        name = STEP_NAMES[counts["step"]]
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
