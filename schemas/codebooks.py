"""Code lists of the field, each under its name: the same code means other things elsewhere.

Sources: OpenSID's import sheet (`opensid_kode_impor_penduduk.csv`), Regsosek 2022-K items 303, 304,
307b1 and 309a, and the BDT/DTKS relation list (background knowledge, see DOMAIN.md). A value's
code is only ever read together with the codebook's name, because relation code 3 is *istri* in
OpenSID and *anak* in DTKS.
"""

from __future__ import annotations

SEX = {"1": "L", "2": "P"}

RELATION_OPENSID = {
    "1": "kepala",
    "2": "suami",
    "3": "istri",
    "4": "anak",
    "5": "menantu",
    "6": "cucu",
    "7": "orangtua",
    "8": "mertua",
    "9": "famili",
    "10": "pembantu",
    "11": "lainnya",
}

# "pasangan" is istri or suami by the person's sex; the two lists do not say which.
RELATION_DTKS = {
    "1": "kepala",
    "2": "pasangan",
    "3": "anak",
    "4": "menantu",
    "5": "cucu",
    "6": "orangtua",
    "7": "pembantu",
    "8": "lainnya",
}

RELATION_BY_TABLE = {
    "usulan_desa": RELATION_OPENSID,
    "dukcapil": RELATION_OPENSID,
    "dtks_art": RELATION_DTKS,
    "dtsen_anggota": RELATION_DTKS,
}

# Relation words, most telling first: the first word contained in the value decides.
RELATION_WORDS = (
    ("KEPALA", "kepala"),
    ("KRT", "kepala"),
    ("ISTRI SUAMI", "pasangan"),
    ("SUAMI ISTRI", "pasangan"),
    ("PASANGAN", "pasangan"),
    ("MENANTU", "menantu"),
    ("MANTU", "menantu"),
    ("MERTUA ORANG", "orangtua"),
    ("ORANG TUA", "orangtua"),
    ("ORANGTUA", "orangtua"),
    ("ORTU", "orangtua"),
    ("MERTUA", "mertua"),
    ("CUCU", "cucu"),
    ("SUAMI", "suami"),
    ("ISTRI", "istri"),
    ("ISTERI", "istri"),
    ("FAMILI", "famili"),
    ("FAMILY", "famili"),
    ("SAUDARA", "famili"),
    ("KEPONAKAN", "famili"),
    ("KEMENAKAN", "famili"),
    ("ADIK", "famili"),
    ("KAKAK", "famili"),
    ("PEMBANTU", "pembantu"),
    ("SOPIR", "pembantu"),
    ("ANAK", "anak"),
    ("AYAH", "orangtua"),
    ("BAPAK", "orangtua"),
    ("IBU", "orangtua"),
    ("LAIN", "lainnya"),
)
RELATION_SHORT = {
    "KK": "kepala",
    "KEP KEL": "kepala",
    "K KELUARGA": "kepala",
    "IST": "istri",
    "AK": "anak",
    "ANK": "anak",
    "FL": "famili",
}

# Regsosek 2022-K. Words are tried in order, the most telling first.
LANTAI_WORDS = (
    ("MARMER", 1),
    ("GRANIT", 1),
    ("KERAMIK", 2),
    ("PARKET", 3),
    ("VINIL", 3),
    ("VINYL", 3),
    ("KARPET", 3),
    ("PERMADANI", 3),
    ("UBIN", 4),
    ("TEGEL", 4),
    ("TERASO", 4),
    ("TERRAZO", 4),
    ("KAYU", 5),
    ("PAPAN", 5),
    ("ULIN", 5),
    ("SEMEN", 6),
    ("BATA", 6),
    ("PLESTER", 6),
    ("BAMBU", 7),
    ("TANAH", 8),
    ("LAIN", 9),
)
DINDING_WORDS = (
    ("KAWAT", 2),
    ("PLESTERAN ANYAMAN", 2),
    ("PLESTER ANYAMAN", 2),
    ("PLESTERAN BAMBU", 2),
    ("PLESTER BAMBU", 2),
    ("ANYAMAN", 4),
    ("BATANG", 5),
    ("BAMBU", 6),
    ("TEMBOK", 1),
    ("BETON", 1),
    ("BATAKO", 1),
    ("BATA", 1),
    ("PLESTER", 2),
    ("KAYU", 3),
    ("PAPAN", 3),
    ("GYPSUM", 3),
    ("GIPSUM", 3),
    ("GRC", 3),
    ("CALCIBOARD", 3),
    ("KALSIBOARD", 3),
    ("TRIPLEK", 3),
    ("RUMBIA", 7),
    ("SENG", 7),
    ("TERPAL", 7),
    ("KARDUS", 7),
    ("LAIN", 7),
)
JAMBAN_WORDS = (
    ("TIDAK MENGGUNAKAN", 5),
    ("TIDAK DIGUNAKAN", 5),
    ("TIDAK DIPAKAI", 5),
    ("TIDAK ADA", 6),
    ("TIDAK PUNYA", 6),
    ("TIDAK MEMILIKI", 6),
    ("TANPA", 6),
    ("BELUM", 6),
    ("KOMUNAL", 3),
    ("UMUM", 4),
    ("SIAPA", 4),
    ("SUNGAI", 6),
    ("SEMBARANG", 6),
    ("BERSAMA", 2),
    ("NUMPANG", 2),
    ("TETANGGA", 2),
    ("SENDIRI", 1),
    ("PRIBADI", 1),
    ("MCK", 4),
)
HOUSING = {
    "lantai": (9, LANTAI_WORDS),
    "dinding": (7, DINDING_WORDS),
    "jamban": (6, JAMBAN_WORDS),
}

# Item 307b1; 2201 stands for "above 2200 VA" and 0 for no electricity.
DAYA_CODES = {"1": 450, "2": 900, "3": 1300, "4": 2200, "5": 2201}
DAYA_STEPS = (450, 900, 1300, 2200)
DAYA_ABOVE = 2201
DAYA_NONE_WORDS = ("TANPA", "TIDAK ADA", "TIDAK PUNYA", "TIDAK MEMILIKI", "BUKAN LISTRIK",
                   "BELUM", "PELITA", "LAMPU MINYAK", "TEMPEL")  # fmt: skip

# Ticks: what an officer puts into a box to say "yes".
TICKS = frozenset({"V", "X", "✓", "✔", "☑", "√", "☒", "✗", "✘", "●", "*"})
YES_WORDS = ("YA", "Y", "YES", "ADA", "PUNYA", "MEMILIKI", "PERNAH", "SERING", "TRUE", "BENAR")
# Blank words elsewhere, but an answer in a box that asks for yes or no.
DENIALS = frozenset({"TIDAK ADA", "TDK ADA", "TIDAK PUNYA", "TDK PUNYA", "BELUM ADA", "BLM ADA",
                     "BELUM PUNYA"})  # fmt: skip
NO_WORDS = ("TIDAK", "TDK", "T", "TAK", "NO", "N", "BELUM", "BUKAN", "TANPA", "FALSE", "SALAH")

# Whole phrases whose plain reading (first word) would be the opposite of what the column asks.
INDICATOR_PHRASES = {
    "kk_tidak_bekerja": {
        "TIDAK BEKERJA": True,
        "BELUM BEKERJA": True,
        "MENGANGGUR": True,
        "BEKERJA": False,
    },
    "khawatir_pangan": {"KHAWATIR": True, "TIDAK KHAWATIR": False},
    "pangan_lebih_separuh": {
        "LEBIH": True,
        "LEBIH SEPARUH": True,
        "TIDAK LEBIH": False,
        "KURANG": False,
    },
    "tidak_beli_pakaian": {
        "TIDAK BELI": True,
        "TIDAK MEMBELI": True,
        "TIDAK PERNAH": True,
        "TIDAK PERNAH BELI": True,
        "BELI": False,
        "MEMBELI": False,
        "PERNAH": False,
        "PERNAH BELI": False,
    },
    "tempat_tinggal": {
        "MILIK SENDIRI": True,
        "KONTRAK": True,
        "SEWA": True,
        "KONTRAK SEWA": True,
        "BEBAS SEWA": True,
        "DINAS": True,
        "TUNAWISMA": False,
        "GELANDANGAN": False,
    },
}
YES_NO_INDICATORS = (
    "tempat_tinggal",
    "kk_tidak_bekerja",
    "khawatir_pangan",
    "pangan_lebih_separuh",
    "tidak_beli_pakaian",
)
INDICATORS = (*YES_NO_INDICATORS, "lantai", "dinding", "jamban", "daya_listrik")

# What a life-status cell says of the person: words first, then codes by list (OpenSID status_dasar;
# DTKS sta_keberadaan_art [background knowledge]).
LIFE_WORDS = {
    "MENINGGAL": "dead",
    "MATI": "dead",
    "WAFAT": "dead",
    "PINDAH": "moved",
}
LIFE_CODES = {
    "usulan_desa": {"2": "dead", "3": "moved"},
    "dtks_art": {"2": "dead", "3": "moved"},
}

# What a reply's "Hasil Verifikasi" may say; the second half are words used in the field.
REPLY_RESULTS = {
    "LAYAK": "layak",
    "TIDAK LAYAK": "tidak_layak",
    "PINDAH": "pindah",
    "MENINGGAL": "meninggal",
    "TIDAK DITEMUKAN": "tidak_ditemukan",
    "SUDAH TERDAFTAR": "sudah_terdaftar",
    "MAMPU": "tidak_layak",
    "TIDAK MAMPU": "layak",
    "MATI": "meninggal",
    "GANDA": "sudah_terdaftar",
    "TERDAFTAR": "sudah_terdaftar",
}

# Answers to the service survey, 1 worst to 4 best (Permenpan RB 14/2017, annex): choices are
# lettered, or short for tidak/kurang/-/sangat sesuai and puas [background knowledge].
ANSWER_SHORT = {
    "A": 1, "B": 2, "C": 3, "D": 4,
    "TS": 1, "KS": 2, "S": 3, "SS": 4,
    "TP": 1, "KP": 2, "P": 3, "SP": 4,
}  # fmt: skip
# The first of these words contained in the answer decides.
ANSWER_WORDS = (
    ("SANGAT MAHAL", 1),
    ("MAHAL", 2),
    ("MURAH", 3),
    ("GRATIS", 4),
    ("ADA TETAPI TIDAK", 2),
    ("KURANG MAKSIMAL", 3),
    ("DIKELOLA DENGAN BAIK", 4),
    ("TIDAK", 1),
    ("BURUK", 1),
    ("KURANG", 2),
    ("CUKUP", 2),
    ("SANGAT", 4),
    ("SESUAI", 3),
    ("MUDAH", 3),
    ("CEPAT", 3),
    ("KOMPETEN", 3),
    ("SOPAN", 3),
    ("RAMAH", 3),
    ("BAIK", 3),
    ("PUAS", 3),
)
