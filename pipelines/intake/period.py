"""A period's inbox to raw tables: which files, which of them carried forward, which refused.

A register is a full extract: where a table of it has no readable file in the period, the newest
earlier period that has one stands in, table by table. Sources set to `increment` are read over all
their periods. Everything read is copied to the archive by content hash; the inbox stays as it is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

import polars as pl

from pipelines.config import Config
from pipelines.errors import UsageError
from pipelines.intake.grids import RefusedFile
from pipelines.intake.reading import Reading, read_content
from pipelines.intake.refusals import MESSAGES
from pipelines.workspace import Workspace
from schemas.base import conform, dtypes, empty
from schemas.raw import ColumnFound, File, NotData
from schemas.sources import SOURCES, TABLES, tables_of

WORKERS = 2
SHRINK_LIMIT = 0.9
TEMPORARY = ("~$", ".~", ".")
TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class IntakeWarning:
    """Something an officer should know about a source as a whole."""

    code: str
    source: str
    message: str


@dataclass(frozen=True)
class Intake:
    """The raw layer of a period.

    `files`, `columns` and `not_data` as declared in `schemas.raw`; `tables` has every table of
    `schemas.sources.TABLES`, with all its columns, empty where no file brought rows.
    """

    files: pl.DataFrame
    columns: pl.DataFrame
    not_data: pl.DataFrame
    tables: dict[str, pl.DataFrame]
    warnings: tuple[IntakeWarning, ...] = ()


@dataclass(frozen=True)
class _InboxFile:
    """One file of the inbox and what became of it."""

    source: str
    file: str
    period: str
    path: Path
    sha256: str = ""
    size: int = 0
    status: str = "read"
    code: str | None = None
    reading: Reading | None = None
    carried: bool = False

    def refused(self, code: str, status: str = "refused") -> _InboxFile:
        return replace(self, status=status, code=code, reading=None)


def read_period(workspace: Workspace, config: Config, period: str) -> Intake:
    """Read all files that belong to a period, carried-forward ones included.

    Raises UsageError when the inbox has no folder for the period.
    """
    folder = workspace.inbox / period
    if not folder.is_dir():
        raise UsageError(f"inbox has no folder {period}")
    current = _read_files(workspace, _listing(workspace, period))
    earlier = [p for p in reversed(workspace.inbox_periods()) if p < period]
    used = list(current)
    warnings: list[IntakeWarning] = []
    for source in SOURCES:
        own = [f for f in current if f.source == source]
        mode = config.sources[source].mode if source in config.sources else "full"
        if mode == "increment":
            used += _increments(workspace, source, earlier, own)
            continue
        carried, warned = _carry_forward(workspace, source, earlier, own)
        used += carried
        warnings += warned
    for f in used:
        if f.status == "read":
            _archive(workspace, f)
    return _assemble(used, tuple(warnings))


def read_file(path: Path, source: str) -> Intake:
    """Read a single file without a workspace, as `padan check` does.

    Raises UsageError when the source is unknown or the file does not exist.
    """
    if source not in SOURCES:
        raise UsageError(f"unknown source {source}; known: {', '.join(SOURCES)}")
    if not path.is_file():
        raise UsageError("no such file")
    return _assemble([_read(_InboxFile(source, path.name, "", path))], ())


def _listing(workspace: Workspace, period: str, only: str | None = None) -> list[_InboxFile]:
    """Files below a period's folder, in byte order of their paths; links outside are refused."""
    root = workspace.inbox / period
    start = root / only if only else root
    inside = workspace.root.resolve()
    found = []
    for folder, folders, names in os.walk(start):
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in [*names, *links]:
            path = Path(folder) / name
            parts = path.relative_to(root).parts
            source = parts[0] if len(parts) > 1 else ""
            entry = _InboxFile(source, path.relative_to(workspace.inbox).as_posix(), period, path)
            if source not in SOURCES:
                entry = entry.refused("unknown_source")
            elif name.startswith(TEMPORARY) or name.lower() in TEMPORARY_NAMES:
                entry = entry.refused("temporary_file")
            elif path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(inside)):
                entry = entry.refused("outside_workspace")
            found.append(entry)
    return sorted(found, key=lambda f: f.file.encode("utf-8", "surrogateescape"))


def _read_files(workspace: Workspace, listing: Sequence[_InboxFile]) -> list[_InboxFile]:
    """Read files of any number of sources; of two with the same bytes in a source the first."""
    seen: set[tuple[str, str]] = set()
    todo: list[_InboxFile] = []
    for entry in listing:
        entry = _hashed(entry)
        if entry.status == "read":
            if (entry.source, entry.sha256) in seen:
                entry = entry.refused("repeated", status="repeated")
            seen.add((entry.source, entry.sha256))
        todo.append(entry)
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(_read, todo))


def _hashed(entry: _InboxFile) -> _InboxFile:
    if entry.status != "read":
        return entry
    try:
        if not S_ISREG(entry.path.stat().st_mode):
            return entry.refused("not_a_table")
        digest = hashlib.sha256()
        with entry.path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
        return replace(entry, sha256=digest.hexdigest(), size=entry.path.stat().st_size)
    except OSError:
        return entry.refused("unreadable")


def _read(entry: _InboxFile) -> _InboxFile:
    if not entry.sha256:
        entry = _hashed(entry)
    if entry.status != "read":
        return entry
    try:
        content = entry.path.read_bytes()
        return replace(entry, reading=read_content(content, entry.source, entry.file))
    except RefusedFile as refusal:
        return entry.refused(refusal.code)
    except OSError:
        return entry.refused("unreadable")


def _increments(
    workspace: Workspace, source: str, earlier: Sequence[str], own: Sequence[_InboxFile]
) -> list[_InboxFile]:
    """All earlier files of a source that adds to itself month by month."""
    seen = {f.sha256 for f in own if f.status == "read"}
    added = []
    for period in earlier:
        for f in _read_files(workspace, _listing(workspace, period, source)):
            if f.status == "read" and f.sha256 not in seen:
                seen.add(f.sha256)
                added.append(replace(f, carried=True))
    return added


def _carry_forward(
    workspace: Workspace, source: str, earlier: Sequence[str], own: Sequence[_InboxFile]
) -> tuple[list[_InboxFile], list[IntakeWarning]]:
    """Files of earlier periods that stand in for tables without a readable file, and warnings."""
    readings = [f.reading for f in own if f.reading is not None]
    counts = {
        table.name: sum(reading.rows_of(table.name) for reading in readings)
        for table in tables_of(source)
        if table.register
    }
    missing = {name for name, rows in counts.items() if rows == 0}
    compare = set(counts) - missing if own else set()
    carried: list[_InboxFile] = []
    warnings: list[IntakeWarning] = []
    for period in earlier:
        if not missing and not compare:
            break
        listing = _listing(workspace, period, source)
        if not missing and not _may_have_shrunk(own, listing):
            break
        files = [f for f in _read_files(workspace, listing) if f.reading is not None]
        here = {name: sum(f.reading.rows_of(name) for f in files if f.reading) for name in counts}
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


def _may_have_shrunk(own: Sequence[_InboxFile], earlier: Sequence[_InboxFile]) -> bool:
    """Whether it is worth reading an earlier extract to compare: fewer bytes, or another format."""
    before = [f for f in earlier if f.status == "read"]
    now = [f for f in own if f.status == "read"]
    same_format = {f.path.suffix.lower() for f in before} == {f.path.suffix.lower() for f in now}
    size = sum(f.path.stat().st_size for f in before)
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


def _archive(workspace: Workspace, entry: _InboxFile) -> None:
    """Copy a file that was read to the archive, named by its content."""
    workspace.archive.mkdir(parents=True, exist_ok=True)
    target = workspace.archive / f"{entry.sha256}{entry.path.suffix.lower()}"
    if not target.exists():
        partial = target.with_name(target.name + ".part")
        partial.write_bytes(entry.path.read_bytes())
        partial.replace(target)


def _assemble(entries: Sequence[_InboxFile], warnings: tuple[IntakeWarning, ...]) -> Intake:
    ordered = sorted(entries, key=lambda f: f.file.encode("utf-8", "surrogateescape"))
    tables: dict[str, list[pl.DataFrame]] = {name: [] for name in TABLES}
    not_data, columns, files = [empty(NotData)], [empty(ColumnFound)], []
    for f in ordered:
        name = f.file.encode("utf-8", "replace").decode()
        carried = f.period if f.carried else None
        where = {"source": f.source, "file": name, "period": f.period, "carried_from": carried}
        own = [pl.lit(value, dtype=pl.String).alias(key) for key, value in where.items()]
        rows = 0
        reading = f.reading or Reading()
        for table, frames in reading.tables.items():
            tables[table] += [frame.with_columns(own) for frame in frames]
            rows += sum(frame.height for frame in frames)
        for frame in reading.not_data:
            rows += frame.height
            not_data.append(conform(frame.with_columns(own), NotData))
        for frame in reading.columns:
            columns.append(conform(frame.with_columns(pl.lit(name).alias("file")), ColumnFound))
        files.append(
            {
                **where,
                "sha256": f.sha256,
                "size": f.size,
                "status": f.status,
                "code": f.code,
                "message": MESSAGES[f.code] if f.code else None,
                "layout": reading.layout if f.reading else None,
                "list_date": reading.list_date,
                "list_date_basis": reading.list_date_basis,
                "rows_read": rows,
            }
        )
    return Intake(
        pl.DataFrame(files, schema=dtypes(File), orient="row"),
        pl.concat(columns),
        pl.concat(not_data),
        {name: pl.concat([TABLES[name].empty(), *frames]) for name, frames in tables.items()},
        warnings,
    )
