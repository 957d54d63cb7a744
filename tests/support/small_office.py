"""A small office for the web application's tests: two districts, one published month.

Everybody in it is invented. Binuang proposes three families (two of them missing from the
registry), Tatakan two.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.support.small_inbox import CRITERIA, PERIOD, USULAN, fill_inbox, write

BINUANG, TATAKAN = "63.05.01.1001", "63.05.02.2001"
BINUANG_DISTRICT, TAPIN_SELATAN = "63.05.01", "63.05.02"
FAMILIES = [  # KK, NIK, name, birth date
    ("6305020202100007", "6305024203810007", "KHADIJAH", "02-03-1981"),
    ("6305020202100008", "6305020904720008", "BAHRANI", "09-04-1972"),
]
CRITERIA_GIVEN = ["ada;ya;ya;ya;tidak", "ada;ya;;;"]  # poor; too little is known
PASSWORD = "Rahasia-kuat-1"


def new_office(root: Path) -> Workspace:
    """An empty workspace of Kabupaten Tapin."""
    return create_workspace(root, "63.05")


def publish_month(office: Workspace) -> None:
    """Fill the inbox of PERIOD and run it."""
    fill_inbox(office.root)
    write(
        office.root / f"inbox/{PERIOD}/usulan-desa/Usulan Tatakan.csv",
        [
            USULAN + CRITERIA,
            *(
                f"{kk};{nik};{name};P;{born};KEPALA KELUARGA;JL KARET;2;1;TATAKAN;TAPIN SELATAN;"
                + criteria
                for (kk, nik, name, born), criteria in zip(FAMILIES, CRITERIA_GIVEN, strict=True)
            ),
        ],
    )
    run_month(office, PERIOD)


def personal_values() -> list[str]:
    """What must never stand in a log, an address or the audit log."""
    from tests.support import small_inbox

    own = [value for kk, nik, name, _ in FAMILIES for value in (kk, nik, name)]
    return small_inbox.personal_values() + own
