"""The words of a letter, read out of its PDF without a PDF library."""

from __future__ import annotations

import base64
import re
import zlib
from pathlib import Path

STREAM = re.compile(rb"stream\n(.*?)endstream", re.S)
DRAWN = re.compile(rb"\((.*?)(?<!\\)\) Tj")
OCTAL = re.compile(rb"\\(\d{3})")


def words_of(path: Path) -> tuple[str, int]:
    """The drawn words, parted by single spaces, and the number of pages."""
    content = path.read_bytes()
    drawn = b"".join(
        zlib.decompress(base64.a85decode(stream.strip().removesuffix(b"~>")))
        for stream in STREAM.findall(content)
    )
    said = b" ".join(DRAWN.findall(drawn)).replace(rb"\(", b"(").replace(rb"\)", b")")
    text = OCTAL.sub(lambda found: bytes([int(found[1], 8)]), said).decode("cp1252")
    return " ".join(text.split()), len(re.findall(rb"/Type /Page\b", content))
