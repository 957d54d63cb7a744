"""Addresses of signing in and out."""

from __future__ import annotations

from django.urls import path

from review.accounts import views

urlpatterns = [
    path("masuk/", views.sign_in, name="masuk"),
    path("keluar/", views.sign_out, name="keluar"),
    path("sandi/", views.own_password, name="sandi"),
]
