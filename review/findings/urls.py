"""Addresses of the findings; everything behind `<flag_id>/` is about one of them."""

from __future__ import annotations

from django.urls import path

from review.findings import attachment_views, finding_views, queue_views

urlpatterns = [
    path("", queue_views.queue, name="temuan"),
    path("mendesak/", queue_views.urgency, name="temuan-mendesak"),
    path("tugaskan/", queue_views.assign, name="temuan-tugaskan"),
    path("saringan/", queue_views.save_filter, name="temuan-saringan"),
    path("saringan/hapus/", queue_views.drop_filter, name="temuan-saringan-hapus"),
    path("unduh/", queue_views.export, name="temuan-unduh"),
    path("<str:flag_id>/", finding_views.finding, name="temuan-rinci"),
    path("<str:flag_id>/keputusan/", finding_views.decide, name="temuan-keputusan"),
    path("<str:flag_id>/usulan/", finding_views.propose, name="temuan-usulan"),
    path("<str:flag_id>/riwayat/", finding_views.history, name="temuan-riwayat"),
    path("<str:flag_id>/lampiran/", attachment_views.attach, name="temuan-lampiran"),
    path(
        "<str:flag_id>/lampiran/<int:attachment_id>/",
        attachment_views.attachment,
        name="temuan-lampiran-isi",
    ),
]
