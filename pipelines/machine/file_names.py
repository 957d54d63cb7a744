"""File names that Windows accepts too: it forbids some characters and ignores case."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
LONG_DIGITS: Final = re.compile(r"\d{8,}")
LONGEST: Final = 120
"""Bytes, because that is what file systems count: 255 of them, and a letter may take four."""


def file_name(text: str) -> str:
    """`text` as a file name (without suffix) of at most `LONGEST` bytes."""
    return shortened(FORBIDDEN.sub(" ", text), LONGEST).strip(" .")


def masked(name: str) -> str:
    """A file's name with long digit runs blotted out: some offices name files by NIK."""
    return LONG_DIGITS.sub(lambda run: run.group()[:4] + "…", name)


def shortened(text: str, most: int) -> str:
    """The beginning of `text` that takes at most `most` bytes."""
    return text.encode()[:most].decode(errors="ignore")


def untaken(stem: str, suffix: str, taken: Collection[str]) -> str:
    """`stem` with `suffix`, numbered `stem (2)` and so on where `taken` (casefolded) has it."""
    name, number = f"{stem}{suffix}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){suffix}"
    return name
