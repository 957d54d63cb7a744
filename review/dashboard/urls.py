"""Addresses of the dashboard."""

from __future__ import annotations

from django.urls import path

from review.dashboard import views

urlpatterns = [
    path("", views.dasbor, name="dasbor"),
    path("isi/<str:period>/", views.dasbor_content, name="dasbor-isi"),
]
