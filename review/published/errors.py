"""Why a page cannot be given published data."""

from __future__ import annotations


class NothingPublished(LookupError):
    """No period has been published yet (or all were withdrawn)."""


class OutdatedPublication(LookupError):
    """The period was published by an older padan, whose tables lack something pages need."""
