"""Django's description of the ledger application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger; its table is `ledger_decision`."""

    name = "review.ledger"
    label = "ledger"
