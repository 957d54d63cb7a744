"""The pages officers see when published data cannot be read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from review.published.errors import NothingPublished, OutdatedPublication


class MissingPublicationMiddleware:
    """Turns both errors into pages that say what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """None for every other error."""
        if isinstance(error, NothingPublished):
            return render(request, "published/belum_terbit.html")
        if isinstance(error, OutdatedPublication):
            context = {"period": str(error)}
            return render(request, "published/terbitan_lama.html", context, status=409)
        return None
