"""Addresses of the pages: one line a feature; each feature's `urls.py` has its own."""

from __future__ import annotations

from django.urls import include, path

from review.pages.health import healthy

urlpatterns = [
    path("", include("review.beranda.urls")),
    path("", include("review.accounts.urls")),
    path("temuan/", include("review.temuan.urls")),
    path("pasangan/", include("review.pasangan.urls")),
    path("cari/", include("review.cari.urls")),
    path("desa/", include("review.desa.urls")),
    path("dasbor/", include("review.dasbor.urls")),
    path("jalankan/", include("review.jalankan.urls")),
    path("pengguna/", include("review.pengguna.urls")),
    path("jejak/", include("review.jejak.urls")),
    path("sehat/", healthy, name="sehat"),
]

handler400 = "review.pages.errors.bad_request"
handler403 = "review.pages.errors.forbidden"
handler404 = "review.pages.errors.not_found"
handler500 = "review.pages.errors.server_error"
