"""Names of the synthetic regency: given names as they sound in South Kalimantan.

The lists are our own, written for this generator. What matters for linkage is kept: frequencies
are skewed (a handful of names is carried by many), a large share of older people has a single
name, second tokens are shared between families, and a child may carry a token of the father.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


MEN_OLD = _words(
    "AHMAD MUHAMMAD ABDULLAH SYAHRANI MASRANI BAHRANI SARKAWI ASMURI HAMDANI JUMBRI KASPUL "
    "MARWAN IDERIS SUPIAN ARSYAD BURHAN HASBI SYUKUR TARMIDZI UTUH ANANG SAIDI BASRAN GAZALI "
    "JAMHURI KURSANI LAMSYAH MAHYUNI NAWAWI RUSLAN SANI TAJUDIN USMAN WAHYUDIN YUSERAN ZAINAL "
    "ASRANI BADERI DARMAWI FAHRANI HERMANSYAH ILMI JURAID MISRAN NORDIN PARHAN"
)
MEN_YOUNG = _words(
    "MUHAMMAD AHMAD RIZKY ALDI FAJAR RAHMAD ILHAM HAFIZ REZA FIKRI DIMAS BAYU RAFLI RIDHO NAUFAL "
    "ABDI AKBAR DANI EKO FARHAN GILANG HENDRA IQBAL JOKO KHAIRUL LUTFI MAULANA NANDA ARIF RAMA "
    "SAPUTRA TAUFIK UMAR WAHYU YOGA ZAKI ANDI AGUS BUDI DEDI FITRIADI HERI IRWAN MARLIAN NOVAL "
    "SYARIF RANGGA RIAN"
)
WOMEN_OLD = _words(
    "SITI ALUH GALUH NORHAYATI RUSMIAH MASTURA ARBAYAH JAMILAH MARIANA SALASIAH HAMNAH RABIATUL "
    "MURSIDAH KARTINI NURJANAH ASIAH FATIMAH JUMIATI MASLIAN SAMSIAH BADARIAH RUSDIANA IDAWATI "
    "HALIMATUS ZUBAIDAH KASPIAH LAILATUL MARPUAH NAPISAH RUKAYAH SUMIATI UMI WARDAH YUHANA "
    "HASNAH ISNAWATI ARPIAH BAHRIAH DAHLIANA HERLINA"
)
WOMEN_YOUNG = _words(
    "SITI NUR AULIA RINA DEWI PUTRI NABILA ANNISA RAHMAWATI YULIANA FITRI DINA HIKMAH INDAH "
    "KHAIRUNNISA LINDA MAULIDA NADIA RISKA SALMA TIARA WULAN ZAHRA AYU BUNGA CITRA DESI ELMA "
    "FADILLAH GINA HELMA INTAN JULIA KARINA LATIFAH MELATI NOVIA RAUDAH SRI TASYA VERA YUNITA "
    "AISYAH HAFIZAH"
)
SECOND_MEN = _words(
    "RAHMAN HIDAYAT RAMADHAN SAPUTRA NOOR ANSHARI FAUZI HAKIM SALEH WIJAYA KURNIAWAN AZHAR "
    "MAULANA EFENDI RIFANI YUSUF KARIM SETIAWAN HALIM NUGROHO ALFARISI ZAINI LATIF MUSTOFA "
    "SYAHPUTRA RIDHANI BASUKI GHOZALI MAJIDI PERDANA FIRDAUS HAMIDI"
)
SECOND_WOMEN = _words(
    "RAHMAH HASANAH JANNAH WATI LESTARI AMALIA SARI HANDAYANI SALSABILA FITRIANI NORLAILA ZULAIHA "
    "RAMADHANI MAULIDA AZIZAH PERMATASARI KHADIJAH SAFITRI ANGGRAINI UTAMI MUNAWARAH HUMAIRA "
    "APRILIANI INAYAH MARLINA HALIMAH SAADAH DAMAYANTI"
)
ABD_NAMES = ("HAMID", "RAHMAN", "KADIR", "GANI", "MAJID", "SALAM", "WAHAB", "AZIS")
NUR_NAMES = ("AINI", "LAILA", "HIDAYAH", "HASANAH", "JANAH", "ASIAH", "HAYATI", "SYIFA")

MEN_CALLED = ("UTUH", "ANANG", "UNDUN", "AMAT", "IYAN", "UDIN", "IPUL", "AGAU")
WOMEN_CALLED = ("ALUH", "GALUH", "IYAH", "IMAH", "AMAI", "ACIL IYUL", "UTIN", "INUR")
"""What people are called in the neighbourhood; used only where a list carries a nickname."""


def _skewed(names: list[str]) -> tuple[list[str], list[float]]:
    """Cumulative weights that fall off like 1/rank^0.8: the first names collide often."""
    return names, list(accumulate(1.0 / (rank + 2) ** 0.8 for rank in range(len(names))))


_TABLES = {
    key: _skewed(list(names))
    for key, names in {
        ("L", True): MEN_OLD,
        ("L", False): MEN_YOUNG,
        ("P", True): WOMEN_OLD,
        ("P", False): WOMEN_YOUNG,
    }.items()
}
_SECOND = {"L": _skewed(SECOND_MEN), "P": _skewed(SECOND_WOMEN)}


def _pick(rng: Random, table: tuple[list[str], list[float]]) -> str:
    return rng.choices(table[0], cum_weights=table[1])[0]


def given_name(rng: Random, sex: str, birth_year: int, father: str | None = None) -> str:
    """A full name without titles, upper case; `father` may lend his last token to the child."""
    old = birth_year < 1978 or (birth_year < 1992 and rng.random() < 0.4)
    single = rng.random() < (0.55 if old else 0.14)
    first = _pick(rng, _TABLES[(sex, old)])
    if rng.random() < 0.05:
        first = f"ABDUL {rng.choice(ABD_NAMES)}" if sex == "L" else f"NOR {rng.choice(NUR_NAMES)}"
    if single and first not in {"MUHAMMAD", "AHMAD", "SITI", "NUR"}:
        return first
    tokens = first.split()
    extra = father.split()[-1] if father and rng.random() < 0.22 else _pick(rng, _SECOND[sex])
    if extra not in tokens:
        tokens.append(extra)
    if not old and rng.random() < 0.25:
        third = _pick(rng, _SECOND[sex])
        if third not in tokens:
            tokens.append(third)
    return " ".join(tokens)


def twin_name(rng: Random, name: str) -> str:
    """A name one token or one letter away from the twin's."""
    tokens = name.split()
    if len(tokens) > 1 and rng.random() < 0.5:
        changed = tokens[-1]
        tokens[-1] = changed[:-1] + ("I" if not changed.endswith("I") else "A")
        return " ".join(tokens)
    head = tokens[0]
    swaps = {"HASAN": "HUSIN", "RAHMAD": "RAHMAN", "NABILA": "SABILA", "RAFLI": "RAFI"}
    tokens[0] = swaps.get(head, head[:-1] + ("A" if head[-1] != "A" else "I"))
    return " ".join(tokens)


def nickname(rng: Random, sex: str) -> str:
    """What the neighbours say."""
    return rng.choice(MEN_CALLED if sex == "L" else WOMEN_CALLED)
