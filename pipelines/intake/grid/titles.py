"""What titles, signatures, sheet names and file names say of a list: its village and its date.

Titles name the village as DESA or KELURAHAN and the district as KECAMATAN; the month stands as
`Bulan : Agustus 2026`, the day in the place-and-date line of the signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from pipelines.domain.dates import MONTH_SPELLINGS, month_named
from pipelines.domain.villages import VILLAGE_CODE

STOP = (
    r"(?=\s*(?:$|[,;:|()\n]|\d|\b(?:kecamatan|kec|kabupaten|kab|kota|provinsi|prov|rt|rw|tahun|bulan|"
    r"periode|per|tanggal|tgl|pengganti|menggantikan|mengganti|perbaikan|revisi|"
    rf"{'|'.join(MONTH_SPELLINGS)})\b))"
)
VILLAGE = re.compile(
    r"\b(?:desa\s*/\s*kel(?:urahan)?|kel(?:urahan)?\s*/\s*desa|desa|kelurahan|kel\.|ds\.)"
    rf"\s*[:|]?\s*([a-z][a-z'’.\- ]*?){STOP}",
    re.IGNORECASE,
)
LETTERHEAD = re.compile(
    r"\b(?:kecamatan|kec|kabupaten|kab|provinsi|jl|jln|jalan|telp|telepon|alamat|email|website|"
    r"kode\s*pos|pos)\b",
    re.IGNORECASE,
)
DISTRICT = re.compile(
    rf"\b(?:kecamatan|kec\.?)\s*[:|]?\s*([a-z][a-z'’.\- ]*?){STOP}", re.IGNORECASE
)
NO_VILLAGE = frozenset(
    {
        "kelurahan", "desa", "dan", "sejahtera", "miskin", "kepala", "keluarga", "penerima",
        "usulan", "data", "warga", "ini", "pengganti", "perbaikan", "revisi"
    }
)  # fmt: skip
MONTH_YEAR = re.compile(r"(?<![a-z])([a-z]{3,9})[\s_.\-]*((?:19|20)\d{2})(?!\d)", re.IGNORECASE)
DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(\d{1,2})[\s_.\-]+([a-z]{3,9})[\s_.\-]+((?:19|20)\d{2})(?!\d)", re.IGNORECASE
)
NUMBERS = (
    (re.compile(r"(?<!\d)(20\d{2})[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)"), ("y", "m", "d")),
    (re.compile(r"(?<!\d)([0-3]?\d)[-_./]([01]?\d)[-_./](20\d{2})(?!\d)"), ("d", "m", "y")),
    (re.compile(r"(?<!\d)([0-3]\d)([01]\d)(20\d{2})(?!\d)"), ("d", "m", "y")),
    (re.compile(r"(?<!\d)(20\d{2})[-_.]?([01]\d)(?!\d)"), ("y", "m")),
    (re.compile(r"(?<!\d)([01]?\d)[-_./]?(20\d{2})(?!\d)"), ("m", "y")),
)
FILE_NOISE = frozenset(
    {
        "usulan", "dtks", "data", "daftar", "desa", "kelurahan", "kel", "keluarga", "miskin",
        "penduduk", "list", "file", "rekap", "revisi", "rev", "kirim", "ulang", "final", "fix",
        "baru", "copy", "salinan", "of", "buku", "induk", "bip", "bulan", "tahun", "tgl", "tanggal",
        "penerima", "bantuan", "sosial", "calon", "sktm", "kk", "warga", "kec", "kecamatan",
        "opensid", "siak", "dtsen", "musdes", "ba", "verval", "xlsx", "csv", "kab", "kabupaten",
        "pengganti", "menggantikan", "mengganti", "ganti", "total", "seluruh", "seluruhnya",
        "semua", "perbaikan", "tambahan", "susulan"
    }
)  # fmt: skip
GENERIC_SHEET = re.compile(
    r"^(sheet|lembar|rt|rw|tabel|table|worksheet|register|petunjuk|lampiran|form|art|ruta|dusun|"
    r"blad|[a-z]{1,2}|[ivx]+)$",
    re.IGNORECASE,
)


def village_of(text: str) -> str | None:
    """The village a title names, as written: `DESA TATAKAN KECAMATAN ...` → `TATAKAN`.

    A village's code is as good as its name.
    """
    name = _first_name(VILLAGE, text)
    if name is None and (code := VILLAGE_CODE.search(text)):
        return code[0]
    return name


def village_words(titles: Iterable[str]) -> str | None:
    """Words of titles that name no DESA outright but may name the village all the same.

    Letterheads and districts are left out: a district may have a village's name.
    """
    kept = [_plain_words(text) for text in titles if not LETTERHEAD.search(text)]
    return "  ".join(words for words in kept if words) or None


def district_of(text: str) -> str | None:
    """The district a title names, as written."""
    return _first_name(DISTRICT, text)


def _first_name(pattern: re.Pattern[str], text: str) -> str | None:
    for match in pattern.finditer(text):
        name = " ".join(match[1].split()).strip(" .-:")
        if len(name) > 2 and name.split()[0].lower() not in NO_VILLAGE:
            return name
    return None


def village_of_sheet(name: str) -> str | None:
    """A sheet name that may be a village's name; null for `Sheet1`, `RT 01` and the like."""
    named = village_of(name)
    if named:
        return named
    words = [w for w in _plain_words(name).split() if not GENERIC_SHEET.match(w)]
    return " ".join(words) or None


def village_of_file(file: str) -> str | None:
    """Words of the file's base name that may name a village: digits, months, usual words out."""
    stem = PurePosixPath(file).stem
    code = VILLAGE_CODE.search(stem.replace("_", " "))
    words = _plain_words(stem)
    return " ".join(part for part in (code[0] if code else "", words) if part) or None


def _plain_words(text: str) -> str:
    """Words that may be part of a village's name: digits, months and usual words are out."""
    words = re.split(r"[^A-Za-z'’]+", text)
    return " ".join(
        word
        for word in words
        if word and word.lower() not in FILE_NOISE and month_named(word) is None
    )


def date_of(texts: Iterable[str]) -> tuple[date, bool] | None:
    """The first date in the texts and whether its day is given (else it is the month's first)."""
    for text in texts:
        found = _words_date(text)
        if found:
            return found
    return None


def date_of_file(file: str) -> tuple[date, bool] | None:
    """The date or month in a file name: `Agustus 2026`, `082026`, `202608`, `2026-08-05`.

    With whether its day is given, as `date_of`. A village's code ends in digits that could be a
    date (`63.05.02.2001`).
    """
    stem = VILLAGE_CODE.sub(" ", PurePosixPath(file).stem)
    found = _words_date(stem)
    if found:
        return found
    for pattern, order in NUMBERS:
        for match in pattern.finditer(stem):
            parts = dict(zip(order, (int(group) for group in match.groups()), strict=True))
            made = _date(parts["y"], parts["m"], parts.get("d", 1))
            if made:
                return made, "d" in parts
    return None


def _words_date(text: str) -> tuple[date, bool] | None:
    for match in DAY_MONTH_YEAR.finditer(text):
        month = month_named(match[2])
        made = _date(int(match[3]), month, int(match[1])) if month else None
        if made:
            return made, True
    for match in MONTH_YEAR.finditer(text):
        month = month_named(match[1])
        made = _date(int(match[2]), month, 1) if month else None
        if made:
            return made, False
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
