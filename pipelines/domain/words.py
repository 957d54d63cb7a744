"""The plain Indonesian words for what the program finds and decides: one word a thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.domain.periods import period_words


@dataclass(frozen=True)
class KindWords:
    """How one kind of flag is said to an officer (`title`) and to a village (`finding`)."""

    title: str
    finding: str
    about_people: bool
    """True when particular members are meant, not the household as a whole."""


KINDS: dict[str, KindWords] = {
    "missing_from_dtks": KindWords(
        "Keluarga miskin belum terdaftar", "Belum terdaftar di registri", False
    ),
    "ineligible_sktm": KindWords(
        "Pemegang SKTM tidak layak", "Pemegang SKTM yang tampaknya mampu", True
    ),
    "ineligible_dtks": KindWords(
        "Terdaftar tetapi tidak layak", "Terdaftar di registri, tampaknya mampu", True
    ),
    "deceased_in_dtks": KindWords(
        "Meninggal, masih terdaftar", "Tercatat meninggal, masih ada di registri", True
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
    "desil_missing": "ada di DTSEN tanpa desil",
    "sktm_only": "hanya memegang SKTM",
}

STATES = {
    "new": "Baru",
    "persisting": "Berlanjut",
    "reopened": "Dibuka lagi",
    "unheard": "Belum terdengar lagi",
    "resolved": "Selesai",
}

RESOLUTIONS = {
    "in_registry": "masuk registri",
    "not_poor": "tidak lagi memenuhi kriteria miskin",
    "died": "meninggal",
    "moved": "pindah",
    "merged": "bergabung dengan keluarga lain",
    "source_corrected": "data sumbernya berubah",
    "decided": "diputuskan petugas",
    "unheard": "lama tidak terdengar lagi",
}
"""Why a finding has ended; only the first is a success."""

FACTS = {
    "anggota": "anggota keluarga",
    "desa": "desa pengusul",
    "kriteria": "kriteria kemiskinan",
    "kriteria kosong": "kriteria yang belum diisi",
    "sktm": "SKTM",
    "mirip": "orang yang mirip",
    "desil": "desil",
    "meninggal": "catatan kematian",
}
"""Facts that a finding rests on; those of a source bear the source's label."""

OUTCOMES = {"accepted": "diterima", "rejected": "ditolak", "not_data": "bukan data"}
"""What became of a row."""

POVERTY = {
    "poor": "miskin menurut kriteria",
    "non_poor": "tidak memenuhi kriteria miskin",
    "unknown": "belum dapat dinilai karena keterangannya belum lengkap",
}

MATCHES = {
    "decision": "diputuskan petugas",
    "nik": "NIK sama dan didukung nama atau tanggal lahir",
    "splink": "nama, tanggal lahir, dan keterangan lain cocok",
    "household": "didukung kecocokan anggota keluarganya",
    "asset_address": "nama dan alamat cocok",
    "single": "baris ini berdiri sendiri",
}
"""Why a row is held to be about a person (`match_reason`)."""

RESULTS = {
    "layak": "Layak",
    "tidak_layak": "Tidak Layak",
    "pindah": "Pindah",
    "meninggal": "Meninggal",
    "tidak_ditemukan": "Tidak Ditemukan",
    "sudah_terdaftar": "Sudah Terdaftar",
}
"""What a village answers about a finding: the choices of a verification list."""

COLUMN_BASIS = {
    "header": "judul kolom",
    "fuzzy": "judul mirip",
    "content": "isi kolom",
    "swapped": "NIK dan KK tertukar",
    "config": "pengaturan",
}
"""How it was found out what a column is (`raw.ColumnFound`)."""

SEXES = {"L": "Laki-laki", "P": "Perempuan"}

NO_HEADER = "(tanpa judul)"


def place_of_row(row: Mapping[str, Any]) -> str:
    """Where a row stands, as an officer finds it: `Usulan.xlsx, lembar RT 1, baris 7`.

    `row` has file, sheet and row, and carried_from where that is known: the age of older data is
    said, `(data Agustus 2026)`.
    """
    sheet = f", lembar {row['sheet']}" if row["sheet"] else ""
    carried = row.get("carried_from")
    age = f" (data {period_words(carried)})" if carried else ""
    return f"{row['file']}{sheet}, baris {row['row']}{age}"
