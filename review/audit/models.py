"""The audit log's tables. Events are added and never changed: the model refuses anything else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from review.ledger.append_only import AppendOnlyModel


class AuditEvent(AppendOnlyModel):
    """One event. `digest` covers everything else in the row, and the digest before it."""

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3, … without a gap")
    at = models.CharField(max_length=40, help_text="ISO 8601, UTC")
    by = models.CharField(max_length=150, help_text="user name, or the command's name")
    role = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, db_index=True)
    subject = models.CharField(max_length=200, blank=True, help_text="id of what it was done to")
    outcome = models.CharField(max_length=10)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, help_text="digest of the event before")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ("number",)


class ChainHead(models.Model):
    """The newest event's number and digest: one row, which writers lock one after another.

    It also shows when events were cut off at the end, where the chain itself has no gap.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
