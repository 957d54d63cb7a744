"""The header of a table as texts to try for each column.

A header may be in one row or be spread over two or three: a group title such as KELAHIRAN stands
over TEMPAT LAHIR and TGL LAHIR.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.intake.files.grids import Merge


def spread_labels(rows: Sequence[Sequence[str | None]], spans: Sequence[int]) -> list[list[str]]:
    """Texts to try for each column of a header of one or more rows.

    `rows` are the header's rows from top to bottom, `spans` how many columns of its first row a
    group title covers at each position (0 when it does not start a group there).
    """
    if len(rows) == 1:
        return [[cell] if cell else [] for cell in rows[0]]
    upper = _carried(rows[0], spans)
    lower = spread_labels(rows[1:], [0] * len(rows[0]))
    labels = []
    for own, group, below in zip(rows[0], upper, lower, strict=True):
        texts: list[str] = []
        for text in below:
            if group:
                texts += [f"{text} {group}", f"{group} {text}"]
            texts.append(text)
        if own and not below:
            texts.append(own)
        labels.append(texts)
    return labels


def _carried(row: Sequence[str | None], spans: Sequence[int]) -> list[str | None]:
    """A group title over all the columns it covers."""
    carried: list[str | None] = list(row)
    for start, span in enumerate(spans):
        for position in range(start + 1, min(start + span, len(carried))):
            if carried[position] is None:
                carried[position] = row[start]
    return carried


def group_spans(
    row: Sequence[str | None], below: Sequence[str | None], row_number: int, merges: Sequence[Merge]
) -> list[int]:
    """How many columns each title of a header row covers: merged range, else blanks next to it."""
    spans = [0] * len(row)
    merged = {m.first_column: m for m in merges if m.first_row <= row_number <= m.last_row}
    for start, text in enumerate(row):
        if text is None:
            continue
        merge = merged.get(start + 1)
        if merge is not None:
            spans[start] = merge.last_column - merge.first_column + 1
            continue
        end = start + 1
        while end < len(row) and row[end] is None and below[end] is not None:
            end += 1
        spans[start] = end - start if below[start] is not None else 1
    return spans
