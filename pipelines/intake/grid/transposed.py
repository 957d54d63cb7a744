"""Tables that lie on their side: the headers stand in a column and the people go to the right."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.intake.columns.headers import canonical_names, has_keys, recognize
from pipelines.intake.columns.labels import spread_labels
from pipelines.intake.files.grids import Grid
from schemas.source import SourceTable

HEADER_COLUMNS = 3
HEADER_ROWS = 60
FEWEST_HEADERS = 3


def is_transposed(grid: Grid, tables: Sequence[SourceTable]) -> bool:
    """Whether one of the first columns holds the headers of a table, and cells are next to it."""
    for position in range(1, min(HEADER_COLUMNS, grid.width - 1) + 1):
        cells = grid.cells[str(position)].head(HEADER_ROWS).to_list()
        labels = spread_labels([[cell.rstrip(" :") if cell else None for cell in cells]], [])
        for table in tables:
            names = canonical_names(recognize(labels, table))
            if len(names) >= FEWEST_HEADERS and has_keys(names, table):
                return True
    return False
