"""The compound file around an old .xls: do its chains of sectors end?

A stream is a chain of sectors, each naming the next in an allocation table ([MS-CFB] 2.2 to 2.4).
One flipped bit can turn a chain into a ring, which a reader that trusts the table follows until the
memory is full. No sound file has a ring anywhere, so none needs to be followed here.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from pipelines.intake.files.grids import RefusedFile

HEADER_BYTES = 512
TABLE_SECTORS_IN_HEADER = 109
LAST_SECTOR = 0xFFFFFFFA  # numbers from here on mean: free, end of chain, table


def check_compound(content: bytes) -> None:
    """Pass a compound file whose chains all end; else RefusedFile `broken`."""
    if len(content) < HEADER_BYTES:
        raise RefusedFile("broken")
    (shift,) = struct.unpack_from("<H", content, 30)
    (small_table,) = struct.unpack_from("<I", content, 60)
    first_list, list_length = struct.unpack_from("<2I", content, 68)
    if shift not in (9, 12):
        raise RefusedFile("broken")
    sectors = _Sectors(content, 1 << shift)
    listed = list(struct.unpack_from(f"<{TABLE_SECTORS_IN_HEADER}I", content, 76))
    for _ in range(min(list_length, len(content) >> shift)):
        if first_list >= LAST_SECTOR:
            break
        *more, first_list = sectors.numbers(first_list) or (LAST_SECTOR,)
        listed += more
    table = [n for at in listed if at < LAST_SECTOR for n in sectors.numbers(at)]
    _check_no_ring(table)
    small: list[int] = []
    while small_table < len(table):
        small += sectors.numbers(small_table)
        small_table = table[small_table]
    _check_no_ring(small)


class _Sectors:
    """Sectors of 32-bit numbers; one beyond the end of a cut file holds none."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = content, size

    def numbers(self, at: int) -> tuple[int, ...]:
        """The numbers of one sector."""
        # The header takes the place of a sector, also where sectors are larger than it.
        begin = (at + 1) * self._size
        sector = self._content[begin : begin + self._size]
        return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _check_no_ring(following: Sequence[int]) -> None:
    """Walk every chain once, marking its sectors; meeting one's own mark again is a ring."""
    walked_in = [-1] * len(following)
    for start in range(len(following)):
        at = start
        while at < len(following) and walked_in[at] < 0:
            walked_in[at] = start
            at = following[at]
        # Free and last sectors have numbers beyond the table.
        if at < len(following) and walked_in[at] == start:
            raise RefusedFile("broken")
