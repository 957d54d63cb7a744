"""The same content in another order of rows and files gives the same output content."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import polars as pl
import pytest

from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.support.small_inbox import PERIOD

# One record a line and nothing but a header above: what can be shuffled without changing content.
REGISTERS = ("dukcapil", "dtks", "bpjstk", "pln", "kendaraan", "bansos")
POSITIONS = ("file", "row")


@pytest.fixture(scope="module")
def outputs(demo_month: Workspace, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Output folders of the same month, as generated and shuffled."""
    place = create_workspace(tmp_path_factory.mktemp("shuffled") / "kantor", "63.05")
    shutil.copytree(demo_month.inbox, place.inbox, dirs_exist_ok=True)
    assert shuffle(place) > 3
    run_month(place, PERIOD)
    return demo_month.out(PERIOD), place.out(PERIOD)


def shuffle(place: Workspace) -> int:
    """Shuffle the lines of registers' text files, and rename them so that they list otherwise."""
    order = random.Random(63)
    files = [
        file
        for source in REGISTERS
        for file in sorted((place.inbox / PERIOD / source).glob("*.csv"))
        if b'"' not in file.read_bytes()
    ]
    for number, file in enumerate(files):
        header, *lines = file.read_bytes().splitlines(keepends=True)
        order.shuffle(lines)
        file.unlink()
        file.with_name(f"{len(files) - number:02} {file.name}").write_bytes(
            header + b"".join(lines)
        )
    return len(files)


@pytest.mark.parametrize("table", ["flags", "persons", "households", "coverage", "records"])
def test_shuffled_rows_and_renamed_files_give_the_same(
    outputs: tuple[Path, Path], table: str
) -> None:
    ordered, shuffled = (
        pl.read_parquet(folder / f"{table}.parquet").drop(POSITIONS, strict=False)
        for folder in outputs
    )
    assert ordered.height > 0
    key = ordered.columns[0] if table != "records" else "record_id"
    assert ordered.sort(key).equals(shuffled.sort(key))
