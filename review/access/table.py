"""docs/hak-akses.md: who may open which page, from the declarations themselves.

`python -m review.access.table docs/hak-akses.md` writes it; a test fails when it is out of date, so
that a change of access is seen in review.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from review.access.routes import routes
from review.accounts.roles import Role

INTRODUCTION = """# Hak akses

Siapa boleh membuka halaman mana. Berkas ini dibuat dari pernyataan pada setiap halaman
(`review/access/table.py`); jangan disunting dengan tangan. Petugas kecamatan dan desa hanya melihat
wilayahnya sendiri; pimpinan hanya melihat angka. Halaman *umum* terbuka tanpa masuk.

"""


def access_table() -> str:
    """The page as Markdown: a row an address, a column a role."""
    roles = list(Role)
    lines = [
        "| alamat | umum | " + " | ".join(role.value for role in roles) + " |",
        "|---" * (len(roles) + 2) + "|",
    ]
    for route in routes():
        assert route.access is not None  # the start-up check has seen to it
        marks = ["✓" if role in route.access.roles else "" for role in roles]
        public = "✓" if route.access.public else ""
        lines.append(f"| `/{route.pattern}` | {public} | " + " | ".join(marks) + " |")
    return INTRODUCTION + "\n".join(lines) + "\n"


def main(target: Path) -> None:
    """Write the table; the addresses are those of any workspace."""
    from pipelines.office.creating import create_workspace
    from review.setup import configure

    with tempfile.TemporaryDirectory() as folder:
        configure(create_workspace(Path(folder) / "kantor", "63.05"))
        target.write_text(access_table(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
