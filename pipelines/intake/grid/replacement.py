"""Whether a village's list says of itself that it replaces all the village sent before.

Villages write it in a title, in a note below the table or in the file's name: `DAFTAR PENGGANTI`,
`menggantikan daftar tanggal 3`, `ganti total`, `daftar lama tidak berlaku`. Our own form asks it in
a cell. A correction (`revisi`, `perbaikan`) replaces nothing, and neither does a list of people who
take another's place (`usulan pengganti KPM`) or of a few rows (`mengganti nomor 5`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Final

from pipelines.domain.submissions import KIND_LABEL, KINDS

LONGEST_NOTE: Final = 250
WORD: Final = re.compile(r"[a-z0-9]+")
LISTS: Final = frozenset(
    {"daftar", "data", "usulan", "list", "file", "berkas", "kiriman", "lampiran", "rekap"}
)
ALL: Final = frozenset(
    {"total", "semua", "semuanya", "seluruh", "seluruhnya", "keseluruhan", "full", "lama",
     "sebelumnya", "terdahulu", "kemarin"}
)  # fmt: skip
# Whose place someone takes, and what a few rows are called.
PEOPLE: Final = frozenset(
    {"kpm", "pkh", "bpnt", "kks", "penerima", "peserta", "keluarga", "kk", "krt", "anggota",
     "calon", "warga", "orang", "bansos", "bantuan", "kepala", "kades", "lurah", "pejabat",
     "petugas", "pendamping", "ktp", "kartu", "surat", "almarhum", "alm"}
)  # fmt: skip
PARTS: Final = frozenset(
    {"no", "nomor", "nomer", "baris", "urut", "halaman", "hal", "hlm", "lembar", "rt", "rw",
     "dusun", "sebagian", "salah", "nama", "nik"}
)  # fmt: skip
GONE: Final = frozenset({"meninggal", "pindah", "mampu", "graduasi", "dicoret"})
NOUNS: Final = frozenset({"pengganti", "penggantian", "replace", "replacement"})
VERBS: Final = frozenset(
    {"menggantikan", "mengganti", "gantikan", "ganti", "diganti", "digantikan", "replaces"}
)
DENIED: Final = frozenset({"bukan", "tidak", "tdk", "tanpa", "belum", "jangan"})
_LIST = r"\b(?:daftar|data|usulan|list|file|berkas|kiriman)\b"
_OLD = r"(?:lama|sebelumnya|terdahulu|pertama|kemarin|awal|tanggal|tgl)"
VOID: Final = re.compile(
    rf"{_LIST}(?: \w+){{0,3}} {_OLD}(?: \w+){{0,4}} (?:(?:tidak|tdk|jangan)(?: \w+)? "
    r"(?:berlaku|dipakai|digunakan|dipergunakan)|dibatalkan|dicabut|diabaikan|dihapus|ditarik|batal)\b"
    rf"|\b(?:abaikan|hapus|batalkan|membatalkan|mencabut)(?: \w+)? {_LIST}(?: \w+){{0,2}} {_OLD}\b"
)
OLDER_LIST: Final = re.compile(r"\b(?:menggantikan|mengganti|sebagai\s+pengganti)\b", re.IGNORECASE)


def own_words(text: str) -> str:
    """`text` up to where it begins to speak of the list it replaces, whose date is not its own."""
    return OLDER_LIST.split(text, maxsplit=1)[0]


def mark_of(
    titles: Iterable[Sequence[str]], notes: Iterable[str], file: str
) -> tuple[bool, str] | None:
    """(replaces, basis) of a list; None when it says nothing of the kind.

    `titles` are the lines above the table as cells, `notes` the lines below it, `file` the path.
    Basis: cell (the form's own question, which outdoes any words) | title | note | filename.
    """
    lines = [list(line) for line in titles]
    for cells in lines:
        if (answer := _answer(cells)) is not None:
            return answer, "cell"
    said = [
        ("title", [text for line in lines for text in line]),
        ("note", [text for text in notes if len(text) <= LONGEST_NOTE]),
        ("filename", [PurePosixPath(file).stem]),
    ]
    for basis, texts in said:
        if any(says_replacement(text) for text in texts):
            return True, basis
    return None


def says_replacement(text: str) -> bool:
    """Whether the words say that this list takes the place of all that was sent before."""
    words = WORD.findall(text.lower())
    return VOID.search(" ".join(words)) is not None or any(
        _replaces(words, place) for place, word in enumerate(words) if word in NOUNS | VERBS
    )


def _answer(cells: Sequence[str]) -> bool | None:
    """What the form's question is answered with, in the cell next to it or after a colon."""
    label = KIND_LABEL.lower()
    for place, cell in enumerate(cells):
        if cell.lower().strip().startswith(label):
            rest = " ".join([cell.strip()[len(label) :], *cells[place + 1 : place + 2]])
            words = WORD.findall(rest.lower())
            for choice, replaces in KINDS.items():
                if words[:1] == WORD.findall(choice.lower())[:1]:
                    return replaces
            if words[:1] == ["perbaikan"]:
                return False
    return None


def _replaces(words: Sequence[str], place: int) -> bool:
    """Whether the word at `place` (pengganti, mengganti, ...) is meant of the whole list."""
    before, after = list(words[max(0, place - 2) : place]), list(words[place + 1 : place + 4])
    if DENIED & set(before):
        return False
    if words[place] in NOUNS:
        person = before[-1:] and before[-1] in PEOPLE
        follows = after[:1] and after[0] in PEOPLE | PARTS
        return not person and not follows and not GONE & set(after[:2])
    for n, word in enumerate(after):
        if word in PEOPLE | PARTS:
            return False
        if word in ALL | LISTS:
            beyond = after[n + 1 : n + 2]
            return not (beyond and beyond[0] in (PARTS | PEOPLE if word == "data" else PARTS))
    return False
