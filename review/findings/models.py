"""What officers keep with a finding: who looks after it, saved filters, photos and letters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from review.accounts.models import User
from review.ledger.append_only import AppendOnlyModel


class Assignment(models.Model):
    """Who looks after a finding now; who did before stands in the audit log."""

    flag_id = models.CharField(max_length=40, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="findings")
    by = models.CharField(max_length=30)
    at = models.DateTimeField(auto_now=True)


class SavedFilter(models.Model):
    """A filter of the queue that one user keeps under a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="finding_filters")
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=300, help_text="as in the queue's address")

    class Meta:
        ordering = ("name",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("user", "name"), name="one_filter_of_a_name")
        ]


class Attachment(AppendOnlyModel):
    """A photo or letter given for a finding; the file lies in the workspace's private folder."""

    flag_id = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=100)
    suffix = models.CharField(max_length=5, help_text=".jpg, .png or .pdf: what the content is")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the content: the file's name")
    size = models.IntegerField(help_text="bytes")
    by = models.CharField(max_length=30)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "id")
