"""A period's inbox to raw tables: which files, which of them carried forward, which refused.

A register is a full extract: where a table of it has no readable file in the period, the newest
earlier period that has one stands in, table by table. Sources set to `increment` are read over all
their periods. Everything read is copied to the archive by content hash; the inbox stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from pipelines.errors import UsageError
from pipelines.intake.columns.named_by_officers import NO_NAMED_COLUMNS, NamedColumns
from pipelines.intake.files.characters import spelled_out
from pipelines.intake.files.limits import READER_MEMORY_MIB
from pipelines.intake.inbox import InboxFile, archived, hashed, list_inbox
from pipelines.intake.raw_layer import Intake, IntakeWarning, ReadFile, raw_layer
from pipelines.intake.reader_pool import ReadTask, read_files
from pipelines.intake.reading import Reading
from pipelines.office.config import Config
from pipelines.office.workspace import Workspace
from schemas.sources import SOURCES, tables_of

SHRINK_LIMIT = 0.9


@dataclass(frozen=True)
class _Readers:
    """How files are read: with which named columns, and how much memory a reader may use."""

    named_columns: NamedColumns
    memory_mib: int = READER_MEMORY_MIB

    def task(self, f: InboxFile) -> ReadTask:
        """A file to be read so."""
        return ReadTask(f.path, f.sha256, f.size, f.source, f.file, self.named_columns)


def read_period(
    workspace: Workspace,
    config: Config,
    period: str,
    named_columns: NamedColumns = NO_NAMED_COLUMNS,
) -> Intake:
    """Read all files that belong to a period, carried-forward ones included.

    Raises UsageError when the inbox has no folder for the period.
    """
    folder = workspace.inbox / period
    if not folder.is_dir():
        raise UsageError(f"inbox has no folder {period}")
    readers = _Readers(named_columns, config.engine.reader_memory_mib)
    current = _read_files(readers, list_inbox(workspace, period))
    earlier = [p for p in reversed(workspace.inbox_periods()) if p < period]
    used = list(current)
    warnings: list[IntakeWarning] = []
    for source in SOURCES:
        own = [f for f in current if f.entry.source == source]
        mode = config.sources[source].mode if source in config.sources else "full"
        if mode == "increment":
            used += _increments(workspace, source, earlier, own, readers)
            continue
        carried, warned = _carry_forward(workspace, source, earlier, own, readers)
        used += carried
        warnings += warned
    return raw_layer([_archived(workspace, f) for f in used], warnings)


def read_file(path: Path, source: str, named_columns: NamedColumns = NO_NAMED_COLUMNS) -> Intake:
    """Read a single file without a workspace, as `padan check` does.

    Raises UsageError when the source is unknown or the file does not exist.
    """
    if source not in SOURCES:
        raise UsageError(f"unknown source {source}; known: {', '.join(SOURCES)}")
    if not path.is_file():
        raise UsageError("no such file")
    file = InboxFile(source, spelled_out(path.name), "", path)
    return raw_layer(_read_files(_Readers(named_columns), [file]))


def _read_files(readers: _Readers, listing: Sequence[InboxFile]) -> list[ReadFile]:
    """Read files of any number of sources; of two with the same bytes in a source the first."""
    files = [ReadFile(entry) for entry in _distinct(listing)]
    tasks = {i: readers.task(f.entry) for i, f in enumerate(files) if f.entry.status == "read"}
    results = read_files(list(tasks.values()), readers.memory_mib)
    for i, result in zip(tasks, results, strict=True):
        files[i] = files[i].with_result(result)
    return files


def _distinct(listing: Sequence[InboxFile]) -> list[InboxFile]:
    """The files with their hashes; of two with the same bytes in a source the later is refused."""
    seen: set[tuple[str, str]] = set()
    files: list[InboxFile] = []
    for entry in map(hashed, listing):
        if entry.status == "read":
            if (entry.source, entry.sha256) in seen:
                entry = entry.refused("repeated", status="repeated")
            seen.add((entry.source, entry.sha256))
        files.append(entry)
    return files


def _archived(workspace: Workspace, file: ReadFile) -> ReadFile:
    """A file that was read, copied to the archive; not used where its bytes have changed since."""
    if file.reading is None:
        return file
    entry = archived(workspace, file.entry)
    return replace(file, entry=entry, reading=file.reading if entry.status == "read" else None)


def _increments(
    workspace: Workspace,
    source: str,
    earlier: Sequence[str],
    own: Sequence[ReadFile],
    readers: _Readers,
) -> list[ReadFile]:
    """All earlier files of a source that adds to itself month by month."""
    seen = {f.entry.sha256 for f in own if f.reading is not None}
    added = []
    for period in earlier:
        for f in _read_files(readers, list_inbox(workspace, period, source)):
            if f.reading is not None and f.entry.sha256 not in seen:
                seen.add(f.entry.sha256)
                added.append(replace(f, carried=True))
    return added


def _carry_forward(
    workspace: Workspace,
    source: str,
    earlier: Sequence[str],
    own: Sequence[ReadFile],
    readers: _Readers,
) -> tuple[list[ReadFile], list[IntakeWarning]]:
    """Files of earlier periods that stand in for tables without a readable file, and warnings."""
    registers = [table.name for table in tables_of(source) if SOURCES[source].register]
    counts = {name: sum(f.rows_of(name) for f in own) for name in registers}
    missing = {name for name, rows in counts.items() if rows == 0}
    compare = set(counts) - missing if own else set()
    carried: list[ReadFile] = []
    warnings: list[IntakeWarning] = []
    for period in earlier:
        if not missing and not compare:
            break
        listing = list_inbox(workspace, period, source)
        if not missing and not _may_have_shrunk([f.entry for f in own], listing):
            break
        files = [f for f in _read_files(readers, listing) if f.reading is not None]
        here = {name: sum(f.rows_of(name) for f in files) for name in counts}
        for name in sorted(compare):
            if here[name]:
                compare.discard(name)
                if counts[name] < SHRINK_LIMIT * here[name]:
                    warnings.append(_shrunk(source, counts[name], here[name], period))
        taken = {name for name in missing if here[name]}
        missing -= taken
        for f in files:
            if f.reading is not None and taken & set(f.reading.tables):
                carried.append(replace(f, carried=True, reading=_only(f.reading, taken)))
    return carried, warnings


def _may_have_shrunk(own: Sequence[InboxFile], earlier: Sequence[InboxFile]) -> bool:
    """Whether it is worth reading an earlier extract to compare: fewer bytes, or another format."""
    before = [f for f in earlier if f.status == "read"]
    now = [f for f in own if f.status == "read"]
    same_format = {f.path.suffix.lower() for f in before} == {f.path.suffix.lower() for f in now}
    size = sum(f.size for f in before)
    return bool(before) and (not same_format or sum(f.size for f in now) < 0.95 * size)


def _shrunk(source: str, rows: int, before: int, period: str) -> IntakeWarning:
    return IntakeWarning(
        "register_shrunk",
        source,
        f"Data {source} bulan ini hanya {rows} baris, padahal pada {period} ada {before} baris. "
        "Pastikan berkas yang diterima lengkap; bila memang lengkap, tidak perlu berbuat apa-apa.",
    )


def _only(reading: Reading, tables: set[str]) -> Reading:
    """A reading without the tables that the period itself has."""
    return replace(
        reading,
        tables={name: frames for name, frames in reading.tables.items() if name in tables},
        not_data=[f.filter(pl.col("table").is_in([*tables, ""])) for f in reading.not_data],
        columns=[f.filter(pl.col("table").is_in(list(tables))) for f in reading.columns],
    )
