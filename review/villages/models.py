"""Whom to call in a village, and files that were uploaded and are not in the inbox yet."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models

from review.accounts.models import User

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 \-]{6,18}$", "Tulis nomor telepon dengan angka, misalnya 0812-3456-7890."
)


class Contact(models.Model):
    """The person whom the office calls about a village's lists; one a village."""

    village_code = models.CharField(primary_key=True, max_length=13, editable=False)
    name = models.CharField("nama", max_length=120)
    phone = models.CharField("nomor telepon", max_length=20, validators=[PHONE])
    changed_by = models.CharField(max_length=30, editable=False)
    changed_at = models.DateTimeField(auto_now=True)


class StagedUpload(models.Model):
    """An uploaded file that waits for its sender's word; one a user and village.

    The bytes lie in the workspace's private folder (review.villages.staging). `report` is the dry
    run as `review.villages.dry_run.DryRun` says it: counts, headers and sentences, never a
    person's values.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE)
    village_code = models.CharField(max_length=13)
    source = models.CharField(max_length=20)
    period = models.CharField(max_length=7)
    folder = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200, help_text="file name it would have in the inbox")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField(help_text="bytes")
    report = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["user", "village_code"], name="one_upload_at_a_time")
        ]
