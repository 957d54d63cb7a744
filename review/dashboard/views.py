"""The published dashboard: one file with its style inlined, shown in a frame of its own.

The application allows no inline style. The dashboard's one style element is allowed by its hash,
computed from the very file that is served, so nothing else in it could bring its own.
"""

from __future__ import annotations

import base64
import hashlib
import re

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from review.access.declare import allowed
from review.accounts.requests import OfficerRequest
from review.accounts.roles import FIGURES
from review.published.reader import gateway, reader

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@allowed(FIGURES)
@require_safe
def dasbor(request: OfficerRequest) -> HttpResponse:
    """The dashboard of a period, framed by the application's navigation."""
    context = {"period": reader(request).period, "periods": gateway().periods()}
    return render(request, "dashboard/dasbor.html", context)


@allowed(FIGURES)
@require_safe
@xframe_options_sameorigin
def dasbor_content(request: OfficerRequest, period: str) -> HttpResponseBase:
    """dashboard.html as published; it holds figures and nothing about any person."""
    path = settings.WORKSPACE.out(period) / "dashboard.html"
    if period not in gateway().periods() or not path.is_file():
        raise Http404
    page = path.read_text(encoding="utf-8")
    styles = [_source(style) for style in STYLE.findall(page)]
    policy = csp_replace({"style-src": styles, "frame-ancestors": [SELF]})
    return policy(lambda _: HttpResponse(page))(request)


def _source(style: str) -> str:
    """The CSP source of an inline style: its SHA-256."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
