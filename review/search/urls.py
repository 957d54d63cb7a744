"""Addresses of the consultation desk: ids only, never what was typed."""

from __future__ import annotations

from django.urls import path

from review.search import views

urlpatterns = [
    path("", views.search, name="cari"),
    path("keluarga/<str:household_id>/", views.family, name="cari-keluarga"),
    path("surat/<str:person_id>/", views.letter, name="cari-surat"),
]
