"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Templates; no tables."""

    name = "review.pages"
    label = "pages"
