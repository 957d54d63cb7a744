"""Django's description of the application."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Its tables begin with `audit_`."""

    name = "review.audit"
    label = "audit"
