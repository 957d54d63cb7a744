"""The one place where a page is refused: by what its view declares and the user's role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from review import audit
from review.access.declare import View, access_of

WITH_OLD_PASSWORD = {"sandi", "keluar"}  # what a user may open who must change the password first


class AccessMiddleware:
    """Lets a request through to its view, asks to sign in, or refuses (and audits the refusal)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Office machines are shared: no page stays behind in the browser's cache.
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """None lets the view answer."""
        access = access_of(view)
        match = request.resolver_match
        assert match is not None  # Django resolves the address before it calls this
        if access is None:
            raise ImproperlyConfigured(f"{match.view_name} declares no access")
        if access.public:
            return None
        user = request.user
        if not user.is_authenticated:
            # Where a form was sent, its page cannot be shown again after signing in.
            onward = request.path if request.method == "GET" else "/"
            return redirect_to_login(onward)
        route = match.view_name
        if user.role not in access.roles:
            audit.record("access", request=request, subject=route, outcome="denied")
            raise PermissionDenied
        if user.must_change_password and route not in WITH_OLD_PASSWORD:
            messages.info(request, "Ganti dulu kata sandi sementara Anda.")
            return redirect("sandi")
        return None
