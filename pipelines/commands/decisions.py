"""`padan decisions export|import`: the ledger as a table, for offices without the web pages."""

from __future__ import annotations

import codecs
import re
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from pipelines.errors import UsageError
from pipelines.office.config import load_config
from pipelines.office.ledger import DECISION, VERDICTS, read_decisions
from pipelines.office.workspace import open_workspace

REQUIRED = ("kind", "subject_ids", "verdict", "reason", "by", "at")
SEPARATOR = re.compile(r"[\s;]+")
SHOWN_FAULTS = 20
DELIMITERS = (",", ";", "\t")
DAY_FIRST = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,]+(\d{1,2})[.:](\d{2})(?:[.:]\d{2})?)?"
)
"""How an Indonesian Excel writes a date, and a time with a dot, into a CSV file."""
# Words an officer may write instead of the ledger's own; that of docs/panduan.md stands first.
VERDICT_WORDS = {
    "sama": "same",
    "beda": "different",
    "berbeda": "different",
    "setuju": "agree",
    "ya": "agree",
    "tidak_setuju": "disagree",
    "tidak": "disagree",
    "ragu": "unsure",
    "cek_lapangan": "field_check",
    "benar": "confirm",
    "tolak": "reject",
}
GUIDE_WORDS = {code: word.replace("_", " ") for word, code in reversed(VERDICT_WORDS.items())}
"""The words of docs/panduan.md; `first_agree` is the web pages' own and has none."""


def export_decisions(root: Path, file: Path) -> int:
    """Write every decision to `file` (.csv, .xlsx, .parquet); returns how many."""
    suffix = _suffix(file)
    if not file.parent.is_dir():
        raise UsageError(f"folder {file.parent} tidak ada; buat dulu, atau pilih folder lain")
    table = read_decisions(open_workspace(root)).with_columns(pl.col("subject_ids").list.join(" "))
    if suffix == ".csv":
        table.write_csv(file)
    elif suffix == ".parquet":
        table.write_parquet(file)
    else:
        table.write_excel(file, autofit=True)
    return table.height


def import_decisions(root: Path, file: Path) -> tuple[int, int]:
    """Append the decisions of `file`; returns (appended, already known).

    All or nothing: UsageError lists each wrong row by its number in the file when there is one.
    Times without a zone are the office's own (`timezone` in padan.toml).
    """
    from review.ledger import open_ledger

    place = open_workspace(root)
    zone = ZoneInfo(load_config(place.config_file).timezone)
    rows = _read(file)
    faults: list[str] = []
    entries = []
    for number, row in enumerate(rows, start=2):
        if not any(map(_text, row.values())):
            continue  # an empty row of a worksheet
        entry = _entry(row, zone)
        if isinstance(entry, str):
            faults.append(f"baris {number}: {entry}")
        else:
            entries.append(entry)
    if faults:
        more = len(faults) - SHOWN_FAULTS
        tail = [f"… dan {more} baris lain"] if more > 0 else []
        raise UsageError(
            "tidak ada keputusan yang dicatat; perbaiki dulu:\n"
            + "\n".join(faults[:SHOWN_FAULTS] + tail)
        )
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


def _read(file: Path) -> list[dict[str, object]]:
    suffix = _suffix(file)
    if not file.is_file():
        raise UsageError(f"{file} tidak ada")
    try:
        if suffix == ".csv":
            text = _decoded(file.read_bytes())
            table = pl.read_csv(text.encode(), infer_schema=False, separator=_delimiter(text))
        elif suffix == ".xlsx":
            table = pl.read_excel(
                file, engine="calamine", infer_schema_length=0, drop_empty_rows=False
            )
        else:
            table = pl.read_parquet(file)
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise UsageError(
            f"{file.name} tidak dapat dibaca sebagai tabel ({type(error).__name__})"
        ) from None
    table = table.rename({name: _word(name) for name in table.columns})
    if missing := [name for name in REQUIRED if name not in table.columns]:
        raise UsageError(f"{file.name}: kolom {', '.join(missing)} tidak ada")
    return table.to_dicts()


def _decoded(content: bytes) -> str:
    """CSV text as Excel saves it: UTF-8, UTF-16 where a mark says so, else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What separates the column names; a comma where nothing does."""
    header = text.partition("\n")[0]
    return max(DELIMITERS, key=header.count)


def _entry(row: dict[str, object], zone: ZoneInfo) -> dict[str, object] | str:
    """A ledger entry, or an Indonesian sentence that says what is wrong with the row."""
    text = {name: _text(row.get(name)) for name in DECISION if name != "subject_ids"}
    kind, word = (_word(text[name]) for name in ("kind", "verdict"))
    verdict = VERDICT_WORDS.get(word, word)
    subjects = _subjects(row["subject_ids"], kind)
    if kind not in VERDICTS:
        return f"kind '{kind}' tidak dikenal; isi salah satu dari {', '.join(VERDICTS)}"
    if verdict not in VERDICTS[kind]:
        return f"verdict '{text['verdict']}' tidak dikenal; isi {_words(kind)}"
    if kind in ("pair", "pair_opinion") and len(set(subjects)) < 2:
        return "subject_ids untuk pair harus berisi paling sedikit dua ID yang berbeda"
    if kind == "column" and len(subjects) != 2:
        return "subject_ids untuk column harus berisi tanda tangan judul, spasi, lalu judul kolom"
    if not subjects:
        return "subject_ids kosong"
    if not text["reason"] or not text["by"]:
        return "reason dan by wajib diisi"
    at = _moment(row["at"], zone)
    if at is None:
        return "at bukan waktu; tulis seperti 2026-10-05T09:30"
    return {
        "kind": kind,
        "subject_ids": subjects,
        "verdict": verdict,
        "reason": text["reason"],
        "by": text["by"],
        "at": at,
        "evidence_hash": text["evidence_hash"] or None,
    }


def _words(kind: str) -> str:
    """What may be said of a kind, in the guide's words; of a column, too many to list."""
    if kind == "column":
        return "nama kolom dari kamus data (misalnya no_kk), abaikan, ragu"
    return ", ".join(GUIDE_WORDS[word] for word in VERDICTS[kind] if word in GUIDE_WORDS)


def _subjects(value: object, kind: str) -> list[str]:
    """Subject ids. A file path may hold spaces and stands alone; so may a column's header, which
    stands behind the signature of its table."""
    if isinstance(value, list):
        return [str(part) for part in value]
    text = _text(value)
    if kind == "column":
        return text.split(maxsplit=1)
    return [text] if "/" in text else [part for part in SEPARATOR.split(text) if part]


def _word(text: str) -> str:
    return text.strip().lower().replace(" ", "_")


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _moment(value: object, zone: ZoneInfo) -> str | None:
    """`value` as ISO text in UTC; None when it is no time."""
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        try:
            value = _as_excel_writes(_text(value)) or datetime.fromisoformat(_text(value))
        except ValueError:
            return None
    local = value if value.tzinfo else value.replace(tzinfo=zone)
    return local.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds")


def _as_excel_writes(text: str) -> datetime | None:
    """The time in `20/10/2026 09.30`; None for another form, ValueError for no day of a year."""
    match = DAY_FIRST.fullmatch(text)
    if match is None:
        return None
    day, month, year, hour, minute = (int(part or 0) for part in match.groups())
    return datetime(year, month, day, hour, minute)
