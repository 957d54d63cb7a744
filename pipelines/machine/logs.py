"""The run's log: one JSON line per event, private to its owner, without personal data.

Steps log counts, never people. Two nets stand behind that rule: a field named like a column that
is marked as personal data is masked whatever it holds, and lokal-id's filter masks whatever looks
like a NIK, KK or telephone number, in tracebacks too.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from lokal import mask_pii
from lokal.samaran.logging import SamaranFilter

from schemas.tables import personal_names

MASKED = "***"
LOGGED = ("padan", "prefect")  # loggers whose events belong in the run's log


class JsonLines(logging.Formatter):
    """One event as one JSON object: time, level, logger, message, and the fields of `counts`."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_without_people(getattr(record, "counts", {})),
        }
        if record.exc_info:
            event["exception"] = _mask("".join(traceback.format_exception(*record.exc_info)))
        return json.dumps(event, ensure_ascii=False)


def _without_people(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of an event, with those that hold personal data by their name masked."""
    personal = personal_names()
    return {name: MASKED if name in personal else value for name, value in fields.items()}


@contextmanager
def log_to(path: Path) -> Iterator[None]:
    """Append the events of padan and Prefect to `path` (mode 0600) while inside."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.addFilter(SamaranFilter())
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in LOGGED]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)
        handler.close()


def mask_tracebacks() -> None:
    """Make an uncaught error print its traceback with personal data masked."""
    sys.excepthook = _masked_hook


def _masked_hook(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    print(_mask("".join(traceback.format_exception(kind, error, trace))), file=sys.stderr, end="")


def _mask(text: str) -> str:
    return str(mask_pii(text).text)


def private_folder(path: Path) -> Path:
    """Create `path` readable by its owner only; an existing folder is tightened."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.chmod(path, 0o700)
    return path
