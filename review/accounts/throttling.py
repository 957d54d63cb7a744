"""Slowing down whoever guesses passwords (django-axes), without keeping what was typed.

People type their NIK, or their password, into the field for the user name. What is stored and
logged of a failed attempt is therefore a keyed hash of it, unless it is the name of a user.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from review import audit
from review.accounts.models import User

SALT = "review.accounts.throttling"


def username_key(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """The user name where there is such a user, else a keyed hash of what was typed."""
    typed = str((credentials or {}).get("username") or "")
    if not typed and request is not None:
        typed = request.POST.get("username", "")
    typed = typed.strip().lower()
    return typed if known(typed) else f"x{salted_hmac(SALT, typed).hexdigest()[:24]}"


def known(typed: str) -> bool:
    """Whether `typed` is the name of a user."""
    return bool(User.objects.filter(username=typed).exists())


def locked_out(
    request: HttpRequest, original_response: Any = None, credentials: Any = None
) -> HttpResponse:
    """The page after too many wrong passwords (axes calls it); the attempt is audited."""
    audit.record("sign_in", outcome="throttled", subject=username_key(request, credentials))
    return render(request, "accounts/terkunci.html", status=429)
