"""Django's settings for one workspace, built when asked for: a workspace is known only then."""

from __future__ import annotations

from pathlib import Path

import django
from django.conf import settings


def configure(ledger: Path) -> None:
    """Set Django up on the ledger database at `ledger` (once per process).

    Raises RuntimeError when the process is already set up on another ledger: Django's settings
    are global, so one process serves one workspace.
    """
    if settings.configured:
        current = settings.DATABASES["default"]["NAME"]
        if current != str(ledger):
            raise RuntimeError("this process already works on another workspace's ledger")
        return
    settings.configure(
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": str(ledger),
                # Two officers at once wait for each other instead of failing.
                "OPTIONS": {"timeout": 30, "transaction_mode": "IMMEDIATE"},
            }
        },
        INSTALLED_APPS=["review.ledger"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="UTC",
        LANGUAGE_CODE="id",
    )
    django.setup()
