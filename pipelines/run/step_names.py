"""The steps of a month in officers' words, for the terminal and the pages."""

from __future__ import annotations

STEP_NAMES = {
    "read inbox": "Membaca berkas",
    "standardize rows": "Merapikan dan memeriksa baris",
    "load database": "Memuat basis data",
    "resolve identities": "Mencocokkan orang dan keluarga",
    "assess households": "Menilai keluarga",
    "check results": "Memeriksa hasil",
    "write outputs": "Menulis keluaran",
    "publish": "Menerbitkan",
    "hold": "Menahan untuk dibandingkan",
}
