"""The Prefect server that is configured: asking it for a run, and whether one waits there.

Only a period is passed. Between asking and running lies the worker, which looks for work every
fifteen seconds and takes some more to start; until the run holds the workspace's lock, nothing but
the server knows of it.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

import httpx

DEPLOYMENT = "monthly/bulanan"
PATIENCE = 10  # seconds for an answer to who starts a run
GLANCE = 2  # seconds for an answer while a page is made
STARTING = timedelta(minutes=5)
"""A worker that took a run up and let this long pass without starting it has died."""
NOT_STARTED = {"state": {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING"]}}}


class PrefectError(Exception):
    """The server cannot help; the message says in Indonesian what to do."""


def address() -> str:
    """The address of the configured server's interface; empty where there is none."""
    return os.environ.get("PREFECT_API_URL", "")


def ask(period: str, *, hold: bool) -> None:
    """Create a run of the deployment; its other parameters are those of the deployment."""
    try:
        with httpx.Client(base_url=address(), timeout=PATIENCE) as prefect:
            found = prefect.get(f"/deployments/name/{DEPLOYMENT}")
            if found.status_code == httpx.codes.NOT_FOUND:
                raise PrefectError(
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
        raise PrefectError(
            "Server Prefect tidak menjawab. Minta pengelola sistem menyalakannya, lalu coba lagi."
        ) from None


def waits() -> bool:
    """Whether a run that is due waits for its worker; False when the server does not answer."""
    now = datetime.now(UTC)
    flow, deployment = DEPLOYMENT.split("/")
    wanted = {
        "flows": {"name": {"any_": [flow]}},
        "deployments": {"name": {"any_": [deployment]}},
        "flow_runs": NOT_STARTED | {"expected_start_time": {"before_": now.isoformat()}},
    }
    try:
        with httpx.Client(base_url=address(), timeout=GLANCE) as prefect:
            found = prefect.post("/flow_runs/filter", json=wanted)
            found.raise_for_status()
    except httpx.HTTPError:
        return False
    return any(
        run["state_type"] == "SCHEDULED"
        or now - datetime.fromisoformat(run["state"]["timestamp"]) < STARTING
        for run in found.json()
    )
