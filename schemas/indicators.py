"""The household indicators, which rows (core) and families as listed (out) share."""

from __future__ import annotations

from schemas.base import Table, column


class Indicators(Table):
    """The nine household indicators in comparison form; null = not given."""

    tempat_tinggal: bool = column("Tempat tinggal", "True = has a dwelling")
    kk_tidak_bekerja: bool = column("Kepala keluarga tidak bekerja", "criterion a")
    khawatir_pangan: bool = column("Khawatir pangan", "criterion b")
    pangan_lebih_separuh: bool = column("Pangan lebih separuh", "criterion c")
    tidak_beli_pakaian: bool = column("Tidak beli pakaian", "criterion d")
    lantai: int = column("Lantai", "Regsosek 303 code 1..9")
    dinding: int = column("Dinding", "Regsosek 304 code 1..7")
    jamban: int = column("Jamban", "Regsosek 309a code 1..6")
    daya_listrik: int = column("Daya listrik", "VA; 0 = none; 2201 = above 2200")
