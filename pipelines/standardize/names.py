"""Personal names of South Kalimantan in comparison form.

Titles stand before (H., Hj., Drs., Gusti, Antung) and after (S.Pd, A.Md, almarhum); `bin`/`binti`
brings the father's name; Muhammad, Ahmad, Siti, Abdul and Nur are written in many ways; old
spelling (oe, dj, tj) and Banjar hearing (F/P/V, Z/J) vary between lists. Nothing here changes the
name an officer sees: only the columns that linkage compares.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import polars as pl

from pipelines.standardize.values import fold_ascii, is_blank, map_unique, word_set

TITLES_BEFORE: Final = word_set(
    """H HJ HJH KH HAJI HAJJAH HAJAH HJI UST USTADZ USTAZ USTAD USTADZAH USTZ DRS DRA DRH DRG IR DR
    PROF R GUSTI GT ANTUNG ANDIN UTIN TN NY SDR SDRI BPK BAPAK IBU ALM ALMH ALMARHUM ALMARHUMAH
    PEMBAKAL"""
)
# Degrees as they stand after their dots and spaces are gone.
DEGREES: Final = word_set(
    """SPD SPDI SPDSD SH SHI SE SEI SAG SSOS SSOSI SKOM ST SP SPT SPI SIP SAP SKM SKEP NERS NS SFARM
    SGZ SSI STP SHUT SPSI SIKOM SST SSTP STR STRKEB STRKEP AMD AMDKEP AMDKEB AMDPD AMK AMKEB MPD
    MPDI MSI MH MHI MM MAG MKES MAP MKOM MT ME MSOS BA BSC ALM ALMH ALMARHUM ALMARHUMAH
    HI PHD APT"""
)
# Without dots or comma these are ordinary name pieces or initials, never taken for a degree.
DEGREES_ONLY_DOTTED: Final = frozenset({"ME", "MT", "BA", "HI", "SP", "SAP", "SIP", "APT", "NS"})
CHILD_OF: Final = frozenset({"BIN", "BINTI", "BINTE", "BINT", "BINTY", "BN", "BT", "BTI", "BNT"})

VARIANTS: Final = {
    variant: standard
    for standard, variants in {
        "MUHAMMAD": "MUHAMAD MOHAMMAD MOHAMAD MOCHAMMAD MOCHAMAD MUCHAMMAD MUCHAMAD MUHAMMED "
        "MOHAMMED MUHAMED MUKHAMMAD MUHAMMAT MUHAMAT MOH MUH MHD MD MUHD MOHD MOCH MUCH",
        "AHMAD": "AKHMAD ACHMAD AHMAT AHMED AKHMAT ACH AKH AHD",
        "SITI": "SITTI ST SITY SYITI STI",
        "ABDUL": "ABD ABDOEL ABDL",
        "NUR": "NOOR NOER NOR NUUR NURR",
        "YUSUF": "JUSUF JOESOEF YUSUP JUSUP YUSOF",
        "YUNUS": "JUNUS JOENOES",
        "YAHYA": "JAHJA YAHJA JAHYA",
        "YUSRAN": "JUSRAN",
        "SAYID": "SYAID SAYYID SYED",
    }.items()
    for variant in variants.split()
}
# In order: old spelling, Arabic digraphs, Banjar hearing, glides, silent h, doubled letters, ends.
FOLDS: Final = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"OE|OO", "U"),
        (r"DJ", "J"),
        (r"TJ", "C"),
        (r"NJ(?=[AEIOU])", "NY"),
        (r"S[JY](?=[AEIOU])|SH|TS", "S"),
        (r"CH|KH", "H"),
        (r"DZ", "J"),
        (r"DH|DL(?=[AIU])", "D"),
        (r"TH", "T"),
        (r"GH", "G"),
        (r"PH|[FV]", "P"),
        (r"ZH?", "J"),
        (r"Q", "K"),
        (r"X", "KS"),
        (r"IE$|IJ$|Y", "I"),
        (r"SI+(?=[AEU])", "S"),
        (r"UW(?=[AEI])", "U"),
        (r"(?<=.)H", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)D$", "T"),
        (r"(?<=..)B$", "P"),
    )
)

NO_LETTER: Final = re.compile(r"[^A-Z]")
ROMAN: Final = re.compile(r"^[IVX]+$")
FORMULA: Final = re.compile(r"^\s*[=+@\-]\s*\w.*[(|!]|^\s*[=+@]")
QUOTED: Final = re.compile(r"""[("\u201c\[{][^)"\u201d\]}]*[)"\u201d\]}]|\s'[^']+'(?=\s|$)""")
ALIAS: Final = re.compile(r"(?<=\w)\W+(?:ALIAS|ALS|A\.K\.A)\b.*$")
APOSTROPHE: Final = re.compile(r"(?<=\w)['`\u00b4\u2018\u2019](?=\w)")
MARKS: Final = re.compile(r"[^\w\s]|[_\d]")
DOTTED_TAIL: Final = re.compile(
    r"[\s,]+((?:[SAM]\.\s?[A-Z][A-Z]{0,4}(?:\.\s?[A-Z]{1,4})*\.?|S\.?ST\.?|ALMH?\.?)\s*)$"
)
PLAIN: Final = re.compile(r"(?!.* (?:ALIAS|ALS|SST|ALMH?)\b)[A-Z ]+")
"""Names in which there is nothing to take away, as most are: `name_alone` leaves their words."""


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """One upper-case word with old spelling, Banjar hearing and doubled letters folded."""
    if len(word) < 3 or ROMAN.match(word):
        return word
    folded = word
    for pattern, to in FOLDS:
        folded = pattern.sub(to, folded)
    return folded or word


def fold(text: str) -> str:
    """Every word of an upper-case text folded."""
    return " ".join(fold_word(w) for w in text.split())


def _is_degree(piece: str, *, dotted: bool) -> bool:
    compact = NO_LETTER.sub("", piece)
    return compact in DEGREES and (dotted or compact not in DEGREES_ONLY_DOTTED)


def _drop_after(text: str) -> str:
    """Without degrees behind a comma or at the end."""
    head, *tails = text.split(",")
    kept = [t for t in tails if not all(_is_degree(p, dotted=True) for p in t.split())]
    kept = [t for t in kept if not _is_degree(t, dotted=True)]
    text = " ".join([head, *kept]) if head.strip() else " ".join(tails)
    while match := DOTTED_TAIL.search(text):
        if not _is_degree(match[1], dotted=True):
            break
        text = text[: match.start()]
    return text


def read_name(typed: str) -> tuple[str | None, str | None, str | None]:
    """`name_std`, `name_folded`, `patronym` of a name as typed; nulls when no letter remains.

    `H. M. Noor Hasanah binti Oetoeh, S.Pd` reads MUHAMMAD NUR HASANAH, father UTUH.
    """
    text = " ".join(fold_ascii(typed).upper().split())
    words = (text if PLAIN.fullmatch(text) else name_alone(text)).split()
    while len(words) > 1 and words[0] in TITLES_BEFORE:
        words = words[1:]
    while len(words) > 1 and len(words[-1]) > 1 and _is_degree(words[-1], dotted=False):
        words = words[:-1]
    words, father = _split_father(words)
    if not words:
        return None, None, None
    if len(words) > 1:
        words = ["MUHAMMAD" if words[0] == "M" else words[0], *words[1:]]
        words = [VARIANTS.get(w, w) for w in words]
    elif len(words[0]) > 3:  # a lone MD or ST is no Muhammad or Siti
        words = [VARIANTS.get(words[0], words[0])]
    std = " ".join(words)
    return std, fold(std), fold(" ".join(VARIANTS.get(w, w) for w in father)) or None


def name_alone(text: str) -> str:
    """Upper-case text without other names, remarks, degrees behind it and marks."""
    text = ALIAS.sub("", text)
    bare = QUOTED.sub(" ", text)
    if any(c.isalpha() for c in bare) and not FORMULA.match(text):
        text = bare
    text = _drop_after(text)
    # A dot ends a word (H.JURAINI); an apostrophe joins one (NUR'AINI).
    text = APOSTROPHE.sub("", text).replace(".", " ")
    return MARKS.sub(" ", text)


def _split_father(words: list[str]) -> tuple[list[str], list[str]]:
    """Words before and after bin/binti; a lone B in the middle reads as bin too."""
    for i, word in enumerate(words[1:-1], start=1):
        if word in CHILD_OF or word == "B":
            father = [w for w in words[i + 1 :] if w not in TITLES_BEFORE]
            return words[:i], father or words[i + 1 :]
    if len(words) > 1 and words[-1] in CHILD_OF - {"BT"}:
        return words[:-1], []
    return words, []


def read_names(column: pl.Series) -> pl.DataFrame:
    """name_std, name_folded, name_sorted, name_joined, patronym for a column of typed names."""
    schema = {
        "name_std": pl.String, "name_folded": pl.String, "name_sorted": pl.String,
        "name_joined": pl.String, "patronym": pl.String,
    }  # fmt: skip

    def read(typed: str) -> tuple[str | None, ...]:
        std, folded, father = read_name(typed)
        if folded is None:
            return (None, None, None, None, None)
        words = folded.split()
        return std, folded, " ".join(sorted(words)), "".join(words), father

    return map_unique(column, read, schema)


def is_no_name(typed: str) -> bool:
    """Whether a cell holds no name: blank words, `XXX`, `NN`, or no letter at all."""
    compact = re.sub(r"[\s.]", "", typed.upper())
    if FORMULA.match(typed) and any(c.isalnum() for c in compact):
        return False
    return (
        is_blank(typed)
        or not any(c.isalpha() for c in compact)
        or compact in {"NN", "TANPANAMA", "X"}
        or (len(compact) > 2 and set(compact) == {"X"})
    )


def is_formula(typed: str) -> bool:
    """Whether a spreadsheet would run the text as a formula."""
    return FORMULA.match(typed) is not None
