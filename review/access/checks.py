"""Refusing to start with a page that does not say who may open it."""

from __future__ import annotations

from typing import Any

from django.core import checks

from review.access.routes import routes


@checks.register(checks.Tags.security)
def every_page_declares_access(app_configs: Any = None, **options: Any) -> list[checks.Error]:
    """An error for each address without a name or without `@allowed` or `@public`."""
    return [
        checks.Error(f"'{route.pattern}' needs a name and @allowed or @public", id="review.E001")
        for route in routes()
        if route.access is None or not route.name
    ]
