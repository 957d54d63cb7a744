"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class DesaConfig(AppConfig):
    """Its tables begin with `desa_`."""

    name = "review.villages"
    label = "desa"
