"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class TemuanConfig(AppConfig):
    """Its tables begin with `temuan_`."""

    name = "review.findings"
    label = "temuan"
