"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Access has no tables; it registers its start-up check."""

    name = "review.access"
    label = "access"

    def ready(self) -> None:
        """Register the check (importing it does)."""
        from review.access import checks  # noqa: F401
