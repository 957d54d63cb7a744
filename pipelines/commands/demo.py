"""`padan demo`: a workspace with an invented regency, run at once."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import typer

from pipelines.commands.run import run_and_report
from pipelines.demo import generate
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import require_period


def run_demo(root: Path, *, region: str, households: int, seed: int, period: str) -> None:
    """init + a synthetic regency in `inbox/<period>/` + run."""
    require_period(period)
    place = create_workspace(root, region)
    typer.echo(f"Menyusun kabupaten contoh dengan {households} keluarga karangan (seed {seed}) …")
    generate(place.inbox, region=region, households=households, seed=seed, period=period)
    run_and_report(place.root, period)
    folder = quote(str(place.root))
    typer.echo(
        "\nSemua orang di data contoh ini karangan. Coba juga:\n"
        f"  padan explain {folder} --nik -\n"
        f"  padan decisions export {folder} keputusan.xlsx"
    )
