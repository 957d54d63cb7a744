"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Its table is `accounts_user`."""

    name = "review.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Audit signing in and out."""
        from review.accounts.signals import connect

        connect()
