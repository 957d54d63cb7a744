"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Its tables begin with `ledger_`."""

    name = "review.ledger"
    label = "ledger"
