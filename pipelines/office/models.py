"""Which linkage model the office uses: the one that comes with the program, or one of its own.

`padan train` leaves models in `WORKSPACE/models/<version>.json`; none of them is used before
someone adopts it. `models/adopted.json` keeps who adopted which, and when; the last entry is in
force. What a model says is not known here: `pipelines.resolve.adopted` reads it.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.errors import ConfigError, UsageError
from pipelines.machine.logs import private_folder
from pipelines.office.workspace import Workspace

BUILT_IN = "bawaan"
"""The name by which the committed model is adopted again."""

VERSION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,40}$")


class Adoption(BaseModel):
    """Someone's decision that a model is to be used from now on; `sha256` of its file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    by: str
    at: str
    sha256: str | None = None


class Adoptions(BaseModel):
    """All decisions on models, oldest first."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    adopted: list[Adoption] = []


def model_file(workspace: Workspace, version: str) -> Path:
    """Where a version of the office's own model lies; UsageError for a name that is none."""
    if not VERSION.match(version) or version in (BUILT_IN, "adopted"):
        raise UsageError(
            f"nama model '{version}' tidak dapat dipakai; pakai huruf, angka, titik, atau tanda "
            "hubung, misalnya 2026-11"
        )
    return workspace.models / f"{version}.json"


def versions(workspace: Workspace) -> list[str]:
    """Versions of the office's own models, by name."""
    files = workspace.models.glob("*.json") if workspace.models.is_dir() else ()
    return sorted(file.stem for file in files if file.name != "adopted.json")


def adoptions(workspace: Workspace) -> list[Adoption]:
    """Who adopted which model when, oldest first."""
    file = workspace.models / "adopted.json"
    if not file.is_file():
        return []
    try:
        return Adoptions.model_validate_json(file.read_text(encoding="utf-8")).adopted
    except ValidationError:
        raise ConfigError(f"{file} rusak; kembalikan dari cadangan") from None


def adopted_file(workspace: Workspace) -> Path | None:
    """The file of the own model that was adopted last; null where the built-in one is used.

    ConfigError when the file is gone or was changed since.
    """
    decided = adoptions(workspace)
    if not decided or decided[-1].version == BUILT_IN:
        return None
    last = decided[-1]
    file = model_file(workspace, last.version)
    if not file.is_file() or _digest(file) != last.sha256:
        raise ConfigError(
            f"model {last.version} yang dipakai sudah hilang atau berubah; kembalikan {file} dari "
            f"cadangan, atau jalankan `padan train {workspace.root} --adopt {BUILT_IN}`"
        )
    return file


def existing_file(workspace: Workspace, version: str) -> Path:
    """The file of a model of the office's own; UsageError when there is no such version."""
    file = model_file(workspace, version)
    if not file.is_file():
        known = ", ".join([BUILT_IN, *versions(workspace)])
        raise UsageError(f"model '{version}' tidak ada; yang ada: {known}")
    return file


def record_adoption(workspace: Workspace, version: str, by: str) -> Adoption:
    """Write down that `version` is used from the next run on; UsageError when there is none."""
    digest = None if version == BUILT_IN else _digest(existing_file(workspace, version))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    adoption = Adoption(version=version, by=by, at=at, sha256=digest)
    private_folder(workspace.models)
    text = Adoptions(adopted=[*adoptions(workspace), adoption]).model_dump_json(indent=2)
    # Renamed into place, so that a run never reads half a file.
    fresh = workspace.models / "adopted.json.new"
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(workspace.models / "adopted.json")
    return adoption


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
