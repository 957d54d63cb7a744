"""Why a file is refused: stable codes, and for the office a sentence that says what to do."""

from __future__ import annotations

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
    "not_a_table": (
        "Isi berkas tidak bisa dibaca sebagai tabel. Kirim sebagai Excel (.xlsx) atau CSV dengan "
        "satu baris judul kolom."
    ),
    "no_key_columns": (
        "Kolom kunci tidak ditemukan: untuk data orang harus ada kolom Nama dan salah satu dari "
        "NIK, No. KK atau Tanggal Lahir. Periksa judul kolom, atau pindahkan berkas ke folder "
        "sumber yang benar."
    ),
    "too_large": (
        "Lembar di dalam berkas terlalu besar untuk dibaca. Hapus isi di luar tabel (baris dan "
        "kolom jauh di bawah atau di kanan), simpan, lalu kirim ulang."
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
