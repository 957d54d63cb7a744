"""Every problem a row can have: a stable code, how grave it is, and how to mend it.

The message is shown to village officers next to the coloured cell, so it is plain Bahasa Indonesia,
says what to do next, and never holds a value of the row: it may stand in logs and reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Severity = Literal["info", "warning", "error"]
SENTENCE_END = re.compile(r"(?<!\bNo)(?<!\bTgl)[.;:] ")


@dataclass(frozen=True)
class Problem:
    """One kind of problem. `error` means the row could not be used at all."""

    severity: Severity
    message: str


PROBLEMS: dict[str, Problem] = {
    # identity of the row
    "name_missing": Problem("error", "Nama kosong. Isi nama lengkap sesuai KTP atau KK."),
    "no_identity": Problem(
        "error",
        "Orang ini tidak dapat dikenali: isi NIK, atau bila belum ada, tanggal lahirnya.",
    ),
    "household_unknown": Problem(
        "error",
        "Keluarga ini tidak dapat dikenali: isi ID rumah tangga, No. KK, atau nama kepala.",
    ),
    "owner_unknown": Problem("error", "Pemilik tidak dikenali: isi NIK atau nama pemilik."),
    "text_missing": Problem("error", "Isi aduan kosong. Tuliskan apa yang diadukan."),
    "answers_missing": Problem(
        "error", "Tidak ada jawaban U1–U9 yang terbaca. Isi angka 1 sampai 4 untuk tiap unsur."
    ),
    "repeated_row": Problem(
        "error", "Baris ini sama persis dengan baris sebelumnya di berkas ini. Hapus salah satu."
    ),
    "cells_shifted": Problem(
        "info",
        "Isi baris ini bergeser satu sel; sudah dibaca pada tempatnya. Mohon dibetulkan di berkas.",
    ),
    "members_beside": Problem(
        "warning",
        "Anggota keluarga lain ditulis di kolom samping dan tidak terbaca. Tulis satu baris untuk "
        "tiap orang, dengan NIK dan No. KK pada barisnya.",
    ),
    "corrected_by_office": Problem(
        "info",
        "Isian ini dibetulkan menurut daftar koreksi Dinas Sosial. Mohon dibetulkan juga di "
        "berkas asalnya.",
    ),
    # NIK
    "nik_missing": Problem("warning", "NIK kosong. Isi 16 angka NIK sesuai KTP atau KK."),
    "nik_dummy": Problem(
        "warning", "NIK ini hanya isian sementara. Ganti dengan 16 angka NIK sesuai KTP atau KK."
    ),
    "nik_temporary": Problem(
        "warning", "Ini NIK sementara dari OpenSID. Ganti dengan NIK resmi dari Dukcapil."
    ),
    "nik_short": Problem("warning", "NIK kurang dari 16 angka. Periksa lagi pada KTP atau KK."),
    "nik_long": Problem("warning", "NIK lebih dari 16 angka. Periksa lagi pada KTP atau KK."),
    "nik_letters": Problem("warning", "NIK memuat huruf. Tulis ulang 16 angka sesuai KTP atau KK."),
    "nik_repaired": Problem(
        "info", "Huruf pada NIK dibaca sebagai angka (O menjadi 0, l menjadi 1). Mohon dicek."
    ),
    "nik_rounded": Problem(
        "warning",
        "Excel membulatkan NIK ini: angka terakhir menjadi 0. Ubah format kolom menjadi Teks, "
        "lalu ketik ulang NIK-nya.",
    ),
    "nik_scientific": Problem(
        "warning",
        "Excel menyingkat NIK ini (bentuk E+15). Ubah format kolom menjadi Teks, lalu ketik "
        "ulang NIK-nya.",
    ),
    "nik_bad_date": Problem(
        "warning",
        "Tanggal di dalam NIK (angka ke-7 sampai ke-12) tidak mungkin. Periksa pada KTP atau KK.",
    ),
    "nik_is_kk": Problem(
        "warning", "Kolom NIK berisi nomor KK. Isi NIK orang ini sesuai KTP atau KK."
    ),
    "nik_swapped": Problem(
        "info", "NIK dan No. KK tertukar; sudah dibaca pada tempatnya. Mohon dibetulkan di berkas."
    ),
    "nik_shifted": Problem(
        "warning",
        "NIK bergeser satu baris dari orangnya; dibaca menurut tanggal lahir. Betulkan urutannya.",
    ),
    "nik_shared": Problem(
        "warning",
        "NIK yang sama dipakai beberapa orang berbeda. Isi NIK masing-masing sesuai KTP atau KK.",
    ),
    "nik_date_mismatch": Problem(
        "warning",
        "Tanggal di dalam NIK berbeda dengan tanggal lahir. Periksa mana yang benar pada KTP.",
    ),
    "nik_sex_mismatch": Problem(
        "warning",
        "Jenis kelamin menurut NIK berbeda dengan yang tertulis. Periksa mana yang benar pada KTP.",
    ),
    "nik_region_unknown": Problem(
        "info", "Enam angka awal NIK tidak dikenal sebagai kode wilayah. Periksa pada KTP atau KK."
    ),
    # KK
    "kk_missing": Problem("warning", "No. KK kosong. Isi 16 angka sesuai Kartu Keluarga."),
    "kk_dummy": Problem(
        "warning", "No. KK ini hanya isian sementara. Ganti dengan nomor pada Kartu Keluarga."
    ),
    "kk_short": Problem("warning", "No. KK kurang dari 16 angka. Periksa pada Kartu Keluarga."),
    "kk_long": Problem("warning", "No. KK lebih dari 16 angka. Periksa pada Kartu Keluarga."),
    "kk_letters": Problem("warning", "No. KK memuat huruf. Tulis ulang 16 angka dari KK."),
    "kk_repaired": Problem(
        "info", "Huruf pada No. KK dibaca sebagai angka (O menjadi 0, l menjadi 1). Mohon dicek."
    ),
    "kk_rounded": Problem(
        "warning",
        "Excel membulatkan No. KK ini: angka terakhir menjadi 0. Ubah format kolom menjadi Teks, "
        "lalu ketik ulang.",
    ),
    "kk_scientific": Problem(
        "warning",
        "Excel menyingkat No. KK ini (bentuk E+15). Ubah format kolom menjadi Teks, lalu ketik "
        "ulang.",
    ),
    "kk_bad_date": Problem(
        "warning",
        "Tanggal di dalam No. KK (angka ke-7 sampai ke-12) tidak mungkin. Periksa pada KK.",
    ),
    "kk_is_nik": Problem("warning", "Kolom No. KK tampaknya berisi NIK. Isi nomor KK yang benar."),
    "kk_shared": Problem(
        "warning",
        "Satu No. KK dipakai beberapa kepala keluarga. Isi No. KK masing-masing keluarga.",
    ),
    # dates
    "date_missing": Problem("warning", "Tanggal kosong. Isi tanggal dengan bentuk HH-BB-TTTT."),
    "date_invalid": Problem(
        "warning", "Tanggal ini tidak ada di kalender. Tulis dengan bentuk HH-BB-TTTT."
    ),
    "date_incomplete": Problem(
        "warning", "Tanggal tidak lengkap. Isi hari, bulan, dan tahun (HH-BB-TTTT)."
    ),
    "date_in_future": Problem("warning", "Tanggal ini sesudah akhir bulan data. Periksa tahunnya."),
    "date_ambiguous": Problem(
        "info", "Urutan hari dan bulan terbalik; dibaca sebagai bulan-hari. Mohon dicek."
    ),
    # codes, places, other values
    "code_unknown": Problem("warning", "Isian ini tidak dikenal. Gunakan pilihan yang tersedia."),
    "village_unknown": Problem(
        "warning",
        "Desa/kelurahan tidak dikenali. Isi kode desa 10 angka atau nama desa dan kecamatannya.",
    ),
    "village_disagrees": Problem(
        "warning", "Nama desa berbeda dengan kode desanya; kode yang dipakai. Mohon dibetulkan."
    ),
    "answer_unknown": Problem(
        "warning", "Jawaban survei ini bukan 1 sampai 4. Isi angka sesuai kuesioner."
    ),
    "indicator_unreadable": Problem(
        "warning", "Isian kriteria tidak terbaca. Gunakan kode atau kata sesuai petunjuk."
    ),
    "number_unreadable": Problem("warning", "Angka tidak terbaca. Tulis angka saja tanpa kata."),
    "formula_like": Problem(
        "warning", "Nama diawali tanda rumus (=, +, @). Ketik ulang nama orangnya."
    ),
    "letter_number_missing": Problem("warning", "Nomor surat kosong. Isi sesuai buku register."),
    "reply_id_missing": Problem(
        "warning", "ID Temuan kosong. Salin dari lembar verifikasi yang dikirim Dinas Sosial."
    ),
    "reply_unknown": Problem(
        "warning", "Hasil verifikasi tidak dikenal. Pilih dari daftar pada kolomnya."
    ),
}


@lru_cache(maxsize=1_000)
def split_message(message: str) -> tuple[str, str]:
    """A problem message as (what is wrong, how to mend it).

    Messages state the fault in their first sentence and the remedy after it; `No. KK` does not
    end a sentence.
    """
    found = SENTENCE_END.search(message)
    # A colon may also stand inside the fault itself; a full stop later on is the real border.
    for later in SENTENCE_END.finditer(message):
        if later.group().startswith("."):
            found = later
            break
    if found is None:
        return message, ""
    wrong, remedy = message[: found.start()], message[found.end() :]
    return f"{wrong}.", remedy[:1].upper() + remedy[1:]
