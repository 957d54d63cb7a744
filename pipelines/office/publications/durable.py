"""Files that survive a power cut: flushed to disk, and told apart by their content."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.errors import RunError

REPORT = "report.json"
"""Every finished folder of outputs has one, and every run's differs: it holds the run's times."""


def digest(path: Path) -> str:
    """sha-256 of a file; empty for a file that is not there (an old folder may lack a report)."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def write_durably(path: Path, content: Mapping[str, Any]) -> None:
    """`content` as JSON: after a crash the file is there whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(content), encoding="utf-8")
    flush_file(fresh)
    os.replace(fresh, path)
    flush_folder(path.parent)


def flush_finished(period: str, building_db: Path, building_out: Path) -> None:
    """What a run has built, to disk; RunError when it is not finished."""
    if building_db.with_name(building_db.name + ".wal").exists():
        raise RunError(f"the database of {period} was not closed before publishing")
    if not building_db.is_file() or not (building_out / REPORT).is_file():
        raise RunError(f"the outputs of {period} are not complete")
    flush(building_out)
    flush_file(building_db)


def flush(folder: Path) -> None:
    """Every file and folder below, to disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            flush_file(path)
        else:
            flush_folder(path)
    flush_folder(folder)


def flush_file(path: Path) -> None:
    """A file's bytes, to disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """A folder's names, to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
