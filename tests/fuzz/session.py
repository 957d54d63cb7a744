"""Reading damaged files for a while, and judging what the intake made of them.

A crash is a file that the program failed over (`reader_failed`), a refusal without a sentence, or a
row that was read and then neither kept nor set aside. Files that a reader died over for lack of
memory or time are counted apart (`too_heavy`): that bound is the product's, but each deserves a
look.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter

from pipelines.intake.files.any_file import read_grids
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.refusals import MESSAGES
from pipelines.intake.reader_pool import ReadTask, read_files
from pipelines.intake.reading import Reading
from tests.fuzz.corpus import valid_files
from tests.fuzz.mutations import damaged

SOURCES = ("usulan-desa", "usulan-desa", "dtks", "sktm", "bansos", "aduan", "verifikasi")


@dataclass
class Outcome:
    """What a session tried and found; `slowest` is (seconds, input)."""

    tried: int = 0
    results: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    heavy: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def an_input(seed: int, number: int) -> tuple[str, str, bytes]:
    """(format, source, bytes) of one input; the same for the same seed and number."""
    random = Random(f"{seed}/{number}")
    files = valid_files()
    kind = random.choice(sorted(files))
    other = files[random.choice(sorted(files))]
    return kind, random.choice(SOURCES), damaged(random, files[kind], other)


def run(seconds: float, seed: int, keep: Path | None = None, first: int = 0) -> Outcome:
    """Try inputs from number `first` on for so many seconds; crashing ones are stored in `keep`."""
    outcome = Outcome()
    end = perf_counter() + seconds
    with tempfile.TemporaryDirectory(prefix="padan-fuzz-") as folder:
        path = Path(folder) / "berkas"
        while perf_counter() < end:
            number = first + outcome.tried
            kind, source, content = an_input(seed, number)
            path.write_bytes(content)
            begin = perf_counter()
            digest = hashlib.sha256(content).hexdigest()
            (result,) = read_files([ReadTask(path, digest, len(content), source, f"{kind}.x")])
            name = f"seed {seed} number {number} ({kind}, {source})"
            outcome.slowest = max(outcome.slowest, (perf_counter() - begin, name))
            outcome.tried += 1
            outcome.results[result.code if isinstance(result, RefusedFile) else "read"] += 1
            if outcome_is_heavy(result):
                outcome.heavy.append(name)
            if fault := fault_of(result, content):
                outcome.crashes.append(f"{name}: {fault}")
                if keep is not None:
                    (keep / f"{seed}-{number}.{kind}").write_bytes(content)
    return outcome


def outcome_is_heavy(result: Reading | RefusedFile) -> bool:
    """Whether a reader died over the file, or would have."""
    return isinstance(result, RefusedFile) and result.code == "too_heavy"


def fault_of(result: Reading | RefusedFile, content: bytes) -> str | None:
    """What is wrong with a result, if anything."""
    if isinstance(result, RefusedFile):
        if result.code == "reader_failed":
            return "the program failed"
        return None if result.code in MESSAGES else f"no sentence for {result.code}"
    lost = lost_rows(result, content)
    return f"{lost} rows lost" if lost else None


def lost_rows(reading: Reading, content: bytes) -> int:
    """Rows below the first reported row of a sheet that are reported nowhere."""
    frames = [frame for frames in reading.tables.values() for frame in frames] + reading.not_data
    seen: dict[str, set[int]] = {}
    for frame in frames:
        for sheet, row in frame.select("sheet", "row").unique().rows():
            seen.setdefault(sheet, set()).add(row)
    return sum(
        len({row for row in grid.rows.to_list() if row > min(seen[grid.sheet])} - seen[grid.sheet])
        for grid in read_grids(content)
        if seen.get(grid.sheet)
    )
