"""A reader process that does what the name of its file says, for test_reader_pool."""

from __future__ import annotations

import os
import time

from pipelines.intake import reader_process
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.reader_pool import ReadTask
from pipelines.intake.reading import Reading

READ_BEFORE: list[str] = []
read_well = reader_process.read_task


def misbehave(task: ReadTask) -> Reading | RefusedFile:
    """Read a file, or come to grief over it."""
    used = bool(READ_BEFORE)
    READ_BEFORE.append(task.file)
    match task.file:
        case "aborts":
            os.abort()
        case "exits":
            os._exit(0)
        case "raises":
            raise ValueError("RAMLI 6305020108800001")
        case "waits":
            time.sleep(600)
        case "computes":
            while True:
                pass
        case "allocates":
            bytearray(1 << 40)
        case "is short of memory after other files" if used:
            raise MemoryError
    return read_well(task)


def main(arguments: list[str]) -> None:
    """What the pool starts instead of the reader."""
    reader_process.read_task = misbehave
    reader_process.cpu_seconds = lambda size: 2  # type: ignore[attr-defined]
    reader_process.main(arguments)
