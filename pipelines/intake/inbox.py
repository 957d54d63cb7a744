"""The inbox as a folder of files that anyone may have put there.

What lies in it is listed whatever it is: links, pipes, folders that may not be opened. Only regular
files inside the workspace are opened, and never so that the program would wait for another one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG

from pipelines.intake.files.characters import spelled_out
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.opening import open_file
from pipelines.office.workspace import Workspace
from schemas.sources import SOURCES

TEMPORARY = ("~$", ".~", ".")
TEMPORARY_NAMES = frozenset({"thumbs.db", "desktop.ini"})
BLOCK = 1 << 20


@dataclass(frozen=True)
class InboxFile:
    """One file of the inbox: read, or why not.

    `file` is its path below the inbox as people may see it (`characters.spelled_out`), `path` the
    one to open.
    """

    source: str
    file: str
    period: str
    path: Path
    sha256: str = ""
    size: int = 0
    status: str = "read"
    code: str | None = None

    def refused(self, code: str, status: str = "refused") -> InboxFile:
        """The same file, not used for the reason `code` of `refusals.MESSAGES`."""
        return replace(self, status=status, code=code)


def list_inbox(workspace: Workspace, period: str, only: str | None = None) -> list[InboxFile]:
    """Everything below a period's folder (or one source folder of it), in byte order of the paths.

    What is not to be opened at all is refused here: unknown_source, temporary_file,
    outside_workspace, broken_link, not_a_file, unreadable.
    """
    root = workspace.inbox / period
    inside = os.path.realpath(workspace.root)
    found = []
    for path, code in _walk(root / only if only else root):
        parts = path.relative_to(root).parts
        source = spelled_out(parts[0]) if len(parts) > 1 else ""
        file = spelled_out(path.relative_to(workspace.inbox).as_posix())
        entry = InboxFile(source, file, period, path)
        if code is None and path.is_symlink():
            code = _link_code(path, inside)
        if source not in SOURCES:
            code = "unknown_source"
        elif path.name.startswith(TEMPORARY) or path.name.lower() in TEMPORARY_NAMES:
            code = "temporary_file"
        found.append(_measured(entry) if code is None else entry.refused(code))
    return sorted(found, key=lambda f: os.fsencode(f.path))


def _walk(top: Path) -> Iterator[tuple[Path, str | None]]:
    """Files, links and all else that is not a folder; folders that cannot be opened, refused.

    A stack and not recursion: folders may be nested deeper than Python may call.
    """
    folders = [top] if top.is_dir() else []
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    else:
                        yield Path(entry.path), None
        except OSError:
            yield folder, "unreadable"


def _link_code(path: Path, inside: str) -> str | None:
    """Why a link is not followed: it leads nowhere, to a folder, or out of the workspace."""
    if not os.path.exists(path):
        return "broken_link"
    target = os.path.realpath(path)
    if os.path.isdir(target) or not Path(target).is_relative_to(inside):
        return "outside_workspace"
    return None


def _measured(entry: InboxFile) -> InboxFile:
    try:
        status = os.stat(entry.path)
    except FileNotFoundError:
        return entry.refused("changed")
    except OSError:
        return entry.refused("unreadable")
    if not S_ISREG(status.st_mode):
        return entry.refused("not_a_file")
    return replace(entry, size=status.st_size)


def hashed(entry: InboxFile) -> InboxFile:
    """The file with the SHA-256 of its bytes, or refused: changed, unreadable, too_heavy."""
    if entry.status != "read":
        return entry
    digest, size = hashlib.sha256(), 0
    try:
        with open_file(entry.path) as stream:
            while block := stream.read(BLOCK):
                digest.update(block)
                size += len(block)
    except RefusedFile as refusal:
        return entry.refused(refusal.code)
    except OSError:
        return entry.refused("unreadable")
    return replace(entry, sha256=digest.hexdigest(), size=size)


def archived(workspace: Workspace, entry: InboxFile) -> InboxFile:
    """A file that was read, copied to the archive under its content's hash.

    Refused (`changed`) when its bytes are no longer those that were read. A full disk or a folder
    that may not be written is our own trouble and raises OSError.
    """
    workspace.archive.mkdir(parents=True, exist_ok=True)
    target = workspace.archive / f"{entry.sha256}{entry.path.suffix.lower()}"
    if target.exists():
        return entry
    partial = target.with_name(target.name + ".part")
    digest = hashlib.sha256()
    with partial.open("wb") as copy:
        for block in _blocks(entry.path):
            digest.update(block)
            copy.write(block)
    if digest.hexdigest() != entry.sha256:
        partial.unlink()
        return entry.refused("changed")
    partial.replace(target)
    return entry


def _blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file, as far as they can be read."""
    try:
        with open_file(path) as stream:
            while block := stream.read(BLOCK):
                yield block
    except (RefusedFile, OSError):
        return
