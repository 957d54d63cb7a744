"""Headers that ask for a criterion of poverty in a sentence: `Apakah pernah khawatir tidak makan?`

The nine criteria of Kepmensos 262/HUK/2022 appear on village lists in many wordings. A sentence is
understood by the words that only one criterion has; one that asks the opposite (`Beli pakaian`)
is not taken, because its answers would be read the wrong way round.
"""

from __future__ import annotations

import re

NOT = r"\b(?:tidak|tdk|tak|tanpa|belum)\b"
OF_FAMILY = r"\b(?:kk|krt|kepala)\b"
HAVING = r"\b(?:memiliki|mempunyai|punya|ada|kepemilikan|tetap)\b"

# Words that must all occur, and words that must not; the first that fits counts.
SENTENCES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("tidak_beli_pakaian", (NOT, r"\b(?:pakaian|baju|sandang)\b"), ()),
    ("khawatir_pangan", (r"\bkhawatir\b|" + NOT + r"\s+makan\b|\brawan\s+pangan\b",), ()),
    (
        "pangan_lebih_separuh",
        (
            r"\b(?:pangan|makan|makanan)\b",
            r"\b(?:separuh|setengah|separo)\b|1\s*/\s*2|½|50\s*%?",
        ),
        (r"\b(?:kurang)\b",),
    ),
    (
        "kk_tidak_bekerja",
        (OF_FAMILY, NOT + r"\s+(?:punya\s+|memiliki\s+)?(?:be)?kerja(?:an)?\b"),
        (),
    ),
    ("kk_tidak_bekerja", (OF_FAMILY, r"\bmenganggur\b"), ()),
    ("tempat_tinggal", (r"\btempat\s+(?:tinggal|berteduh)\b", HAVING), (r"\balamat\b", NOT)),
    ("lantai", (r"\blantai\b",), (r"\bluas\b", r"\b(?:jumlah|tingkat)\b")),
    ("dinding", (r"\bdinding\b",), (r"\bkondisi\b", r"\bluas\b")),
    ("jamban", (r"\bjamban\b|\bbab\b|\bbuang\s+air\s+besar\b|\bwc\b|\bmck\b",), (r"\bkloset\b",)),
    ("daya_listrik", (r"\bdaya\b|\bvolt\w*\b|\bva\b",), ()),
)


def criterion_of(header: str) -> str | None:
    """The criterion column that a header sentence asks for; null when it is none for certain."""
    text = " ".join(header.lower().split())
    for name, needed, barred in SENTENCES:
        if all(re.search(p, text) for p in needed) and not any(re.search(p, text) for p in barred):
            return name
    return None
