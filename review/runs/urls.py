"""Addresses of the pages that run months."""

from __future__ import annotations

from django.urls import path

from review.runs import views

urlpatterns = [
    path("", views.overview, name="jalankan"),
    path("mulai/", views.begin, name="jalankan-mulai"),
    path("<str:period>/banding/", views.comparison, name="jalankan-banding"),
    path("<str:period>/berlaku/", views.make_current, name="jalankan-berlaku"),
    path("<str:period>/buang/", views.discard, name="jalankan-buang"),
    path("<str:period>/tarik/", views.withdraw, name="jalankan-tarik"),
]
