"""Starting a run: through Prefect where its server is configured, else as a child process.

With PREFECT_API_URL the deployment `monthly/bulanan` is asked to run, so that the run stands in
Prefect beside the scheduled ones and a worker does it. Only a period is ever told.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
from django.conf import settings

from review.beranda.last_run import is_running

DEPLOYMENT = "monthly/bulanan"
PATIENCE = 30  # seconds until a child holds the run's lock, on a busy machine
PREFECT_PATIENCE = 10  # seconds for an answer of the server


class CannotStartError(Exception):
    """The run was not started; the message says in Indonesian what to do."""


def start(period: str, *, hold: bool) -> None:
    """Start a run of `period`. CannotStartError when another is under way or nothing starts."""
    if is_running(settings.WORKSPACE):
        raise CannotStartError("Sebuah bulan sedang diproses. Tunggu sampai selesai.")
    if url := os.environ.get("PREFECT_API_URL"):
        _ask_prefect(url, period, hold)
    else:
        _start_child(period, hold)


def _start_child(period: str, hold: bool) -> None:
    """A session of its own: signals to the server are none of its business."""
    mode = "hold" if hold else "publish"
    child = subprocess.Popen(
        [sys.executable, "-m", "review.jalankan.child", str(settings.WORKSPACE.root), period, mode],
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


def _ask_prefect(url: str, period: str, hold: bool) -> None:
    """Create a run of the deployment; its other parameters are those of the deployment."""
    try:
        with httpx.Client(base_url=url, timeout=PREFECT_PATIENCE) as prefect:
            found = prefect.get(f"/deployments/name/{DEPLOYMENT}")
            if found.status_code == httpx.codes.NOT_FOUND:
                raise CannotStartError(
                    "Prefect belum mengenal jadwal padan. Minta pengelola sistem menjalankan "
                    "`prefect deploy`, lalu coba lagi."
                )
            found.raise_for_status()
            asked = prefect.post(
                f"/deployments/{found.json()['id']}/create_flow_run",
                json={
                    "state": {"type": "SCHEDULED"},
                    "parameters": {**found.json()["parameters"], "period": period, "hold": hold},
                },
            )
            asked.raise_for_status()
    except httpx.HTTPError:
        raise CannotStartError(
            "Server Prefect tidak menjawab. Minta pengelola sistem menyalakannya, lalu coba lagi."
        ) from None
