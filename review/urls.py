"""Addresses of the pages: one line a feature; each feature's `urls.py` has its own."""

from __future__ import annotations

from django.urls import include, path

from review.pages.health import healthy

urlpatterns = [
    path("", include("review.home.urls")),
    path("", include("review.accounts.urls")),
    path("temuan/", include("review.findings.urls")),
    path("pasangan/", include("review.pairs.urls")),
    path("cari/", include("review.search.urls")),
    path("desa/", include("review.villages.urls")),
    path("dasbor/", include("review.dashboard.urls")),
    path("jalankan/", include("review.runs.urls")),
    path("pengguna/", include("review.users.urls")),
    path("jejak/", include("review.audit_log.urls")),
    path("sehat/", healthy, name="sehat"),
]

handler400 = "review.pages.errors.bad_request"
handler403 = "review.pages.errors.forbidden"
handler404 = "review.pages.errors.not_found"
handler500 = "review.pages.errors.server_error"
