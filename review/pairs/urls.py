"""Addresses of pairs: ids of rows, people and families only."""

from __future__ import annotations

from django.urls import path

from review.pairs import blind, families, views

urlpatterns = [
    path("", views.queue, name="pasangan"),
    path("orang/<str:person_id>/", views.candidates, name="pasangan-orang"),
    path("banding/<str:record_id>/", views.comparison, name="pasangan-banding"),
    path("putuskan/", views.decide_pair, name="pasangan-putuskan"),
    path("diputus/", views.decided, name="pasangan-diputus"),
    path("keluarga/<str:household_id>/", families.comparison, name="pasangan-keluarga"),
    path(
        "keluarga/<str:household_id>/putuskan/", families.decide_members,
        name="pasangan-keluarga-putuskan",
    ),
    path("sampel/", blind.sample, name="pasangan-sampel"),
    path("sampel/jawab/", blind.answer, name="pasangan-sampel-jawab"),
    path("kesepakatan/", blind.agreement, name="pasangan-kesepakatan"),
]  # fmt: skip
