"""The ledger's one table. Rows are added and never changed: the model refuses anything else."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what a person has decided."""


class AppendOnlyQuerySet(models.QuerySet):
    """A query set that can read and add, not change or delete."""

    def update(self, **changes: Any) -> NoReturn:
        """Refused: undo by a further entry."""
        raise AppendOnlyError("decisions are never changed; add a further entry")

    def delete(self) -> NoReturn:
        """Refused: undo by a further entry."""
        raise AppendOnlyError("decisions are never deleted; add a further entry")


class Decision(models.Model):
    """What one person decided at one moment about some subjects."""

    decision_id = models.CharField(primary_key=True, max_length=40, editable=False)
    kind = models.CharField(max_length=20, help_text="pair, flag, proposal or population_list")
    subject_ids = models.JSONField(help_text="record, flag or household ids, or a file's path")
    verdict = models.CharField(max_length=20)
    reason = models.TextField()
    by = models.CharField(max_length=150)
    at = models.CharField(max_length=40, help_text="ISO 8601, UTC")
    evidence_hash = models.CharField(max_length=64, null=True, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("at", "decision_id")

    def save(self, *args: Any, **options: Any) -> None:
        """Insert; AppendOnlyError when the row exists already."""
        if not self._state.adding:
            raise AppendOnlyError("decisions are never changed; add a further entry")
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: undo by a further entry."""
        raise AppendOnlyError("decisions are never deleted; add a further entry")
