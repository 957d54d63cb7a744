"""The production server: gunicorn with two processes of four threads each.

Threads, because a page mostly waits for DuckDB or the disk; two processes, so that Python itself
can use both cores and one that dies leaves the other answering.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger
from lokal.samaran.logging import SamaranFilter

from pipelines.errors import UsageError
from pipelines.office.workspace import Workspace

WORKERS, THREADS = 2, 4
TIMEOUT = 60  # seconds after which a silent worker is replaced
KEEP_ALIVE = 15  # seconds; an officer reads a page for some, and a slow line opens one slowly
HOME_HOSTS = {"localhost", "127.0.0.1", "::1"}
SHORTEST_KEY = 50  # characters; Django's own check warns below it
# Path only: a query string is never logged. Who it was is in the audit log.
ACCESS_FORMAT = '{"at": "%(t)s", "method": "%(m)s", "path": "%(U)s", "status": %(s)s, "us": %(D)s}'


def require_safe_address(host: str) -> None:
    """UsageError unless the environment makes it safe to answer others than this machine.

    PADAN_PUBLIC_URL, where there is one, must be https: everything else follows from it
    (review.settings).
    """
    public = os.environ.get("PADAN_PUBLIC_URL", "")
    if public and (urlsplit(public).scheme != "https" or not urlsplit(public).hostname):
        raise UsageError("PADAN_PUBLIC_URL harus berupa alamat https://, misalnya https://padan.id")
    if host in HOME_HOSTS:
        return
    missing = []
    if len(os.environ.get("PADAN_SECRET_KEY", "")) < SHORTEST_KEY:
        missing.append(f"PADAN_SECRET_KEY (kunci acak, paling sedikit {SHORTEST_KEY} huruf)")
    if not public:
        missing.append("PADAN_PUBLIC_URL (alamat https:// yang dibuka petugas)")
    if not os.environ.get("PADAN_TRUSTED_PROXY"):
        missing.append("PADAN_TRUSTED_PROXY (alamat IP proksi TLS di depan padan)")
    if missing:
        raise UsageError(
            f"agar dapat dibuka dari komputer lain lewat {host}, isi dulu di lingkungan:\n- "
            + "\n- ".join(missing)
            + "\nlihat docs/runbook.md; tanpa itu gunakan --host 127.0.0.1"
        )


class MaskedLogger(Logger):
    """gunicorn's log with NIK and KK masked: people type them into addresses."""

    def setup(self, cfg: Config) -> None:
        """As gunicorn does it, and a filter on every handler."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.addFilter(SamaranFilter())


class Server(BaseApplication):
    """gunicorn for one workspace, which `review.setup.configure` has prepared."""

    def __init__(self, workspace: Workspace, host: str, port: int) -> None:
        self._workspace = workspace
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn."""
        settings = {
            "bind": self._bind,
            "workers": WORKERS,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": TIMEOUT,
            "keepalive": KEEP_ALIVE,
            "worker_tmp_dir": str(self._workspace.state),
            "control_socket_disable": True,
            "logger_class": MaskedLogger,
            "accesslog": "-",
            "access_log_format": ACCESS_FORMAT,
            # Whose word is taken for "this came over TLS"; nobody else's header counts.
            "forwarded_allow_ips": os.environ.get("PADAN_TRUSTED_PROXY", "127.0.0.1"),
            "limit_request_line": 2048,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """The application; called in each worker, so that no open database crosses a fork."""
        from django.core.wsgi import get_wsgi_application

        application: Callable[..., Any] = get_wsgi_application()
        return application
