"""The words a village picks from in the template, each of which intake reads back as its code.

Floor, wall and latrine are Regsosek 2022-K items 303, 304 and 309a; relations are OpenSID's SHDK
list; power is item 307b1. What these words mean to the program stands in `schemas.codebooks`.
"""

from __future__ import annotations

from typing import Final

from schemas.codebooks import DAYA_ABOVE, DAYA_STEPS, YES_NO_INDICATORS

RELATIONS: Final[dict[str, str]] = {
    "kepala": "Kepala Keluarga",
    "suami": "Suami",
    "istri": "Istri",
    "anak": "Anak",
    "menantu": "Menantu",
    "cucu": "Cucu",
    "orangtua": "Orang Tua",
    "mertua": "Mertua",
    "famili": "Famili Lain",
    "pembantu": "Pembantu",
    "lainnya": "Lainnya",
}
SEXES: Final[dict[str, str]] = {"L": "L", "P": "P"}
YES_NO: Final[dict[bool, str]] = {True: "Ya", False: "Tidak"}
HAS_DWELLING: Final[dict[bool, str]] = {True: "Ada", False: "Tidak Ada"}
LANTAI: Final[dict[int, str]] = {
    1: "Marmer/granit",
    2: "Keramik",
    3: "Parket/vinil/karpet",
    4: "Ubin/tegel/teraso",
    5: "Kayu/papan",
    6: "Semen/bata merah",
    7: "Bambu",
    8: "Tanah",
    9: "Lainnya",
}
DINDING: Final[dict[int, str]] = {
    1: "Tembok",
    2: "Plesteran anyaman bambu/kawat",
    3: "Kayu/papan/gipsum/GRC",
    4: "Anyaman bambu",
    5: "Batang kayu",
    6: "Bambu",
    7: "Lainnya (rumbia, seng, terpal)",
}
JAMBAN: Final[dict[int, str]] = {
    1: "Ada, dipakai sendiri",
    2: "Ada, dipakai bersama keluarga lain",
    3: "MCK komunal",
    4: "MCK umum",
    5: "Ada, tetapi tidak digunakan",
    6: "Tidak ada jamban",
}
DAYA: Final[dict[int, str]] = {
    **{step: str(step) for step in DAYA_STEPS},
    DAYA_ABOVE: f">{DAYA_STEPS[-1]}",
    0: "Tanpa listrik",
}

CHOICES: Final[dict[str, dict[str, str] | dict[bool, str] | dict[int, str]]] = {
    "jenis_kelamin": SEXES,
    "hubungan_keluarga": RELATIONS,
    **dict.fromkeys(YES_NO_INDICATORS, YES_NO),
    "tempat_tinggal": HAS_DWELLING,
    "lantai": LANTAI,
    "dinding": DINDING,
    "jamban": JAMBAN,
    "daya_listrik": DAYA,
}
"""Canonical column → what the program understands → the word on the form."""
