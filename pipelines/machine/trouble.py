"""A failing disk and a lack of memory, put to officers in one sentence.

Both come from outside: nothing in the program is wrong, and what helps is room, a permission or a
setting. Every other error is a mistake of our own and stays as loud as it was raised. The sentence
names paths and never what a file said.
"""

from __future__ import annotations

import errno
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import PadanError, RunError

MIB = 1024 * 1024
FULL_BELOW = 16 * MIB
"""With less room than this a database cannot grow: DuckDB and SQLite fail before the last byte."""

FULL = "tempat penyimpanan penuh; kosongkan tempat, lalu ulangi"
CAUSES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: "tidak ada izin membaca atau menulis di sana; periksa hak aksesnya, lalu ulangi",
    errno.EPERM: "tidak ada izin membaca atau menulis di sana; periksa hak aksesnya, lalu ulangi",
    errno.EROFS: "tempat penyimpanannya hanya dapat dibaca; pakai folder lain, atau perbaiki",
    errno.ENOENT: "folder atau berkasnya tidak ada; periksa namanya, lalu ulangi",
    errno.ENOTDIR: "yang seharusnya folder adalah berkas; pindahkan atau ganti namanya",
    errno.EISDIR: "yang seharusnya berkas adalah folder; pindahkan atau ganti namanya, lalu ulangi",
    errno.EEXIST: "di tempat itu sudah ada berkas lain; pindahkan atau ganti namanya, lalu ulangi",
    errno.ENAMETOOLONG: "namanya terlalu panjang; pakai nama yang lebih pendek",
    errno.EIO: "tempat penyimpanannya gagal dibaca atau ditulis; periksa sambungan atau diskanya",
    errno.ESTALE: "sambungan ke folder jaringan terputus; sambungkan lagi, lalu ulangi",
}
MEMORY = (
    "memori komputer tidak cukup; kecilkan memory_limit atau threads di bagian [engine] "
    "padan.toml, atau tutup program lain, lalu ulangi"
)


@contextmanager
def trouble_in_words(folder: Path | None = None) -> Iterator[None]:
    """Raise RunError (in Indonesian) for a failing disk or a lack of memory met inside.

    `folder` is where was written to: libraries that keep a database there do not always say that
    the disk is full, so its room is looked at too. Other errors pass unchanged.
    """
    try:
        yield
    except PadanError:
        raise
    except Exception as error:
        sentence = in_words(error, folder)
        if sentence is None:
            raise
        raise RunError(sentence) from error


def in_words(error: BaseException, folder: Path | None = None) -> str | None:
    """The sentence for an error or for what led to it; null for a mistake of our own."""
    link: BaseException | None = error
    while link is not None:
        if isinstance(link, OSError) and link.filename is not None and link.errno in CAUSES:
            return f"{_path(link.filename)}: {CAUSES[link.errno]}"
        if isinstance(link, OSError) and link.errno in (errno.ENOSPC, errno.EDQUOT):
            return FULL
        if isinstance(link, MemoryError) or _is_duckdb("OutOfMemoryException", link):
            return MEMORY
        link = link.__cause__ or link.__context__
    if folder is not None and shutil.disk_usage(folder).free < FULL_BELOW:
        return f"{folder}: {FULL}"
    return None


def _is_duckdb(name: str, error: BaseException) -> bool:
    """Whether it is DuckDB's error of that name; DuckDB is not loaded just to ask."""
    duckdb = sys.modules.get("duckdb")
    return duckdb is not None and isinstance(error, getattr(duckdb, name))


def _path(name: str | bytes | int) -> str:
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name)
