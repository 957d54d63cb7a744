"""Why a file is refused: stable codes, and for the office a sentence that says what to do."""

from __future__ import annotations

from schemas.sources import SOURCES

PEOPLE_NEED = (
    "untuk data orang harus ada kolom Nama dan salah satu dari NIK, No. KK atau Tanggal Lahir"
)

MESSAGES: dict[str, str] = {
    "empty": (
        "Berkas kosong, tidak ada baris data di dalamnya. Periksa apakah berkas yang benar sudah "
        "tersimpan, lalu kirim ulang."
    ),
    "encrypted": (
        "Berkas terkunci kata sandi. Buka di Excel, hapus kata sandinya (Berkas > Info > Proteksi "
        "Buku Kerja), simpan, lalu kirim ulang."
    ),
    "broken": (
        "Berkas rusak atau terpotong sehingga tidak bisa dibuka. Minta pengirim mengirim ulang "
        "dari berkas aslinya."
    ),
    "pdf": (
        "Berkas ini PDF, bukan tabel. Minta berkas Excel (.xlsx) atau CSV aslinya, bukan hasil "
        "cetak atau pindaian."
    ),
    "image": (
        "Berkas ini gambar, bukan tabel. Minta berkas Excel (.xlsx) atau CSV aslinya, bukan foto "
        "atau pindaian."
    ),
    "web_page": (
        "Berkas ini halaman web yang disimpan sebagai Excel. Buka di Excel, pilih Simpan Sebagai "
        "'Excel Workbook (.xlsx)', lalu kirim ulang."
    ),
    "archive": (
        "Berkas ini arsip (zip, rar, dan sejenisnya), bukan tabel. Keluarkan (ekstrak) isinya, "
        "lalu letakkan berkas Excel atau CSV-nya di folder ini."
    ),
    "not_a_table": (
        "Isi berkas tidak bisa dibaca sebagai tabel. Kirim sebagai Excel (.xlsx) atau CSV dengan "
        "satu baris judul kolom."
    ),
    "no_key_columns": (
        f"Kolom kunci tidak ditemukan: {PEOPLE_NEED}. Bila judul kolomnya memang lain, beri tahu "
        "sekali saja: jalankan `padan check` untuk berkas ini dan salin bagian yang ditunjukkannya "
        "ke padan.toml. Bila tidak, perbaiki judul kolom, atau pindahkan berkas ke folder sumber "
        "yang benar."
    ),
    "transposed": (
        "Tabelnya rebah: judul kolom ada di kolom kiri dan orangnya berderet ke kanan. Di Excel, "
        "salin tabelnya, lalu Tempel Khusus > Transpos di lembar baru supaya satu orang satu "
        "baris; simpan dan kirim ulang."
    ),
    "is_reply": (
        "Ini daftar verifikasi yang sudah diisi, bukan daftar usulan; orang di dalamnya tidak "
        "diusulkan. Pindahkan berkasnya ke folder verifikasi (di halaman desa: unggah sebagai "
        "Balasan verifikasi)."
    ),
    "too_large": (
        "Lembar di dalam berkas terlalu besar untuk dibaca. Hapus isi di luar tabel (baris dan "
        "kolom jauh di bawah atau di kanan), simpan, lalu kirim ulang."
    ),
    "too_heavy": (
        "Berkas ini terlalu berat untuk dibaca: melebihi batas memori atau waktu. Buka di Excel, "
        "salin tabelnya saja ke buku kerja baru (atau bagi menjadi beberapa berkas), simpan "
        "sebagai .xlsx, lalu kirim ulang."
    ),
    "harmful": (
        "Berkas ini berisi perintah tersembunyi yang tidak pernah ditulis oleh Excel atau "
        "LibreOffice. Jangan dibuka; minta pengirim menyalin tabelnya ke buku kerja baru, lalu "
        "mengirim ulang."
    ),
    "reader_failed": (
        "Program gagal membaca berkas ini karena kesalahan program, bukan kesalahan pengirim. "
        "Laporkan kepada pengelola padan. Sementara itu, coba simpan tabelnya sebagai .xlsx baru, "
        "lalu jalankan lagi."
    ),
    "changed": (
        "Berkas berubah atau hilang ketika sedang dibaca. Tunggu sampai penyalinannya selesai, "
        "lalu jalankan lagi."
    ),
    "not_a_file": (
        "Ini bukan berkas biasa (misalnya pipa, soket, atau perangkat), jadi tidak dibaca. Hapus "
        "dari folder ini, lalu salin berkas datanya."
    ),
    "broken_link": (
        "Ini tautan ke berkas yang tidak ada. Hapus tautannya, lalu salin berkas aslinya ke "
        "folder ini."
    ),
    "unknown_source": (
        "Folder ini tidak dikenal sebagai sumber data. Pindahkan berkas ke salah satu folder "
        "sumber, misalnya usulan-desa, dtks atau sktm."
    ),
    "outside_workspace": (
        "Berkas ini tautan ke tempat di luar folder kerja. Salin berkas aslinya ke folder ini."
    ),
    "temporary_file": (
        "Ini berkas sementara yang dibuat program lain, bukan data. Tutup Excel, lalu hapus berkas "
        "ini."
    ),
    "unreadable": (
        "Berkas tidak boleh dibuka oleh program. Periksa izin berkas, lalu jalankan lagi."
    ),
    "repeated": (
        "Isi berkas sama persis dengan berkas lain yang sudah dibaca; cukup satu yang dipakai."
    ),
}


def message_of(code: str, source: str) -> str:
    """The sentence for a file of this source: which key columns it lacks depends on the source."""
    needed = SOURCES[source].needs if source in SOURCES else ""
    return MESSAGES[code].replace(PEOPLE_NEED, needed or PEOPLE_NEED)
