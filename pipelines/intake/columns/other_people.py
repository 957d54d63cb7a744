"""Columns about someone else than the person of the row.

A list may put a family on each row (`Nama Suami`, `NIK Suami`, `Nama Istri`, `NIK Istri`, `Nama
Anak 1` …), or name a witness or an official next to the person. A name and a number of two people
read as one would be someone who does not exist, so the columns of one of them are taken together
and those of the others are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

WORD: Final = re.compile(r"[a-z]+|\d+")
HEAD: Final = "kepala"
MEMBERS: Final = frozenset("suami istri pasangan anak cucu menantu mertua".split())
PARENTS: Final = frozenset({"ayah", "ibu", "orang tua", "wali"})
SPELLED: Final = {
    **{word: word for word in MEMBERS | PARENTS},
    "isteri": "istri",
    "bapak": "ayah",
    "ortu": "orang tua",
    "orangtua": "orang tua",
}
"""Word of a header → the relative it names."""
OFFICIALS: Final = frozenset(
    "petugas pendata pencacah enumerator surveyor ketua kades lurah camat pendamping operator "
    "verifikator saksi pelapor penanggung".split()
)
FAMILY: Final = frozenset("keluarga kel kk rumah rt".split())
OF_A_RELATION: Final = frozenset("hub hubungan shdk status stat jumlah jml jlh".split())
"""Headers with one of these count or name relations; they are about the person of the row."""
FIELDS: Final = (
    "nama", "nik", "nama_nik", "tempat_lahir", "tanggal_lahir", "tempat_tanggal_lahir",
    "jenis_kelamin",
)  # fmt: skip
"""What is read of someone whom the header names."""


def whose(header: str) -> tuple[str, str]:
    """Whom a header speaks of (`istri`, `anak 2`, `kepala`, `petugas`) and what it says of them.

    The first is empty for the person of the row. `Nama Istri` is ("istri", "nama").
    """
    words = WORD.findall(header.lower())
    if OF_A_RELATION & set(words):
        return "", header
    people: list[str] = []
    said: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        if word in SPELLED:
            people.append(SPELLED[word])
        elif word == "orang" and after == "tua":
            people.append("orang tua")
        elif word in OFFICIALS:
            people.append(word)
        elif word == "krt" or (word == "kepala" and after in FAMILY):
            people.append(HEAD)
        elif word == "kepala":
            people.append(f"kepala {after}")
        elif word.isdigit() and people:
            people.append(word)
        elif not (before in ("kepala", "rumah") and word in (*FAMILY, "tangga")) and word != "tua":
            said.append(word)
    return " ".join(people), " ".join(said)


def is_member(person: str) -> bool:
    """Whether `whose` names a member of the family who could have a row of their own."""
    return person.split(" ")[0] in MEMBERS


def row_person(
    described: Mapping[int, tuple[str, str]], taken: Mapping[str, int]
) -> tuple[str, dict[int, str]]:
    """Who the rows of a list are about, and their columns: (whom, position → canonical column).

    `described`: position → (whom, canonical column), of columns that name someone. `taken`:
    canonical column → position, of those already understood. Where the list has a name that is
    nobody else's, the rows are about that person; else about the head, where one is named; else
    about the relative of whom it says most, the first of equals.
    """
    named = described.get(taken["nama"], ("", ""))[0] if "nama" in taken else None
    if named == "":
        person = ""
    elif "nama_kepala" in taken:
        person = HEAD
    else:
        person = named or _best_described(described)
    columns: dict[int, str] = {}
    for position, (whom, canonical) in sorted(described.items()):
        if person and whom == person and canonical not in (*taken, *columns.values()):
            columns[position] = canonical
    return person, columns


def _best_described(described: Mapping[int, tuple[str, str]]) -> str:
    """The relative with a name of whom most columns speak; empty where there is none."""
    facts: dict[str, list[str]] = {}
    for _, (whom, canonical) in sorted(described.items()):
        if is_member(whom) or whom == HEAD or whom in PARENTS:
            facts.setdefault(whom, []).append(canonical)
    named = [whom for whom, said in facts.items() if {"nama", "nama_nik"} & set(said)]
    return max(named, key=lambda whom: len(set(facts[whom])), default="")
