"""Starting a run: through Prefect where its server is configured, else as a child process.

With PREFECT_API_URL the deployment `monthly/bulanan` is asked to run, so that the run is in
Prefect alongside the scheduled ones and a worker does it. Only a period is passed.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

from django.conf import settings

from pipelines.office.run_lock import is_running
from review.runs import prefect_server

PATIENCE = 30  # seconds until a child holds the run's lock, on a busy machine


class CannotStartError(Exception):
    """The run was not started; the message says in Indonesian what to do."""


def start(period: str, *, hold: bool) -> None:
    """Start a run of `period`. CannotStartError when another is under way or nothing starts."""
    if is_running(settings.WORKSPACE):
        raise CannotStartError("Sebuah bulan sedang diproses. Tunggu sampai selesai.")
    if not prefect_server.address():
        _start_child(period, hold)
        return
    if is_waiting():
        raise CannotStartError("Sebuah permintaan masih menunggu giliran di Prefect.")
    try:
        prefect_server.ask(period, hold=hold)
    except prefect_server.PrefectError as error:
        raise CannotStartError(str(error)) from None


def is_waiting() -> bool:
    """Whether a run was asked of Prefect and has not begun."""
    asked = bool(prefect_server.address()) and not is_running(settings.WORKSPACE)
    return asked and prefect_server.waits()


def _start_child(period: str, hold: bool) -> None:
    """A session of its own: signals to the server are none of its business."""
    mode = "hold" if hold else "publish"
    child = subprocess.Popen(
        [sys.executable, "-m", "review.runs.child", str(settings.WORKSPACE.root), period, mode],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        cwd=Path(__file__).parents[2],
    )
    threading.Thread(target=child.wait, daemon=True).start()  # so that no zombie stays behind
    deadline = time.monotonic() + PATIENCE
    while child.poll() is None and not is_running(settings.WORKSPACE):
        if time.monotonic() > deadline:
            return  # it is only slow; the page shows it once it runs
        time.sleep(0.1)
