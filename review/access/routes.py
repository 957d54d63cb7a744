"""All pages of the application with who may open them: for the start-up check and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from review.access.declare import Access, access_of


@dataclass(frozen=True)
class Route:
    """One address: its name, its pattern (`temuan/<str:flag_id>/`), what its view declares."""

    name: str
    pattern: str
    arguments: tuple[str, ...]
    access: Access | None


def routes() -> list[Route]:
    """Every address of the application, by pattern."""
    return sorted(_walk(get_resolver().url_patterns, ""), key=lambda route: route.pattern)


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, pattern)
        else:
            yield Route(
                name=entry.name or "",
                pattern=pattern,
                arguments=tuple(entry.pattern.converters),
                access=access_of(entry.callback),
            )
