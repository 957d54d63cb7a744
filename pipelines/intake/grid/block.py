"""One table on a sheet: where it lies, and what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.intake.columns.headers import Found
from schemas.columns import COMPOUNDS
from schemas.source import SourceTable


def parts_of(canonical: str | None) -> tuple[str, ...]:
    """The columns that a compound column holds; none for any other."""
    return COMPOUNDS.get(canonical or "", ())


@dataclass(frozen=True)
class Block:
    """One table on a sheet, by row indices of its grid.

    The header takes rows `header` up to before `first`; data and what is not data follow up to
    before `end`. `header == first` when there is no header; the `signature` is then blank.
    """

    table: SourceTable
    found: tuple[Found, ...]
    header: int
    first: int
    end: int
    signature: str = ""

    def position(self, canonical: str) -> str | None:
        """Name of the grid column that holds a canonical column, alone or with others in a cell."""
        return self._positions.get(canonical)

    @cached_property
    def _positions(self) -> dict[str, str]:
        """Grid column by canonical column; asked for every cell of every unclear row."""
        alone = [(f.canonical, f.position) for f in self.found if f.canonical is not None]
        with_others = [(part, f.position) for f in self.found for part in parts_of(f.canonical)]
        # Reversed, because of two columns the first one counts.
        return {name: str(position) for name, position in reversed([*alone, *with_others])}

    def compound(self, canonical: str) -> str | None:
        """Name of the grid column that holds a canonical column together with others."""
        holders = (f for f in self.found if canonical in parts_of(f.canonical))
        return next((str(f.position) for f in holders), None)

    def cell(self, line: Sequence[str | None], canonical: str) -> str | None:
        """The cell of a line of the grid that holds a canonical column."""
        position = self.position(canonical)
        return line[int(position) - 1] if position else None
