"""`padan serve`: the officers' web application."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import typer

from pipelines.machine.logs import mask_tracebacks
from pipelines.office.publications import recover_when_idle
from pipelines.office.workspace import open_workspace


def serve(root: Path, host: str, port: int) -> None:
    """Serve the workspace until stopped. UsageError when the address is not safe as configured."""
    from review.server import Server, require_safe_address

    mask_tracebacks()
    place = open_workspace(root)
    require_safe_address(host)

    from review.setup import configure

    recover_when_idle(place)
    configure(place)

    from django.core.management import call_command
    from django.db import connections

    from review.accounts.models import User

    call_command("check", fail_level="ERROR")
    call_command("clearsessions")
    if not User.objects.filter(is_active=True).exists():
        typer.echo(
            "Belum ada pengguna. Tambahkan dulu di terminal lain:\n"
            f"  padan user add {quote(str(root))} --name NAMA --role administrator"
        )
    typer.echo(f"Buka http://{host}:{port}/ (Ctrl+C untuk berhenti).")
    connections.close_all()  # workers are forked from here
    Server(place, host, port).run()
