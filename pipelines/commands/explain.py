"""`padan explain`: answers on the terminal only; nothing of it is logged."""

from __future__ import annotations

import re
import sys
from contextlib import closing
from pathlib import Path

import typer

from pipelines.domain.periods import period_words
from pipelines.errors import UsageError
from pipelines.explain.answers import explain_flag, explain_nik, explain_record
from pipelines.machine.database import open_published
from pipelines.office.publications import recover_when_idle
from pipelines.office.workspace import Workspace, open_workspace, require_published
from pipelines.standardize.typed_numbers import read_number

NIK_DIGITS = 16


def print_explanation(
    root: Path, period: str | None, *, nik: str | None, flag: str | None, record: str | None
) -> None:
    """Explain exactly one of a NIK (read from standard input), a flag or a record.

    UsageError for an unknown flag or record; that a NIK is in no file is an answer.
    """
    place = open_workspace(root)
    recover_when_idle(place)
    chosen = _published(place, period)
    if sum(value is not None for value in (nik, flag, record)) != 1:
        raise UsageError("pilih satu: --nik -, --flag ID, atau --record ID")
    if nik is not None and nik != "-":
        raise UsageError("tulis --nik - lalu ketik NIK-nya, supaya NIK tidak tersimpan di riwayat")
    typed = _typed_nik() if nik else ""
    with closing(open_published(place.database(chosen))) as con:
        if flag is not None:
            text = explain_flag(con, flag)
        elif record is not None:
            text = explain_record(con, record)
        else:
            text = _of_nobody(typed) or explain_nik(con, typed) or _not_found(typed)
    if text is None:
        raise UsageError(f"ID itu tidak ada di periode {chosen}; periksa lagi atau pilih --period")
    typer.echo(f"Periode {period_words(chosen)}\n\n{text}")


def _published(place: Workspace, period: str | None) -> str:
    periods = place.published_periods()
    if not periods:
        raise UsageError("belum ada periode yang terbit; jalankan `padan run` dulu")
    if period is None:
        return periods[-1]
    require_published(place, period)
    return period


def _of_nobody(typed: str) -> str | None:
    """The answer to a number typed only to fill the cell; None for any other."""
    if read_number(typed)[1] != "dummy":
        return None
    return (
        "Nomor ini hanya isian sementara (misalnya nol atau sembilan semua), jadi tidak "
        "menunjukkan siapa pun. Cari keluarganya dengan nama di halaman Cari (`padan serve`)."
    )


def _not_found(typed: str) -> str:
    answer = "NIK itu tidak ada di data periode ini."
    if len(typed) == NIK_DIGITS and typed.isdigit():
        return answer
    return f"{answer} Yang diketik bukan 16 angka; periksa lagi pada KTP atau KK."


def _typed_nik() -> str:
    if sys.stdin.isatty():
        typer.echo("Ketik NIK lalu tekan Enter: ", nl=False, err=True)
    typed = re.sub(r"[\s.\-']", "", sys.stdin.readline())
    if not typed:
        raise UsageError("tidak ada NIK di masukan standar")
    return typed
