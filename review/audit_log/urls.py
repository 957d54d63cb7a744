"""Addresses of the audit log."""

from __future__ import annotations

from django.urls import path

from review.audit_log import views

urlpatterns = [
    path("", views.events, name="jejak"),
    path("periksa/", views.check, name="jejak-periksa"),
]
