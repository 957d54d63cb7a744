"""The ledger's tables: decisions, and what each of them is about. Rows are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from review.ledger.append_only import AppendOnlyModel


class Decision(AppendOnlyModel):
    """What one person decided at one moment about some subjects."""

    decision_id = models.CharField(primary_key=True, max_length=40, editable=False)
    kind = models.CharField(max_length=20, help_text="pair, flag, proposal or population_list")
    subject_ids = models.JSONField(help_text="record, flag or household ids, or a file's path")
    verdict = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.CharField(max_length=40, help_text="ISO 8601, UTC")
    evidence_hash = models.CharField(max_length=64, null=True, blank=True)

    class Meta:
        ordering = ("at", "decision_id")


class Subject(AppendOnlyModel):
    """One subject of a decision: what `subject_ids` says, in a form that can be looked up.

    `number` grows with every row, so that a reader can ask for what came since its last look.
    """

    number = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="subjects")
    subject_id = models.CharField(max_length=400, db_index=True)

    class Meta:
        ordering: ClassVar = ("number",)
