"""The append-only ledger of decisions.

Example: `open_ledger(workspace.ledger).append(entries)`. Undoing a decision is a further entry,
never an erasure.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review.ledger.store import Ledger


def open_ledger(path: Path) -> Ledger:
    """The ledger at `path`, created and migrated where needed (readable by its owner only)."""
    from django.core.management import call_command

    from review.settings import configure

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    configure(path)
    call_command("migrate", verbosity=0, interactive=False)

    from review.ledger.store import Ledger

    return Ledger()
