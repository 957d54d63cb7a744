"""What a dry run means: whether the file may go into the inbox, and how that is put."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings

from pipelines.domain.numbers import percent
from pipelines.domain.periods import first_day
from pipelines.domain.villages import Village
from pipelines.domain.words import COLUMN_BASIS, NO_HEADER
from review.accounts.requests import OfficerRequest
from review.accounts.roles import PLACES, Role
from review.published.reader import reader
from review.villages.lookup import regions
from review.villages.models import StagedUpload
from schemas.columns import VOCABULARY
from schemas.problems import PROBLEMS, split_message
from schemas.sources import label_of

NO_KEY_COLUMNS = (
    "Kolom kunci tidak ditemukan: harus ada Nama, dan salah satu dari NIK, No. KK, atau Tanggal "
    "Lahir. Perbaiki judul kolomnya lalu unggah lagi, atau "
)
NAME_BELOW = "tetapkan kolomnya di bawah."
ASK = "minta operator kabupaten menetapkannya."
NO_REPLY = (
    "Ini bukan daftar verifikasi: kolom ID Temuan tidak ada. Pakai daftar verifikasi yang diunduh "
    "dari halaman desa. Bila ini daftar usulan, batalkan, lalu unggah lagi dengan jenis "
    f"{label_of('usulan-desa')}."
)


def obstacle(request: OfficerRequest, upload: StagedUpload) -> str:
    """Why the file cannot go into the inbox, with what to do about it; empty when it can."""
    report = upload.report
    if report["code"] == "no_key_columns" and upload.source == "verifikasi":
        return NO_REPLY
    if report["code"] == "no_key_columns":
        return NO_KEY_COLUMNS + (NAME_BELOW if request.user.role == Role.OPERATOR else ASK)
    if report["refused"]:
        return str(report["refused"])
    if not report["accepted"]:
        return (
            "Tidak ada baris yang dapat dipakai. Perbaiki menurut daftar masalah di bawah, lalu "
            "unggah lagi."
        )
    if request.user.role not in PLACES:
        return ""
    if others := _other_villages(report, request.user.place_code):
        return (
            f"Berkas ini memuat baris {', '.join(others)}. Hapus baris itu atau betulkan nama "
            "desanya, lalu unggah lagi."
        )
    if unknown := _unknown_findings(request, report["flag_ids"]):
        return (
            f"{unknown} ID Temuan bukan milik wilayah Anda atau salah ketik. Pakai daftar "
            "verifikasi yang diunduh dari halaman desa, lalu unggah lagi."
        )
    return ""


def shown(upload: StagedUpload, village: Village) -> dict[str, Any]:
    """The report in words: columns, problems, the list's date, and the villages of the rows."""
    report = upload.report
    listed = date.fromisoformat(report["list_date"]) if report["list_date"] else None
    return {
        "report": report,
        "listed": listed,
        "is_old": listed is not None and listed < first_day(upload.period),
        "columns": [{**column, **_meaning(column)} for column in report["columns"]],
        "problems": [{**problem, **_sentences(problem)} for problem in report["problems"]],
        "others": _other_villages(report, village.code),
        "own_rows": report["villages"].get(village.code, 0),
    }


def _other_villages(report: Mapping[str, Any], place: str) -> list[str]:
    """`Desa Tatakan (12)` for each village outside `place` that rows are of."""
    names = regions().by_code
    return [
        f"{names[code].name if code in names else code} ({rows})"
        for code, rows in report["villages"].items()
        if not code.startswith(place)
    ]


def _unknown_findings(request: OfficerRequest, flag_ids: list[str]) -> int:
    """How many of the findings are not about families of the user's place."""
    if not flag_ids:
        return 0
    if not settings.WORKSPACE.published_periods():
        return len(flag_ids)
    known = reader(request).rows("villages/known_flags", flag_ids=flag_ids)
    return len(flag_ids) - len(known)


def _meaning(column: Mapping[str, Any]) -> dict[str, Any]:
    known = column["canonical"]
    return {
        "header": column["header"] or NO_HEADER,
        "label": VOCABULARY[known].label if known else "",
        "basis": COLUMN_BASIS.get(column["basis"], ""),
        "percent": percent(column["certainty"], 0) if known else "",
    }


def _sentences(problem: Mapping[str, Any]) -> dict[str, Any]:
    wrong, remedy = split_message(PROBLEMS[problem["code"]].message)
    sheets = {place["sheet"] for place in problem["places"]}
    places = ", ".join(
        f"{place['sheet']} {place['row']}" if len(sheets) > 1 else str(place["row"])
        for place in problem["places"]
    )
    more = problem["rows"] - len(problem["places"])
    return {
        "wrong": wrong,
        "remedy": remedy,
        "where": places + (f", dan {more} lagi" if more > 0 else ""),
    }
