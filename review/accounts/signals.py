"""Signing in and out as audit events. What was typed in a failed attempt is never kept."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from review import audit
from review.accounts.models import User
from review.accounts.throttling import username_key


def connect() -> None:
    """Listen from now on."""
    user_logged_in.connect(_signed_in, dispatch_uid="padan.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="padan.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="padan.failed")


def _signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    audit.record("sign_in", user=user, subject=user.username)


def _signed_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        audit.record("sign_out", user=user, subject=user.username)


def _failed(sender: Any, credentials: Any, request: HttpRequest | None = None, **_: Any) -> None:
    audit.record("sign_in", subject=username_key(request, credentials), outcome="failed")
