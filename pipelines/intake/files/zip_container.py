"""The zip container of .xlsx and .ods: is it whole, honest about its size, and free of traps?

A look before anything is handed to the reader: what a member really unpacks to (its own word on
that may be a lie), XML that defines entities (no spreadsheet program writes any), and a cell so far
out that the reader would hold every cell before it. Nothing is kept in memory; the look ends at the
first thing found.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from xml.parsers import expat

from pipelines.intake.files.grids import RefusedFile
from pipelines.intake.files.limits import (
    FREE_UNPACKED_BYTES,
    MAX_ARCHIVE_MEMBERS,
    MAX_CELLS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
)

ODS_CONTENT = "content.xml"
WORKBOOK_PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin", ODS_CONTENT})
OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
"""What office documents have that are not spreadsheets: a letter, slides."""

READ_PARTS = (".xml", ".rels", ".bin")
MANIFEST = "META-INF/manifest.xml"
ENCRYPTED_PACKAGE = "encrypted-package"
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
DIRECTORY_ENTRY = b"PK\x01\x02"
BLOCK = 1 << 20
OVERLAP = 256
DEFINITION = b"<!ENTITY"
ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*? r="(\d{1,9})"')
FILLED_CELL = re.compile(rb' r="([A-Z]{2,5})(\d{1,7})"[^>/]*>')
"""A cell from column AA on that is not closed at once: blank cells with a mere format do not count,
for the reader skips them too."""

NARROW = 26
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    expat.ExpatError,
    NotImplementedError,
    OverflowError,
    ValueError,
)
"""What zipfile raises for archives that are cut, scrambled or of a kind nobody writes."""


def check_container(content: bytes) -> None:
    """Pass a sound workbook archive; RefusedFile: encrypted, broken, too_large, harmful.

    Also `not_a_table` for other documents, `archive` for an archive of files.
    """
    if content.count(DIRECTORY_ENTRY) > MAX_ARCHIVE_MEMBERS:
        raise RefusedFile("too_large")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_directory(archive.infolist())
            for member in archive.infolist():
                if member.filename.lower().endswith(READ_PARTS):
                    _check_member(archive, member)
    except BROKEN as error:
        raise RefusedFile("broken") from error


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself: locked, no workbook, too much in it."""
    names = {member.filename for member in members}
    if ENCRYPTED_PACKAGE in names or any(member.flag_bits & 1 for member in members):
        raise RefusedFile("encrypted")
    if not WORKBOOK_PARTS & names:
        raise RefusedFile("not_a_table" if OFFICE_PARTS & names else "archive")
    if any(member.compress_type not in PACKED for member in members):
        raise RefusedFile("broken")
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > MAX_UNPACKED_BYTES or (size > FREE_UNPACKED_BYTES and size > MAX_RATIO * packed):
        raise RefusedFile("too_large")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack a member block by block: its true size, definitions, cells far out."""
    said, real = member.file_size, 0
    member.file_size = said + 1  # or zipfile stops at the said size, and another reader does not
    sheet = member.filename.startswith("xl/worksheets/")
    manifest = member.filename == MANIFEST
    extent = _Extent()
    # Over XML that breaks off, calamine's .ods reader never comes to an end.
    content = expat.ParserCreate() if member.filename == ODS_CONTENT else None
    tail = b""
    with archive.open(member) as stream:
        while block := stream.read(BLOCK):
            real += len(block)
            text = tail + block
            tail = block[-OVERLAP:]
            if DEFINITION in text:
                raise RefusedFile("harmful")
            if manifest and b"encryption-data" in text:
                raise RefusedFile("encrypted")
            if sheet:
                extent.take(text)
            if content is not None:
                content.Parse(block, False)
    if content is not None:
        content.Parse(b"", True)
    if real != said:
        raise RefusedFile("broken")


class _Extent:
    """The rectangle that encloses the filled cells seen so far."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = NARROW

    def take(self, text: bytes) -> None:
        """Look at a piece of a sheet; RefusedFile `too_large` once the rectangle is too large."""
        last = text.rfind(b"<row")
        if last >= 0 and (row := ROW.match(text, last)):
            self.rows = max(self.rows, int(row[1]))
        for letters, number in FILLED_CELL.findall(text):
            self.columns = max(self.columns, _column_number(letters))
            self.rows = max(self.rows, int(number))
        if self.rows * self.columns > MAX_CELLS:
            raise RefusedFile("too_large")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * NARROW + letter - 64
    return number
