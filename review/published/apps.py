"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    """Templates; no tables."""

    name = "review.published"
    label = "published"
