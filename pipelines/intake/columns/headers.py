"""Header cells to canonical columns: spellings first, then near spellings.

Each column comes with the texts to try that `pipelines.intake.columns.labels` makes of its header.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from pipelines.intake.columns.criteria import criterion_of
from pipelines.intake.columns.named_by_officers import IGNORED
from pipelines.intake.columns.other_people import FIELDS, HEAD, row_person, whose
from schemas.columns import COMPOUNDS, VOCABULARY, fold
from schemas.source import SourceTable
from schemas.sources import TABLES

PART = "="
_YES_NO = {"YA": "ya y", "TIDAK": "tidak tdk t"}
PARTED: dict[str, dict[str, str]] = {
    "jenis_kelamin": {"L": "l lk laki lakilaki pria", "P": "p pr perempuan wanita"},
    "tanggal_lahir": {"1": "tgl tanggal hari hr", "2": "bln bulan", "3": "thn th tahun"},
    "nama": {"1": "depan awal pertama", "2": "tengah", "3": "belakang akhir"},
    "tempat_tinggal": {"ADA": "ada ya y", "TIDAK": "tidak tdk tidakada"},
    "kk_tidak_bekerja": _YES_NO,
    "khawatir_pangan": _YES_NO,
    "pangan_lebih_separuh": _YES_NO,
    "tidak_beli_pakaian": _YES_NO,
}
"""Columns under one group title that together are one canonical column: a box for each answer, the
day, month and year of a date, or first and last name. They are named `jenis_kelamin=L` until put
together."""

BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")
ITEM = re.compile(r"^\s*(?:[a-hA-H]|\d{1,2})\s*[.)]\s*(?=\S)")
WRITTEN_OUT = {
    short: word
    for word, shorts in {
        "alamat": "almt almat alm",
        "dalam": "dlm dlam",
        "dengan": "dgn dg dng",
        "hubungan": "hub hubgn hbgn",
        "jenis": "jns jn",
        "jumlah": "jml jlh jmlh",
        "kandung": "kdg kdng kand kandungan",
        "kelamin": "klmn klamin",
        "keluarga": "klg klrg kelg kluarga",
        "lahir": "lhr lahr",
        "nama": "nm nma",
        "nomor": "nmr nomer no",
        "pekerjaan": "pek pkrjaan pekrjn pekerj",
        "status": "sts stts stat",
        "tanggal": "tgl tg tggl tngl",
        "tempat": "tmp tmpt tpt tmpat",
        "terakhir": "terakr akhir",
    }.items()
    for short in shorts.split()
}
"""Short forms of header words; those with two meanings (`kel`, `kec`) are left to spellings."""
NEAR = 88.0
NEAR_LENGTH = 5
NEAR_MARGIN = 3.0
SENTENCE = 0.8
OF_SOMEBODY = 0.9  # `Nama Suami`, where the rows are about the husband
NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True)
class Found:
    """What one column of a sheet was understood as; `canonical` is null when not recognized.

    `basis` is `header`, `fuzzy` (a near spelling or a sentence), `content` (the cells), `swapped`
    (NIK and KK stand under each other's header) or `config` (an officer said so). A `certainty` of
    1 is an exact spelling or an officer's word; below stands the likeness of the spelling, or the
    share of cells that look like it. `whose` is the relative or official that the header names
    (`pipelines.intake.columns.other_people`), empty where it names nobody.
    """

    position: int
    header: str
    canonical: str | None
    basis: str
    certainty: float
    whose: str = ""


@cache
def spellings(table_name: str) -> dict[str, tuple[str, ...]]:
    """Folded spelling → canonical columns of the table that it may mean, the likeliest first."""
    table = TABLES[table_name]
    meant: dict[str, list[str]] = {}
    for column in (VOCABULARY[name] for name in table.header_names):
        for spelling in column.spellings:
            meant.setdefault(spelling, []).append(column.name)
    for name, parts in PARTED.items():
        if name in table.column_names:
            for spelling in VOCABULARY[name].spellings:
                for value, words in parts.items():
                    for word in words.split():
                        meant.setdefault(spelling + word, []).append(f"{name}{PART}{value}")
    return {spelling: tuple(names) for spelling, names in meant.items()}


@lru_cache(maxsize=50_000)
def folded(label: str) -> tuple[str, ...]:
    """Folded forms of a header text to look up, the most literal first.

    Whole; without brackets, item number (`a.`, `12.`) and `apakah`; with short words written out.
    """
    bare = ITEM.sub("", BRACKETS.sub(" ", label))
    words = re.split(r"[^a-z0-9]+", bare.lower())
    forms = [fold(label), fold(BRACKETS.sub(" ", label)), fold(bare)]
    forms += [form.removeprefix("apakah") for form in forms]
    forms.append("".join(WRITTEN_OUT.get(word, word) for word in words))
    return tuple(form for form in dict.fromkeys(forms) if form)


def recognize(
    labels: Sequence[Sequence[str]], table: SourceTable, named: Mapping[int, str] = NOTHING
) -> list[Found]:
    """What each column means in this table; a canonical column is given to one column only.

    What an officer `named` (position → canonical column or `-`) stands before all else. Exact
    spellings are settled next, from those with fewest meanings and the plainest on (`alamat` before
    `alamat_ktp`); then spellings off by a typing error and near to one column only. Of columns
    about several people of one row, those of one of them are taken.
    """
    known = spellings(table.name)
    found: dict[int, Found] = {}
    taken: set[str] = set()
    for position, name in named.items():
        if name == IGNORED or name in table.header_names:
            texts = labels[position - 1]
            canonical = None if name == IGNORED else name
            taken |= {name} - {IGNORED}
            found[position] = Found(position, texts[-1] if texts else "", canonical, "config", 1.0)
    wanted: list[tuple[int, int, int, str, tuple[str, ...]]] = []
    for position, texts in enumerate(labels, start=1):
        for text in texts if position not in found else ():
            form = next((form for form in folded(text) if form in known), None)
            if form is not None:
                names = known[form]
                spelled = VOCABULARY.get(names[0])
                rank = spelled.spellings.index(form) if spelled else 0
                wanted.append((len(names), rank, position, text, names))
                break
    for _, _, position, text, names in sorted(wanted, key=lambda want: want[:3]):
        free = next((name for name in names if name not in taken), None)
        if free is not None:
            taken.add(free)
            found[position] = Found(position, text, free, "header", 1.0)
    for position, texts in enumerate(labels, start=1):
        if position in found:
            continue
        near = None
        if not any(w[2] == position for w in wanted):
            near = _near(texts, known, taken) or _asked(texts, table, taken)
        if near is not None:
            taken.add(near[0])
            found[position] = Found(position, texts[-1], near[0], "fuzzy", near[1])
        else:
            found[position] = Found(position, texts[-1] if texts else "", None, "header", 0.0)
    ordered = [found[position] for position in sorted(found)]
    return _one_person(ordered, labels, table) if "nama" in table.column_names else ordered


def _one_person(
    found: Sequence[Found], labels: Sequence[Sequence[str]], table: SourceTable
) -> list[Found]:
    """Columns about several people of one row: those of the row's person, the others unnamed."""
    known = spellings(table.name)
    described: dict[int, tuple[str, str]] = {}
    for position, texts in enumerate(labels, start=1):
        for whom, said in map(whose, texts):
            forms = (known[form][0] for form in folded(said) if whom and form in known)
            if (field := next(forms, None)) in FIELDS and field in table.header_names:
                described[position] = (whom, field)
            if whom:
                found = [replace(f, whose=whom) if f.position == position else f for f in found]
                break
    taken = {f.canonical: f.position for f in found if f.canonical is not None}
    person, columns = row_person(described, taken)
    return [
        replace(f, canonical=columns[f.position], basis="header", certainty=OF_SOMEBODY)
        if f.canonical is None and f.position in columns and f.basis != "config"
        else replace(f, canonical=None, certainty=0.0)
        if f.canonical in FIELDS and f.whose not in ("", person) and f.basis != "config"
        else f
        for f in found
    ]


def about_others(found: Sequence[Found]) -> list[Found]:
    """The columns about someone else than the person of the row."""
    person = next((f.whose for f in found if f.canonical == "nama"), None)
    if person is None:
        person = HEAD if any(f.canonical == "nama_kepala" for f in found) else ""
    return [f for f in found if f.canonical is None and f.whose not in ("", person)]


def _near(
    texts: Sequence[str], known: dict[str, tuple[str, ...]], taken: set[str]
) -> tuple[str, float] | None:
    """The one column whose spelling is nearest to a text, with its likeness 0..1."""
    for text in texts:
        for form in folded(text):
            if len(form) < NEAR_LENGTH:
                continue
            matches = process.extract(form, known.keys(), scorer=fuzz.ratio, score_cutoff=80)
            best: dict[str, float] = {}
            for spelling, score, _ in matches:
                for name in known[spelling][:1]:
                    best[name] = max(best.get(name, 0.0), score)
            ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
            if not ranked or ranked[0][1] < NEAR or ranked[0][0] in taken:
                continue
            if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < NEAR_MARGIN:
                continue
            return ranked[0][0], round(ranked[0][1] / 100, 3)
    return None


def _asked(texts: Sequence[str], table: SourceTable, taken: set[str]) -> tuple[str, float] | None:
    """The criterion that a header asks for in a sentence, in tables that have criteria."""
    if "khawatir_pangan" not in table.column_names:
        return None
    names = [name for text in texts if (name := criterion_of(text)) and name not in taken]
    return (names[0], SENTENCE) if names else None


def canonical_names(found: Sequence[Found]) -> set[str]:
    """Canonical columns found, compound ones taken apart, parted ones put together."""
    names = {f.canonical.split(PART)[0] for f in found if f.canonical is not None}
    for compound, parts in COMPOUNDS.items():
        if compound in names:
            names |= set(parts)
    return names


def has_keys(names: set[str], table: SourceTable) -> bool:
    """Whether the key columns of the table are among the columns found."""
    if "nik" not in names and names & set(table.outranked_by):
        return False
    return all(names & set(group) for group in table.keys)
