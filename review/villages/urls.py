"""Addresses of the village pages."""

from __future__ import annotations

from django.urls import path

from review.villages import downloads, uploading, views

urlpatterns = [
    path("", views.villages, name="desa"),
    path("<str:village_code>/", views.village, name="desa-lihat"),
    path("<str:village_code>/kontak/", views.contact, name="desa-kontak"),
    path("<str:village_code>/unggah/", uploading.upload, name="desa-unggah"),
    path("<str:village_code>/periksa/", uploading.report, name="desa-periksa"),
    path("<str:village_code>/masukkan/", uploading.accept, name="desa-masukkan"),
    path("<str:village_code>/batalkan/", uploading.drop, name="desa-batalkan"),
    path("<str:village_code>/kolom/", uploading.columns, name="desa-kolom"),
    *(
        path(
            f"<str:village_code>/{route.removeprefix('desa-')}/",
            downloads.download,
            {"paper": route},
            name=route,
        )
        for route in downloads.PAPERS
    ),
]
