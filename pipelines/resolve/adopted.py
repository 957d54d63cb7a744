"""The linkage model in force: the committed one, or the office's own that was adopted last.

The office keeps the files and who adopted which (`pipelines.office.models`); whether this program
can use a model is said here. A run reads the model and never changes it.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from pipelines.errors import ConfigError
from pipelines.office.models import (
    BUILT_IN,
    Adoption,
    adopted_file,
    existing_file,
    record_adoption,
)
from pipelines.office.workspace import Workspace
from pipelines.resolve.fitted import FittedModel, committed


def model_in_use(workspace: Workspace) -> FittedModel:
    """The model adopted last, else the committed one.

    ConfigError when the adopted file is gone, was changed since, or is of another program version.
    """
    file = adopted_file(workspace)
    return committed() if file is None else read_model(file)


def read_model(file: Path) -> FittedModel:
    """A model from its file; ConfigError when this program cannot use it."""
    try:
        return FittedModel.model_validate_json(file.read_text(encoding="utf-8"))
    except ValidationError:
        raise ConfigError(
            f"{file} bukan model yang dapat dipakai versi padan ini; latih lagi dengan "
            "`padan train`"
        ) from None


def adopt(workspace: Workspace, version: str, by: str) -> Adoption:
    """Use `version` from the next run on; `bawaan` is the model that comes with the program.

    UsageError when there is no such version, ConfigError when this program cannot use it.
    """
    if version != BUILT_IN:
        read_model(existing_file(workspace, version))
    return record_adoption(workspace, version, by)
