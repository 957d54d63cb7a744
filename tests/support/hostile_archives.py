"""Workbooks that are traps: zip bombs, entity bombs, lying directories, cells without end.

Each function returns the bytes of one file. Nothing here is large before someone unpacks it: a
bomb's packed data are one packed block, repeated.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlwt
from xlwt.CompoundDoc import XlsDoc

from tests.support.intake_files import FAMILIES, HEADER, ods, workbook

ROWS: list[list[Any]] = [[*HEADER], *FAMILIES]
GOOD = workbook({"S": ROWS})
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MIB = 1 << 20
LOCAL, CENTRAL, END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"


def part(content: bytes, name: str) -> str:
    """One member of an archive as text."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def with_parts(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The archive with some members replaced or added."""
    memory = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return memory.getvalue()


def packed_zeros(mib: int) -> bytes:
    """A raw deflate stream of so many MiB of zeros, made of one block repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packer.compress(bytes(MIB))
    packer.flush(zlib.Z_FULL_FLUSH)
    return block * mib + packer.flush(zlib.Z_FINISH)


def archive_of(members: list[tuple[str, bytes, int, int]], entries_each: int = 1) -> bytes:
    """A zip of (name, packed data, size it claims, CRC it claims), written byte by byte.

    With `entries_each` every member stands so often in the directory, all over the same data.
    """
    body, directory = b"", []
    for name, packed, size, crc in members:
        raw = name.encode()
        offset = len(body)
        sizes = (crc, len(packed), min(size, 0xFFFFFFFF))
        body += struct.pack(LOCAL, b"PK\3\4", 20, 0, 8, 0, 0, *sizes, len(raw), 0) + raw + packed
        for copy in range(entries_each):
            own = raw if copy == 0 else raw + str(copy).encode()
            directory.append(
                struct.pack(
                    CENTRAL, b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, len(own), 0, 0, 0, 0, 0, offset
                )
                + own
            )
    count, listed = min(len(directory), 65535), b"".join(directory)
    end = struct.pack(END, b"PK\5\6", 0, 0, count, count, len(listed), len(body), 0)
    return body + listed + end


def _member(name: str, content: bytes) -> tuple[str, bytes, int, int]:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return name, packer.compress(content) + packer.flush(), len(content), zlib.crc32(content)


def _bomb(name: str, mib: int, claimed: int, crc: int = 0) -> bytes:
    """A workbook whose member `name` unpacks to `mib` MiB and claims another size."""
    with zipfile.ZipFile(BytesIO(GOOD)) as archive:
        members = [_member(n, archive.read(n)) for n in archive.namelist() if n != name]
    return archive_of([*members, (name, packed_zeros(mib), claimed, crc)])


def bomb_of_a_sheet() -> bytes:
    """10 MB that honestly unpack to 10 GB (as much as the format can say without Zip64: 4 GB)."""
    return _bomb(SHEET, 10_000, 10_000 * MIB)


def bomb_of_shared_strings() -> bytes:
    return _bomb(STRINGS, 10_000, 10_000 * MIB)


def bomb_that_claims_to_be_small() -> bytes:
    return _bomb(STRINGS, 10_000, 1000)


def bomb_with_the_checksum_of_its_claim() -> bytes:
    """It claims 1,000 bytes, and their checksum is right: a reader that stops there sees no lie."""
    return _bomb(STRINGS, 10_000, 1000, zlib.crc32(bytes(1000)))


def bomb_of_many_members() -> bytes:
    return archive_of([_member("xl/workbook.xml", b"<workbook/>")], entries_each=100_000)


def bomb_of_overlapping_members() -> bytes:
    """Every member is the same packed 100 MiB."""
    data = packed_zeros(100)
    members = [_member("xl/workbook.xml", b"<workbook/>")]
    return archive_of([*members, (SHEET, data, 100 * MIB, 0)], entries_each=2_000)


def bomb_in_an_unread_member() -> bytes:
    return archive_of(
        [_member("xl/workbook.xml", b"<w/>"), ("x.txt", packed_zeros(3000), 3000 * MIB, 0)]
    )


def nested_archives(depth: int = 40) -> bytes:
    content = b"NIK;Nama\n"
    for level in range(depth):
        memory = BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{level}.zip", content)
        content = memory.getvalue()
    return content


ENTITIES = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = f'<!DOCTYPE bom [<!ENTITY a0 "ha">{ENTITIES}]>'
OUTSIDE = '<!DOCTYPE luar [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
INLINE_ROW = '<row r="8"><c r="A8" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData>'


def entities_in_xlsx(definitions: str = LAUGHS) -> bytes:
    sheet = part(GOOD, SHEET).replace("?>", f"?>{definitions}", 1)
    return with_parts(GOOD, {SHEET: sheet.replace("</sheetData>", INLINE_ROW)})


def entities_in_ods(definitions: str = LAUGHS) -> bytes:
    content = part(ods(ROWS), "content.xml").replace("?>", f"?>{definitions}", 1)
    return with_parts(ods(ROWS), {"content.xml": content.replace("RAMLI", "&a9;")})


def entities_in_spreadsheet_ml() -> bytes:
    return (
        f'<?xml version="1.0"?>{LAUGHS}<Workbook xmlns="urn:schemas-microsoft-com:office:'
        'spreadsheet"><Worksheet><Table><Row><Cell><Data>&a9;</Data></Cell></Row></Table>'
        "</Worksheet></Workbook>"
    ).encode()


def entities_in_a_web_page() -> bytes:
    return f"<!DOCTYPE html>{LAUGHS}<html><table><tr><td>&a9;</td></tr></table></html>".encode()


def with_sheet(old: str, new: str) -> bytes:
    """The good workbook with something in its sheet's XML replaced."""
    sheet = part(GOOD, SHEET)
    assert old in sheet
    return with_parts(GOOD, {SHEET: sheet.replace(old, new)})


def blank_formatted_rows(rows: int = 100_000, columns: int = 25) -> bytes:
    cells = "".join(f'<c r="{chr(65 + column)}#" s="1"/>' for column in range(columns))
    row = f'<row r="#" s="1" customFormat="1">{cells}</row>'
    blank = "".join(row.replace("#", str(number)) for number in range(8, rows + 8))
    return with_sheet("</sheetData>", f"{blank}</sheetData>")


def dimension_of_a_whole_sheet() -> bytes:
    return with_sheet('<dimension ref="A1:G7"/>', '<dimension ref="A1:XFD1048576"/>')


def one_cell_far_out(cell: str = "ZZ1048576") -> bytes:
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return with_sheet(
        "</sheetData>", f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
    )


def many_columns(columns: int = 16_384) -> bytes:
    return workbook({"S": [[*row, *["x"] * (columns - len(row))] for row in ROWS]})


def cell_of_ten_megabytes() -> bytes:
    marked = workbook({"S": [*ROWS, [7, "x", "x", "PENANDA"]]})
    long = part(marked, STRINGS).replace("PENANDA", "Y" * 10_000_000)
    return with_parts(marked, {STRINGS: long})


def one_long_text_in_every_cell(rows: int = 30_000) -> bytes:
    """Each cell is allowed, and all of them are the same 32,000 characters stored once."""
    return workbook({"S": [HEADER, *[[i, "x", "x", "A" * 32_000] for i in range(rows)]]})


def repeated_ods(rows: int = 1_000_000, columns: int = 1_000_000) -> bytes:
    cells = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{columns}">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )
    content = part(ods(ROWS), "content.xml").replace("</table:table>", cells)
    return with_parts(ods(ROWS), {"content.xml": content})


def filler_ods() -> bytes:
    """What LibreOffice writes for the blank rest of a sheet."""
    rest = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    content = part(ods(ROWS), "content.xml").replace("</table:table>", rest)
    return with_parts(ods(ROWS), {"content.xml": content})


def xls(locked: bool = False) -> bytes:
    """An old workbook; locked, its stream says (FILEPASS) that what follows is encrypted."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    stream = book.get_biff_data()
    if locked:
        (length,) = struct.unpack("<H", stream[2:4])
        file_pass = struct.pack("<2H6s", 0x002F, 6, b"\0\0\1\2\3\4")
        stream = stream[: 4 + length] + file_pass + stream[4 + length :]
    memory = BytesIO()
    XlsDoc().save(memory, stream)
    return memory.getvalue()


def ods_that_breaks_off() -> bytes:
    """A sound archive around XML without its end."""
    content = part(ods(ROWS), "content.xml")
    return with_parts(ods(ROWS), {"content.xml": content[: content.index("RUSNAH")]})


def locked_xlsx() -> bytes:
    """What Excel's password leaves of a workbook: a compound file with an encrypted package."""
    memory = BytesIO()
    XlsDoc().save(memory, bytes(5000))
    return memory.getvalue().replace(
        "Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16]
    ) + "EncryptedPackage".encode("utf-16-le")


def locked_zip() -> bytes:
    """A workbook whose members carry the flag of zip encryption."""
    content = bytearray(GOOD)
    at = 0
    while (at := content.find(b"PK\1\2", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    return bytes(content)


def locked_ods() -> bytes:
    return with_parts(
        ods(ROWS), {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    )


def sheets_of_one_name() -> bytes:
    """Two sheets of the same name, each with half of the families."""
    halves = workbook({"Satu": [HEADER, *FAMILIES[:3]], "Dua": [HEADER, *FAMILIES[3:]]})
    names = part(halves, "xl/workbook.xml").replace('name="Dua"', 'name="Satu"')
    return with_parts(halves, {"xl/workbook.xml": names})


def xls_with_a_ring() -> bytes:
    """An old workbook whose first chain of sectors leads back to its start."""
    content = bytearray(xls())
    (table,) = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, (table + 1) * 512 + 4, 0)
    struct.pack_into("<I", content, (table + 1) * 512, 1)
    return bytes(content)
