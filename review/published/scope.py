"""What part of the regency a user sees."""

from __future__ import annotations

from dataclasses import dataclass

from review.accounts.models import User


@dataclass(frozen=True)
class Scope:
    """Beginnings of village codes: `63.05.01` is a district, the empty text the whole regency.

    `figures` limits counts, `people` limits everything about persons and families; None sees
    nothing of the kind.
    """

    figures: str | None
    people: str | None


def scope_of(user: User) -> Scope:
    """The scope of a signed-in user, by role and place."""
    return Scope(figures=user.place_code, people=user.place_code if user.sees_people else None)
