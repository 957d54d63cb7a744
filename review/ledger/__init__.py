"""The append-only ledger of decisions.

Example: `open_ledger(workspace).append(entries)`. Undoing a decision is a further entry, never an
erasure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.office.workspace import Workspace

if TYPE_CHECKING:
    from review.ledger.store import Ledger


def open_ledger(workspace: Workspace) -> Ledger:
    """The ledger of `workspace`, created and migrated where needed (readable by its owner only)."""
    from review.setup import configure

    configure(workspace)

    from review.ledger.store import Ledger

    return Ledger()
