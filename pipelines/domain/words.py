"""The plain Indonesian words for what the program finds: kinds, states, months."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class KindWords:
    """How one kind of flag is said to an officer (`title`) and to a village (`finding`)."""

    title: str
    finding: str
    about_people: bool
    """True when particular members are meant, not the household as a whole."""


KINDS: dict[str, KindWords] = {
    "missing_from_dtks": KindWords(
        "Keluarga miskin belum terdaftar", "Belum terdaftar di DTKS/DTSEN", False
    ),
    "ineligible_sktm": KindWords(
        "Pemegang SKTM tidak layak", "Pemegang SKTM yang tampaknya mampu", True
    ),
    "ineligible_dtks": KindWords(
        "Terdaftar tetapi tidak layak", "Terdaftar di DTKS/DTSEN, tampaknya mampu", True
    ),
    "deceased_in_dtks": KindWords(
        "Meninggal, masih terdaftar", "Tercatat meninggal, masih terdaftar di DTKS/DTSEN", True
    ),
    "duplicate_in_dtks": KindWords("Tercatat ganda di DTKS", "Tercatat ganda di DTKS", True),
    "duplicate_submission": KindWords(
        "Diusulkan lebih dari satu desa", "Diusulkan juga oleh desa lain", False
    ),
    "members_missing": KindWords(
        "Anggota keluarga belum terdaftar", "Keluarga terdaftar, ada anggota yang belum", True
    ),
    "desil_mismatch": KindWords(
        "Miskin, tetapi desil DTSEN tinggi", "Miskin menurut desa, tetapi desil DTSEN tinggi", False
    ),
    "identity_unverified": KindWords(
        "Identitas belum ditemukan di Dukcapil", "Identitas belum ditemukan di Dukcapil", True
    ),
}

SUBTYPES = {
    "confirmed_poor": "miskin menurut kriteria",
    "indicators_missing": "keterangan kemiskinan belum lengkap",
    "near_match": "mirip dengan orang yang sudah terdaftar",
    "sktm_only": "hanya memegang SKTM",
}

STATES = {
    "new": "Baru",
    "persisting": "Berlanjut",
    "reopened": "Dibuka lagi",
    "resolved": "Selesai",
}

OUTCOMES = {"accepted": "Diterima, perlu diperbaiki", "rejected": "Ditolak"}

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


def period_words(period: str) -> str:
    """`2026-10` → `Oktober 2026`."""
    year, month = period.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def date_words(day: date) -> str:
    """A date as Indonesians write it: `5 Agustus 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_between(earlier: str, later: str) -> int:
    """Whole months from one period to another: 2026-08 → 2026-10 is 2."""
    year, month = (int(part) for part in earlier.split("-"))
    to_year, to_month = (int(part) for part in later.split("-"))
    return (to_year - year) * 12 + to_month - month


def place_kind(village_code: str) -> str:
    """`Kelurahan` or `Desa`, which the Kemendagri code tells: villages 1xxx are kelurahan."""
    return "Kelurahan" if village_code.rsplit(".", 1)[-1].startswith("1") else "Desa"


def head_of_village(village_code: str) -> str:
    """Who signs for the village: the lurah of a kelurahan, the kepala desa of a desa."""
    return "Lurah" if place_kind(village_code) == "Kelurahan" else "Kepala Desa"


FORBIDDEN_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
LONG_DIGITS = re.compile(r"\d{8,}")


def file_name(text: str) -> str:
    """`text` as a file name (without suffix) that Windows, too, accepts; at most 120 bytes.

    Bytes, because that is what file systems count: 255 of them, and a letter may take four.
    """
    cleaned = FORBIDDEN_IN_FILE_NAMES.sub(" ", text).encode()[:120].decode(errors="ignore")
    return cleaned.strip(" .")


def masked(text: str) -> str:
    """`text` (a file name) with long digit runs blotted out: some offices name files by NIK."""
    return LONG_DIGITS.sub(lambda run: run.group()[:4] + "…", text)
