"""Addresses of user administration."""

from __future__ import annotations

from django.urls import path

from review.users import views

urlpatterns = [
    path("", views.users, name="pengguna"),
    path("tambah/", views.add, name="pengguna-tambah"),
    path("<int:user_id>/", views.change, name="pengguna-ubah"),
    path("<int:user_id>/sandi/", views.reset_password, name="pengguna-sandi"),
    path("<int:user_id>/aktif/", views.switch, name="pengguna-aktif"),
]
