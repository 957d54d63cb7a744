"""What may be decided on a finding, by whom, and how it is said.

A finding that says someone should leave the registry needs two persons (review.ledger.second), and
so does every proposal to it. The other findings are decided by one.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from review.accounts.models import User
from review.accounts.names import full_names
from review.accounts.roles import DECIDERS
from review.audit.chain import locked_head
from review.ledger.meanwhile import require_seen
from review.ledger.models import Decision
from review.ledger.second import obstacle_to_second
from review.ledger.store import Ledger
from review.published.reader import Row

REMOVALS = frozenset({"ineligible_dtks", "deceased_in_dtks", "duplicate_in_dtks"})
"""Kinds of findings that end in someone's removal from the registry."""
PROPOSABLE = frozenset({"missing_from_dtks", "desil_mismatch"})
"""Kinds of findings on which a family can be proposed to the registry."""

WORDS = {
    "agree": ("Setuju", "temuannya benar"),
    "disagree": ("Tidak setuju", "temuannya keliru, jangan ditanyakan lagi selama buktinya sama"),
    "unsure": ("Belum yakin", "belum dapat diputuskan; keputusan sebelumnya ditarik"),
    "field_check": ("Perlu cek lapangan", "harus dilihat dulu di tempatnya"),
}
PROPOSAL_WORDS = {
    "agree": ("Usulkan", "masukkan keluarga ini ke usulan SIKS-NG"),
    "disagree": ("Jangan usulkan", "keluarga ini tidak diusulkan"),
    "unsure": ("Tarik", "keputusan sebelumnya tentang usulan ini ditarik"),
}
SECONDED = "sebagai orang kedua"
DECIDED = {
    "open": "Belum diputuskan",
    "mine": "Menunggu saya sebagai orang kedua",
    "second": "Menunggu orang kedua",
    "field_check": "Perlu cek lapangan",
    "unsure": "Belum yakin",
    "done": "Sudah diputuskan",
}
"""Choices of the queue's filter."""
VERDICTS = {
    "open": "Belum diputuskan",
    "second": "Menunggu orang kedua",
    "agree": "Disetujui",
    "first_agree": "Disetujui orang pertama",
    "disagree": "Tidak disetujui",
    "unsure": "Belum yakin",
    "field_check": "Cek lapangan",
}
"""How a word that was said is shown."""
LABELS = {
    "open": "", "second": "awas", "agree": "baik", "first_agree": "awas", "disagree": "buruk",
    "unsure": "awas", "field_check": "awas",
}  # fmt: skip


def words_for(user: User, finding: Row, about: str) -> list[tuple[str, str]]:
    """What `user` can say now of the finding (`about` is `flag`) or its proposal (`proposal`).

    Nothing for who may not decide, and for findings that are over. Who agreed first cannot agree
    again; what has been agreed to cannot be agreed to once more.
    """
    if user.role not in DECIDERS or finding["state"] == "resolved":
        return []
    if about == "proposal" and finding["kind"] not in PROPOSABLE:
        return []
    state, first_by = standing(finding, about)
    said = PROPOSAL_WORDS if about == "proposal" else WORDS
    words = {verdict: f"{word} — {meaning}" for verdict, (word, meaning) in said.items()}
    if state == "agree" or (state == "second" and obstacle_to_second(user, first_by)):
        del words["agree"]
    elif state == "second":
        words["agree"] = f"{said['agree'][0]} {SECONDED} — {said['agree'][1]}"
    return [*words.items()]


def standing(finding: Row, about: str) -> tuple[str, str]:
    """What stands about the finding or its proposal (a key of VERDICTS), and who said it."""
    if about == "proposal":
        return finding["proposal"], finding["proposal_by"] or ""
    return finding["decided"], finding["word_by"] or ""


def obstacle(user: User, finding: Row, about: str) -> str:
    """Why `user` cannot be the second person that is waited for; empty when nothing hinders."""
    state, first_by = standing(finding, about)
    if state != "second" or user.role not in DECIDERS:
        return ""
    return obstacle_to_second(user, first_by)


def needs_two(finding: Row, about: str) -> bool:
    """Whether an agreement must be given by two persons."""
    return about == "proposal" or finding["kind"] in REMOVALS


def decide(user: User, finding: Row, about: str, verdict: str, reason: str, seen: str) -> str:
    """Write the user's word to the ledger; returns the verdict as it was written.

    `first_agree` when a second person is still needed. NotTheSecond when the user cannot be it.
    DecidedMeanwhileError unless `seen` is the newest word (its id; empty when there was none).
    """
    subject = finding["household_id"] if about == "proposal" else finding["flag_id"]
    with transaction.atomic():
        locked_head()  # nobody decides between the look and the entry
        require_seen(newest_word(finding, about), seen)
        key = Ledger().decide(
            user,
            about,
            [subject],
            verdict,
            reason,
            finding["evidence_hash"],
            two_persons=needs_two(finding, about),
            row_hash=finding["row_hash"],
        )
    written: str = Decision.objects.values_list("verdict", flat=True).get(pk=key)
    return written


def newest_word(finding: Row, about: str) -> Decision | None:
    """What was said last of the finding or its proposal, on whatever evidence."""
    subjects = [finding["flag_id"], *([finding["household_id"]] if about == "proposal" else [])]
    said = Decision.objects.filter(kind=about, subjects__subject_id__in=subjects)
    newest: Decision | None = said.order_by("-at", "-decision_id").first()
    return newest


def newest_id(finding: Row, about: str) -> str:
    """The id of `newest_word`; empty when nothing was said."""
    newest = newest_word(finding, about)
    return newest.decision_id if newest else ""


def full_name(username: str) -> str:
    """A user's full name; what the ledger has where the user is not one of this application's."""
    return full_names().get(username, username)


def decisions_on(finding: Row) -> list[dict[str, Any]]:
    """Every word ever said of the finding and its family's proposal, the newest first."""
    names = full_names()
    said = Decision.objects.filter(
        kind__in=("flag", "proposal"),
        subjects__subject_id__in=(finding["flag_id"], finding["household_id"]),
    )
    return [
        {
            "kind": decision.kind,
            "verdict": VERDICTS[decision.verdict],
            "label": LABELS[decision.verdict],
            "by": names.get(decision.by, decision.by),
            "at": decision.at,
            "reason": decision.reason,
            "earlier_evidence": decision.evidence_hash
            not in (None, finding["evidence_hash"], finding["row_hash"]),
        }
        for decision in said.distinct().order_by("-at", "-decision_id")
    ]
