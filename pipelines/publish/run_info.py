"""What the run knows of itself and the database does not: times, model, warnings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class RunInfo:
    """Facts of one run for report.json; nothing here is personal data.

    `seconds` by step name, in the order the steps ran. `warnings` are tuples (code, source,
    Indonesian message), as `intake.read_period` collects them. The version of the rules is not
    here: it is in the database (`out.rule`). `corrections_version` is the hash of what the
    office corrects: columns named by officers and koreksi.toml; null where there is neither.
    `built_on` is what `lineage.built_on` says of the run.
    """

    started: datetime
    finished: datetime
    seconds: Mapping[str, float] = field(default_factory=dict)
    model_version: str | None = None
    warnings: Sequence[tuple[str, str, str]] = ()
    corrections_version: str | None = None
    built_on: Mapping[str, str] | None = None
