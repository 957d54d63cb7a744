"""Damage, from the bytes of a file to the cells of the XML inside it.

Every function takes a random generator and bytes and gives bytes; the generator alone decides.
"""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
from io import BytesIO
from random import Random

from pipelines.intake.files.zip_container import BROKEN

NUMBERS = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]
WORDS = [
    *["", " ", "-1", "0", "1e400", "-1e400", "NaN", "inf", "2958466", "99999999999999999999"],
    *["1.7976931348623157e308", "-693594", "0.1", "#REF!", "=1+1", "###", "JUMLAH", "NIK", "Nama"],
    *["\u202e6305", "\u0000", "\ufffe", "A1048577", "XFE1", "ZZZZ9", "2026-02-31T25:61:61", "&a;"],
    *["PT1H", "PT99999999999999999H", "true", "6305020108800001", "6,30505E+15", "\r", '"', ";;;;"],
]
TAG = re.compile(rb"<[^<>]{1,300}>")
VALUE = re.compile(rb'="([^"]{0,200})"')
CONTENT = re.compile(rb">([^<>]{1,200})<")


def damaged(random: Random, content: bytes, other: bytes) -> bytes:
    """One to four kinds of damage that fit the format; `other` is a file to splice with."""
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        if content[:2] == b"PK" and random.random() < 0.8:
            content = in_archive(random, content)
        elif content[:4] == b"\xd0\xcf\x11\xe0" and random.random() < 0.6:
            content = in_records(random, content)
        elif random.random() < 0.1:
            cut = random.randrange(len(content) + 1)
            content = content[:cut] + other[random.randrange(len(other) + 1) :]
        elif content[:1] in b"\xefN;|<" or content[:40].isascii():
            content = in_text(random, content)
        else:
            content = in_bytes(random, content)
    return content


def in_bytes(random: Random, content: bytes) -> bytes:
    """Bits flipped, numbers set to extremes, pieces cut, doubled or moved."""
    if not content:
        return b"\x00"
    data = bytearray(content)
    for _ in range(random.choice([1, 1, 2, 8, 32])):
        at = random.randrange(len(data) or 1)
        length = random.choice([1, 2, 4, 16, 512])
        match random.randrange(6):
            case 0 if data:
                data[at] ^= 1 << random.randrange(8)
            case 1:
                number = random.choice(NUMBERS)
                data[at : at + 4] = struct.pack(random.choice(["<I", ">I"]), number)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = data[at : at + length]
            case 4:
                data[at:at] = random.randbytes(length)
            case _:
                del data[random.randrange(len(data) // 2 + 1) + len(data) // 2 :]
    return bytes(data)


def in_text(random: Random, content: bytes) -> bytes:
    """Words, delimiters, quotation marks and line breaks where none belong."""
    data = content
    for _ in range(random.choice([1, 2, 4, 8])):
        at = random.randrange(len(data) + 1)
        piece = random.choice(
            [*WORDS, ",", ";", "|", "\t", "\n", "\r\n", "\r", '"', '""', "'", "."]
        )
        encoded = piece.encode(random.choice(["utf-8", "utf-8", "utf-16-le", "cp1252"]), "replace")
        taken = random.choice([0, 0, 1, 5, 40])
        data = data[:at] + encoded * random.choice([1, 1, 1, 3, 300]) + data[at + taken :]
    return data


def in_archive(random: Random, content: bytes) -> bytes:
    """Members changed, lost, doubled or exchanged, in an archive that is whole otherwise."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
    except BROKEN:
        return in_bytes(random, content)
    if not members:
        return in_bytes(random, content)
    at = random.randrange(len(members))
    name, body = members[at]
    match random.randrange(12):
        case 0:
            del members[at]
        case 1:
            members.append((name, in_xml(random, body)))
        case 2:
            members[at] = (name, random.choice(members)[1])
        case 3:
            members[at] = (random.choice([name.upper(), f"x/{name}", f"{name}x"]), body)
        case 4:
            members[at] = (name, in_bytes(random, body))
        case _:
            members[at] = (name, in_xml(random, body))
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", random.choice([zipfile.ZIP_DEFLATED, 0])) as archive:
        for name, body in members:
            with warnings.catch_warnings(action="ignore"):  # zipfile warns of names it has seen
                archive.writestr(zipfile.ZipInfo(name), body, random.choice([8, 8, 0]))
    return memory.getvalue()


def in_xml(random: Random, body: bytes) -> bytes:
    """Tags, attributes and texts lost, doubled or set to what nobody expects."""
    for _ in range(random.choice([1, 1, 2, 5])):
        pattern = random.choice([TAG, VALUE, VALUE, CONTENT, CONTENT])
        found = list(pattern.finditer(body))
        if not found:
            return in_text(random, body)
        match = random.choice(found)
        start, end = match.span(0 if pattern is TAG else 1)
        word = random.choice([*WORDS, *(str(number) for number in NUMBERS)])
        piece = random.choice(found).group(0 if pattern is TAG else 1)
        new = random.choice([b"", body[start:end] * 2, piece, word.encode(), word.encode()])
        body = body[:start] + new + body[end:]
    return body


def in_records(random: Random, content: bytes) -> bytes:
    """A record of an old workbook's stream with another type, length or payload."""
    begin = content.find(b"\x09\x08\x10\x00")
    records, at = [], begin
    while 0 <= at <= len(content) - 4:
        (length,) = struct.unpack("<H", content[at + 2 : at + 4])
        if length > 9000:
            break
        records.append((at, length))
        at += 4 + length
    if not records:
        return in_bytes(random, content)
    at, length = random.choice(records)
    match random.randrange(4):
        case 0:
            new = struct.pack("<H", random.choice([0x09, 0xFD, 0xFC, 0x203, 0x27E, 0x85, 0xE5]))
            return content[:at] + new + content[at + 2 :]
        case 1:
            return content[: at + 2] + struct.pack("<H", random.randrange(9000)) + content[at + 4 :]
        case 2:
            return content[: at + 4] + random.randbytes(length) + content[at + 4 + length :]
        case _:
            number = struct.pack("<I", random.choice(NUMBERS))[: max(1, min(4, length))]
            spot = at + 4 + random.randrange(max(1, length))
            return content[:spot] + number + content[spot + len(number) :]
