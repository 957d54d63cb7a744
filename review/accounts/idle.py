"""Signing out who has gone away: after half an hour of idleness, or ten hours at the longest."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN, SINCE = "seen", "since"
STEP = 60  # seconds; the session is written at most this often, not at every page


class IdleSessionMiddleware:
    """Keeps when a signed-in user was last seen, and ends sessions that are too old."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            session = request.session
            seen, since = session.get(SEEN, now), session.get(SINCE, now)
            if now - seen > settings.SESSION_COOKIE_AGE or now - since > settings.SESSION_LONGEST:
                logout(request)
                messages.info(request, "Sesi Anda sudah berakhir. Silakan masuk lagi.")
            elif now - seen >= STEP or SINCE not in session:
                session[SEEN], session[SINCE] = now, since
        return self.get_response(request)
