"""How much one file may take, in one place and each with its reason.

Two kinds of bound work together. Those of the first kind are looked at before anything is unpacked
and give the office a precise reason. Those of the second are put by the system on the process that
reads, so that whatever nobody thought of ends that process and nothing else (docs/adr/0012).
"""

from __future__ import annotations

MIB = 1 << 20

MAX_FILE_BYTES = 2_000 * MIB
"""Nothing an office sends is larger: a province's population extract as CSV is 1.7 GB."""

MAX_UNPACKED_BYTES = 1_500 * MIB
"""A full Excel sheet (1,048,576 rows) of 40 columns unpacks to about 1.4 GB."""

FREE_UNPACKED_BYTES = 100 * MIB
MAX_RATIO = 100
"""Sheets pack 8 to 30 times. Whatever packs more than 100 times and unpacks to more than the free
amount was made to fill a memory."""

MAX_ARCHIVE_MEMBERS = 10_000
"""Workbooks have a few members a sheet; pictures make hundreds."""

MAX_CELLS = 30_000_000
"""Cells of the rectangle that encloses a sheet's values, which the reader holds whole (32 bytes
each): 750,000 rows of 40 columns. A single cell far out counts like all cells before it."""

MAX_COLUMNS = 4_000
"""The widest lists known have 101 columns (BDT); a questionnaire may have some hundreds."""

MAX_CELL_CHARACTERS = 32_767
"""What Excel holds in a cell. Longer text (only text files and Parquet have it) is cut there and
ends in `…`, so that the cut shows."""

MAX_IRREGULAR_LINES = 300_000
"""Lines of a text file that have not the usual number of delimiters; they are settled one by one,
and a table does not consist of them."""

READERS = 2
"""Files read at the same time; each reader is a process of its own."""

READER_MEMORY_MIB = 2_048
"""Memory of one reader, unless padan.toml says otherwise. 250,000 rows of 37 columns take 1.1 GB
as .xlsx and 0.8 GB as CSV."""

READER_CPU_SECONDS = 30
READER_CPU_SECONDS_PER_MIB = 3
"""Processor time, not time on the wall: a busy machine must not refuse what an idle one reads. A
workbook of 15 MB (100,000 rows of 25 columns) takes about 6 seconds."""

READER_PATIENCE = 10
"""Seconds on the wall for each second of processor time before a reader that waits for something
(a network drive that hangs) is given up."""


def cpu_seconds(size: int) -> int:
    """Processor seconds that a file of `size` bytes may take to read."""
    return READER_CPU_SECONDS + READER_CPU_SECONDS_PER_MIB * (size // MIB)
