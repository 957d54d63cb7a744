"""The name under which an uploaded file goes into the inbox.

Whoever sent it chose its name, so nothing of it is taken on trust: no folders, no characters that
cannot be seen, no NIK. The village is told by the name, because rows without a village of their
own are given the one that the file's name tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath

from pipelines.domain.regions import Regions, Village
from pipelines.domain.words import file_name
from pipelines.intake.files.characters import spelled_out
from pipelines.intake.grid.titles import village_of_file
from review.audit.chain import LONG_NUMBER

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".parquet")
LONGEST_STEM = 150  # bytes; a name of 255 is the most that file systems take


def suffix_of(uploaded: str) -> str:
    """The suffix in lower case, `.xlsx`; empty without one."""
    return PurePosixPath(uploaded).suffix.lower()


def inbox_name(uploaded: str, village: Village, regions: Regions) -> str:
    """A safe base name from the name as uploaded: `Tatakan - usulan Oktober.xlsx`."""
    stem = PurePosixPath(uploaded.replace("\\", "/")).stem
    stem = LONG_NUMBER.sub(" ", file_name(spelled_out(stem)))
    stem = re.sub(r"\s+", " ", stem).strip(" .~$-_") or "berkas"
    suffix = suffix_of(uploaded)
    for beginning in ("", f"{village.name} - ", f"{village.code.replace('.', '')} - "):
        name = _cut(beginning + stem) + suffix
        if told_village(name, regions) == village.code:
            return name
    return _cut(f"{village.code.replace('.', '')}") + suffix


def told_village(name: str, regions: Regions) -> str | None:
    """Code of the village that a file's name tells, as a run reads it."""
    words = village_of_file(name)
    found = regions.village_in_text(words, fuzzy=False) if words else None
    return found.code if found else None


def untaken(name: str, taken: Collection[str]) -> str:
    """`name`, or `name (2)` and so on where a file of the folder has it; case does not count."""
    path = PurePosixPath(name)
    lower = {other.lower() for other in taken}
    number, free = 1, name
    while free.lower() in lower:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free


def _cut(stem: str) -> str:
    return stem.encode()[:LONGEST_STEM].decode(errors="ignore").strip()
