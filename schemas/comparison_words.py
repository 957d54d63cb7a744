"""What linkage compares, in officers' words: each comparison and each level.

Keys are the names in `pipelines.resolve.model`; a test makes sure that none is without words. A
level's words complete a sentence: "NIK beda satu angka", "tanggal lahir sama".
"""

from __future__ import annotations

from typing import Final

PRIOR: Final = "prior"
"""Name under which the chance of any two rows being one person stands among the comparisons."""

COMPARISON_LABELS: Final[dict[str, str]] = {
    PRIOR: "Sebelum dibandingkan",
    "nik": "NIK",
    "name": "Nama",
    "birth": "Tanggal lahir",
    "sex": "Jenis kelamin",
    "family": "KK dan ibu",
    "place": "Alamat",
}
"""Labels of the comparisons, in the order in which they are shown."""

LEVEL_WORDS: Final[dict[str, dict[str, str]]] = {
    PRIOR: {PRIOR: "kebanyakan pasangan baris adalah orang berbeda"},
    "nik": {
        "missing": "NIK tidak ada di salah satu baris",
        "equal": "NIK sama",
        "other_birth": "NIK masing-masing cocok dengan tanggal lahir yang berbeda",
        "serial_near": "NIK hanya beda di nomor urut",
        "one_digit": "NIK beda satu angka",
        "one_edit": "NIK kurang atau lebih satu angka",
        "same_date_part": "NIK sama di bagian tanggal dan nomor urut",
        "both_consistent": "NIK berbeda, tetapi tanggal di dalamnya tidak bertentangan",
        "other": "NIK berbeda, salah satunya tidak cocok dengan barisnya",
    },
    "name": {
        "missing": "nama tidak ada di salah satu baris",
        "equal": "nama sama",
        "nearly": "nama hampir sama",
        "within_many": "nama yang satu lebih lengkap",
        "within_one": "hanya satu kata nama yang sama-sama ditulis",
        "alike": "nama mirip",
        "first": "nama depan sama",
        "somewhat": "nama sedikit mirip",
        "other": "nama berbeda",
    },
    "birth": {
        "missing": "tanggal lahir tidak menambah apa pun",
        "equal": "tanggal lahir sama",
        "equal_default": "tanggal lahir sama, tetapi tanggal yang lazim diisi sembarang",
        "equal_in_nik": "tanggal lahir sama dengan yang ada di dalam NIK",
        "swapped": "hari dan bulan lahir tertukar",
        "one_digit": "tanggal lahir beda satu angka",
        "two_parts": "dua dari tiga bagian tanggal lahir sama",
        "year": "tahun lahir sama",
        "default_near_year": "tahun lahir berdekatan, tanggalnya diisi sembarang",
        "near_year": "tahun lahir berdekatan",
        "other": "tanggal lahir berbeda",
    },
    "sex": {
        "missing": "jenis kelamin tidak ada di salah satu baris",
        "equal": "jenis kelamin sama",
        "other": "jenis kelamin berbeda",
    },
    "family": {
        "missing": "KK dan nama ibu tidak dapat dibandingkan",
        "kk_and_mother": "satu KK dan nama ibu sama",
        "kk_other_mother": "satu KK, nama ibu berbeda",
        "kk": "satu KK",
        "mother": "nama ibu sama",
        "other_mother": "nama ibu berbeda",
        "other": "KK berbeda",
    },
    "place": {
        "missing": "alamat tidak menambah apa pun",
        "other": "kecamatan berbeda",
        "district": "kecamatan sama",
        "house": "jalan, nomor rumah, dan RT/RW sama",
        "street_and_rt": "jalan dan RT sama",
        "two_parts": "dua bagian alamat sama",
        "street": "jalan sama",
        "rt": "RT sama",
        "rw": "RW sama",
        "village": "desa/kelurahan sama",
    },
}
"""Words of the levels, by comparison and level."""
