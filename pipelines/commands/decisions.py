"""`padan decisions export|import`: the ledger as a table, for offices without the web pages."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines.errors import UsageError
from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.refusals import MESSAGES
from pipelines.intake.files.text import decode
from pipelines.office.decision_tables import decisions_of, decisions_table
from pipelines.office.workspace import open_workspace

DELIMITERS = (",", ";", "\t")


def export_decisions(root: Path, file: Path) -> int:
    """Write every decision to `file` (.csv, .xlsx, .parquet); returns how many."""
    suffix = _suffix(file)
    if not file.parent.is_dir():
        raise UsageError(f"folder {file.parent} tidak ada; buat dulu, atau pilih folder lain")
    table = decisions_table(open_workspace(root))
    if suffix == ".csv":
        table.write_csv(file)
    elif suffix == ".parquet":
        table.write_parquet(file)
    else:
        table.write_excel(file, autofit=True)
    return table.height


def import_decisions(root: Path, file: Path) -> tuple[int, int]:
    """Append the decisions of `file`; returns (appended, already known).

    All or nothing: UsageError when the file is no such table, or lists each wrong row.
    """
    from review.ledger import open_ledger

    place = open_workspace(root)
    entries = decisions_of(_read(file), file.name, place)
    added = open_ledger(place).append(entries)
    if added:
        from review import audit

        audit.record("decision", by="padan decisions import", rows=added)
    return added, len(entries) - added


def _suffix(file: Path) -> str:
    suffix = file.suffix.lower()
    if suffix not in (".csv", ".xlsx", ".parquet"):
        raise UsageError(f"{file.name}: gunakan berkas .csv, .xlsx, atau .parquet")
    return suffix


def _read(file: Path) -> pl.DataFrame:
    suffix = _suffix(file)
    if not file.is_file():
        raise UsageError(f"{file} tidak ada")
    try:
        if suffix == ".csv":
            text = decode(file.read_bytes())
            return pl.read_csv(text.encode(), infer_schema=False, separator=_delimiter(text))
        if suffix == ".xlsx":
            return pl.read_excel(
                file, engine="calamine", infer_schema_length=0, drop_empty_rows=False
            )
        return pl.read_parquet(file)
    except RefusedFile as refusal:
        raise UsageError(f"{file.name}: {MESSAGES[refusal.code]}") from None
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise UsageError(
            f"{file.name} tidak dapat dibaca sebagai tabel ({type(error).__name__})"
        ) from None


def _delimiter(text: str) -> str:
    """What separates the column names; a comma where nothing does."""
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)
