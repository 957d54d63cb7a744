"""Two persons for one word: proposing a family to the registry, and removing someone from it.

The first person's agreement enters the ledger as `first_agree`, which decides nothing; a run takes
it in like a word that has been taken back. Only when another person agrees on the same evidence is
`agree` written, and that one counts. One of the two must be a verifikator. Whoever disagrees, is
unsure or asks for a look in the field needs nobody else: a benefit goes on until two have agreed.

`padan decisions import` is the ledger without a browser: its tables are the office's own protocol
of what was decided, with whatever signatures the office asks for on paper. An `agree` in such a
table therefore counts as it stands; the import is an audit event.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from django.db.models import Q

from review.accounts.models import User
from review.accounts.roles import Role
from review.ledger.models import Decision

FIRST = "first_agree"
ALWAYS = frozenset({"proposal"})
"""Kinds of decisions that need two persons whatever they are about."""


class NotTheSecond(ValueError):
    """This user cannot second what was agreed first; the message is Indonesian and for the user."""


def word_of_agreement(
    user: User,
    kind: str,
    subject_ids: Sequence[str],
    evidence: Set[str | None],
    two_persons: bool,
) -> str:
    """The verdict as which the user's agreement is to be written: `first_agree` or `agree`.

    `evidence` holds every hash of the evidence it is given on (see out.Flag), or None alone.
    To be asked while other writers wait (review.audit.chain.locked_head). An agreement that waits
    for its second person is seconded whatever `two_persons` says, so that no page can go around it.
    NotTheSecond when the user agreed first, or when neither of both is a verifikator.
    """
    first = _first(kind, subject_ids, evidence)
    if first is None:
        return FIRST if two_persons or kind in ALWAYS else "agree"
    if obstacle := obstacle_to_second(user, first.by):
        raise NotTheSecond(obstacle)
    return "agree"


def obstacle_to_second(user: User, first_by: str) -> str:
    """Why `user` cannot second what `first_by` (a user's name) agreed to; empty when they can."""
    if first_by == user.username:
        return "Anda sendiri yang menyetujui lebih dulu; persetujuan kedua harus dari orang lain."
    roles = {user.role, *User.objects.filter(username=first_by).values_list("role", flat=True)}
    if Role.VERIFIKATOR not in roles:
        return "Satu dari kedua orang yang menyetujui harus verifikator."
    return ""


def cannot_second(user: User) -> list[str]:
    """Names of the users whose agreement `user` cannot second (see `obstacle_to_second`)."""
    others = User.objects.exclude(role=Role.VERIFIKATOR.value)
    if user.role == Role.VERIFIKATOR:
        others = User.objects.filter(pk=user.pk)
    return [*others.values_list("username", flat=True)]


def _first(kind: str, subject_ids: Sequence[str], evidence: Set[str | None]) -> Decision | None:
    """The agreement that waits for a second person on the same evidence, if it is the newest word.

    Of a finding, the newest on this evidence (sql/review/derived/finding.sql); of a proposal, the
    newest at all. What needs two persons is decided one subject at a time.
    """
    said = Decision.objects.filter(kind=kind, subjects__subject_id__in=subject_ids)
    if kind == "flag":
        said = said.filter(Q(evidence_hash__in=evidence - {None}) | Q(evidence_hash=None))
    newest: Decision | None = said.order_by("-at", "-decision_id").first()
    if newest is None or newest.verdict != FIRST or newest.evidence_hash not in evidence:
        return None
    return newest
