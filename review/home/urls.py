"""Address of the first page."""

from __future__ import annotations

from django.urls import path

from review.home import views

urlpatterns = [path("", views.beranda, name="beranda")]
