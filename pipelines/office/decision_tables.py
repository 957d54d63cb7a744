"""The ledger as a table that people write and read: decisions without the web pages.

One row is one decision. Officers write its words as docs/panduan.md has them, and times as their
Excel does; the ledger keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from pipelines.errors import UsageError
from pipelines.office.config import load_config
from pipelines.office.ledger import DECISION, VERDICTS, read_decisions
from pipelines.office.workspace import Workspace

REQUIRED = ("kind", "subject_ids", "verdict", "reason", "by", "at")
SEPARATOR = re.compile(r"[\s;]+")
SHOWN_FAULTS = 20
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


def decisions_table(workspace: Workspace) -> pl.DataFrame:
    """Every decision, oldest first: the columns of DECISION, subject ids separated by spaces."""
    return read_decisions(workspace).with_columns(pl.col("subject_ids").list.join(" "))


def decisions_of(table: pl.DataFrame, name: str, workspace: Workspace) -> list[dict[str, object]]:
    """The rows of a table as entries of the ledger; empty rows are left out.

    `table`, the file called `name`, has the columns REQUIRED, however they are spelled, and any of
    DECISION; its first row is row 2 of the file. Times without a zone are the office's own
    (`timezone` in padan.toml). UsageError (in Indonesian) lists the missing columns, or each wrong
    row by its number in the file.
    """
    table = table.rename({column: _word(column) for column in table.columns})
    if missing := [column for column in REQUIRED if column not in table.columns]:
        raise UsageError(f"{name}: kolom {', '.join(missing)} tidak ada")
    return _entries(table.to_dicts(), ZoneInfo(load_config(workspace.config_file).timezone))


def _entries(rows: Iterable[Mapping[str, object]], zone: ZoneInfo) -> list[dict[str, object]]:
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
    return entries


def _entry(row: Mapping[str, object], zone: ZoneInfo) -> dict[str, object] | str:
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
