"""The out layer: what is at stake in a finding, and how urgent that makes it.

Urgency puts the queue in order and decides nothing. Amounts, their legal basis and the weights
come from padan.toml.
"""

from __future__ import annotations

from schemas.base import Table, column


class Benefit(Table):
    """What one programme is worth in one sort of finding; a programme not in force is worth 0."""

    about: str = column(
        "Jenis", "flag kind, or the subtype sktm_only: a family that nobody proposed",
        nullable=False,
    )  # fmt: skip
    programme: str = column("Program", "sembako | pbi_jkn", nullable=False)
    amount: int = column("Nilai", "rupiah a month for each of those counted", nullable=False)
    counted: str = column(
        "Yang dihitung",
        "family | living (its living members) | people (those the finding is about)",
        nullable=False,
        isin=["family", "living", "people"],
    )
    legal_basis: str = column("Dasar hukum", "from padan.toml", nullable=False)


class UrgencyRule(Table):
    """How doubt and age weigh: one row, from the section `urgency` of padan.toml."""

    review: float = column(
        "Batas bawah bila ditinjau", "least uncertainty where a person must decide", nullable=False
    )
    sure: float = column(
        "Batas bawah bila pasti", "least uncertainty where the rules are sure", nullable=False
    )
    months: int = column(
        "Umur terbesar", "months from which a finding grows no more urgent", nullable=False
    )


class Urgency(Table):
    """How urgent a finding is, whatever is decided on it: stake × uncertainty × age."""

    flag_id: str = column("ID Temuan", "flag", nullable=False, unique=True)
    stake: int = column("Nilai bantuan", "thousands of rupiah a month", nullable=False)
    uncertainty: float = column(
        "Ketidakpastian",
        "4p(1-p) of the confidence p, but no less than out.urgency_rule says",
        nullable=False,
    )
    age: int = column("Umur", "months on the list, this one included", nullable=False)
    urgency: float = column("Mendesak", "their product", nullable=False)
