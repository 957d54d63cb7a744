"""Columns that an officer named, because their header does not say what they are.

An officer names a column once, in `padan.toml` or in the web application; from then on it holds for
every file whose headers are the same (known by the *header signature*) or for every list of a
village. What an officer names goes before spellings and content.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.domain.regions import load_regions
from schemas.columns import fold

IGNORED = "-"
"""The name of a column that is to be left alone; its cells are kept among the other columns."""

SIGNATURE_LENGTH = 12
NUMBERED = re.compile(r"(?i)^kolom\s+(\d+)$")


def header_signature(source: str, labels: Sequence[Sequence[str]]) -> str:
    """Short hash of a table's source and its header texts in order.

    `labels` are the texts of each column (see `headers.spread_labels`). Case, spaces and
    punctuation do not count, nor do columns without a header to the right of the last that has one.
    """
    texts = [fold(column[0]) if column else "" for column in labels]
    while texts and not texts[-1]:
        texts.pop()
    return hashlib.sha256("\x1f".join([source, *texts]).encode()).hexdigest()[:SIGNATURE_LENGTH]


@dataclass(frozen=True)
class NamedHeader:
    """What an officer named under one header: (header text or `kolom N`, canonical name or `-`).

    It holds for headers with this `signature`, or where that is null for the lists of a `village`
    (dotted code). `source` is null where the signature alone identifies it.
    """

    source: str | None
    signature: str | None
    village: str | None
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NamedColumns:
    """All columns that officers of a region named; a later entry goes before an earlier one."""

    entries: tuple[NamedHeader, ...] = ()
    region: str = ""

    def of(self, source: str, titles: Iterable[str]) -> NamedColumns:
        """Those that may hold for a file of this source; `titles` give its village."""
        own = [entry for entry in self.entries if entry.source in (None, source)]
        if any(entry.village for entry in own):
            regions = load_regions(self.region)
            found = (regions.village_in_text(title, fuzzy=False) for title in titles)
            here = {village.code for village in found if village}
            own = [entry for entry in own if entry.village is None or entry.village in here]
        return NamedColumns(tuple(own), self.region)

    def knows(self, signature: str) -> bool:
        """Whether an officer named a column of exactly this header."""
        return any(entry.signature == signature for entry in self.entries)

    def names(self, signature: str, labels: Sequence[Sequence[str]]) -> dict[int, str]:
        """What officers named the columns of one header, by position (1-based)."""
        named: dict[int, str] = {}
        for entry in self.entries:
            if entry.signature not in (None, signature):
                continue
            for header, name in entry.columns:
                position = _position(header, labels)
                if position is not None:
                    named = {p: n for p, n in named.items() if n != name or n == IGNORED}
                    named[position] = name
        return named

    @property
    def version(self) -> str | None:
        """Short hash of all that was named; null where nothing was."""
        if not self.entries:
            return None
        named = [[e.source, e.signature, e.village, e.columns] for e in self.entries]
        return hashlib.sha256(json.dumps(named).encode()).hexdigest()[:SIGNATURE_LENGTH]

    def __bool__(self) -> bool:
        return bool(self.entries)


NO_NAMED_COLUMNS = NamedColumns()


def _position(header: str, labels: Sequence[Sequence[str]]) -> int | None:
    """Where a header is: its text, the leftmost of several equal ones, or its number."""
    wanted = fold(header)
    for position, texts in enumerate(labels, start=1):
        if wanted and wanted in {fold(text) for text in texts}:
            return position
    numbered = NUMBERED.match(header.strip())
    if numbered and 1 <= int(numbered[1]) <= len(labels):
        return int(numbered[1])
    return None
