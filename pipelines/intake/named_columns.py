"""What officers named, in `padan.toml` and in the web application, as one table for the readers."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.intake.columns.named_by_officers import IGNORED, NamedColumns, NamedHeader
from pipelines.office.config import Config

DECISION_IGNORED = "abaikan"
WITHDRAWN = "unsure"


def named_columns(config: Config, decisions: pl.DataFrame) -> NamedColumns:
    """Columns named in `padan.toml` and in the ledger; a decision goes before the file.

    Decisions of kind `column` have subject_ids (signature, header text) and as verdict a canonical
    name or `abaikan`; the newest of a header holds and `unsure` takes it back. `decisions` are in
    the order of `pipelines.office.ledger.read_decisions`.
    """
    entries = [
        NamedHeader(
            entry.source,
            entry.signature,
            entry.village,
            tuple(entry.named.items()),
        )
        for entry in sorted(config.columns, key=lambda entry: entry.signature is not None)
    ]
    newest: dict[tuple[str, str], str] = {}
    chosen = decisions.filter(pl.col("kind") == "column")
    for (signature, header), verdict in chosen.select("subject_ids", "verdict").iter_rows():
        newest[signature, header] = verdict
    named: Mapping[str, list[tuple[str, str]]] = {signature: [] for signature, _ in newest}
    for (signature, header), verdict in newest.items():
        if verdict != WITHDRAWN:
            named[signature].append((header, IGNORED if verdict == DECISION_IGNORED else verdict))
    entries += [
        NamedHeader(None, signature, None, tuple(columns))
        for signature, columns in named.items()
        if columns
    ]
    return NamedColumns(tuple(entries), config.region)
