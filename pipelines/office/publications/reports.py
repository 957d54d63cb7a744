"""`report.json`: what every publication, and every run that waits, says of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.office.publications.durable import REPORT


def read_report(folder: Path) -> Mapping[str, Any]:
    """The report in a folder of outputs; empty where there is none."""
    path = folder / REPORT
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _read(path, changed)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> Mapping[str, Any]:
    """Read once for each `_changed` (nanoseconds): pages ask repeatedly."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
