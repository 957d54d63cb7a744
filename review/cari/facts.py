"""All that the desk tells of one family, gathered from the published period."""

from __future__ import annotations

from dataclasses import dataclass

from review.published.reader import Reader, Row


@dataclass(frozen=True)
class Facts:
    """What is held about a family; rows as the queries of `sql/review/cari/` give them."""

    period: str
    family: Row
    members: list[Row]
    registries: list[Row]
    programs: list[Row]
    certificates: list[Row]
    findings: list[Row]
    dismissed: frozenset[str]
    missing_criteria: list[str]
    sources: list[Row]

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of findings that stand and that nobody called wrong."""
        return frozenset(one["kind"] for one in self.findings if one["verdict"] != "disagree")


def gather(published: Reader, family: Row) -> Facts:
    """The facts of a family that the user may see (`family` comes from `cari/family`)."""
    household = family["household_id"]
    return Facts(
        period=published.period,
        family=family,
        members=published.rows("cari/members", household=household),
        registries=published.rows("cari/registries", household=household),
        programs=published.rows("cari/programs", household=household),
        certificates=published.rows("cari/certificates", household=household),
        findings=published.rows("cari/findings", household=household),
        dismissed=frozenset(
            row["kind"] for row in published.rows("cari/dismissed", household=household)
        ),
        missing_criteria=[
            row["words"]
            for row in published.rows(
                "cari/missing_criteria", codes=family["criteria_missing"] or []
            )
        ],
        sources=published.rows("cari/sources", household=household),
    )
