"""The name under which an uploaded file goes into the inbox.

Whoever sent it chose its name, so nothing of it is taken on trust: no folders, no characters that
cannot be seen, no NIK. The village is known by the name, because rows without a village of their
own are given the one that the file's name gives.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from pipelines.domain.regions import Regions
from pipelines.domain.villages import Village
from pipelines.intake.files.characters import spelled_out
from pipelines.intake.grid.titles import village_of_file
from pipelines.machine.file_names import file_name, shortened
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
    for beginning in ("", f"{village.name} - ", f"{village.digits} - "):
        name = shortened(beginning + stem, LONGEST_STEM).strip() + suffix
        if named_village(name, regions) == village.code:
            return name
    return village.digits + suffix


def named_village(name: str, regions: Regions) -> str | None:
    """Code of the village that a file's name gives, as a run reads it."""
    words = village_of_file(name)
    found = regions.village_in_text(words, fuzzy=False) if words else None
    return found.code if found else None
