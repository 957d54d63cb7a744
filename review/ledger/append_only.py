"""Models whose rows are added and never changed or deleted."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

REFUSED = "rows are never changed or deleted here; add a further one"


class AppendOnlyError(TypeError):
    """Someone tried to change or delete what has been recorded."""


class AppendOnlyQuerySet(models.QuerySet):
    """A query set that can read and add, not change or delete."""

    def update(self, **changes: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(REFUSED)

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(REFUSED)


class AppendOnlyModel(models.Model):
    """Base of models that can only be inserted."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Insert; AppendOnlyError when the row exists already."""
        if not self._state.adding:
            raise AppendOnlyError(REFUSED)
        super().save(*args, **{**options, "force_insert": True})

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError(REFUSED)
