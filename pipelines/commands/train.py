"""`padan train`: a model of the office's own; `--adopt`: use one from the next run on."""

from __future__ import annotations

import getpass
from pathlib import Path
from shlex import quote

from rich.console import Console

from pipelines.flows.server import prefect_server
from pipelines.machine.logs import mask_tracebacks
from pipelines.machine.trouble import trouble_in_words
from pipelines.office.config import load_config
from pipelines.office.models import BUILT_IN, versions
from pipelines.office.run_lock import only_run
from pipelines.office.workspace import open_workspace


def train_model(root: Path, version: str | None) -> str:
    """Run the training flow; returns what an officer needs to know of the new model."""
    from pipelines.training.office import free_version, new_model_file, page_file

    mask_tracebacks()
    place = open_workspace(root)
    load_config(place.config_file)  # a wrong key is reported before Prefect starts
    name = version or free_version(place)
    file = new_model_file(place, name)
    with (
        trouble_in_words(place.root),
        Console(stderr=True).status("Melatih dan membandingkan model …"),
        prefect_server(place) as wait_for_server,
    ):
        # Imported while the server starts, of whose settings Prefect takes note then.
        from pipelines.flows.training import training

        wait_for_server()
        training(str(place.root), name)
    return (
        f"Model {name} selesai dilatih; belum dipakai.\n"
        f"1. Baca perbandingannya: {page_file(file)}\n"
        f"2. Bila lebih baik, pakai dengan: padan train {quote(str(root))} --adopt {name}"
    )


def adopt_model(root: Path, version: str) -> str:
    """Record that `version` is used from the next run on; returns what to say of it."""
    from pipelines.resolve.adopted import adopt, model_in_use

    place = open_workspace(root)
    with only_run(place):
        adopt(place, version, getpass.getuser())
        used = model_in_use(place)
    own = ", ".join(versions(place)) or "belum ada"
    return (
        f"Mulai proses berikutnya dipakai model {used.version}. Model kantor yang tersedia: {own}; "
        f"model bawaan: {BUILT_IN}."
    )
