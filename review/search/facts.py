"""All that the desk says of one family, gathered from the published period."""

from __future__ import annotations

from dataclasses import dataclass

from review.published.reader import Reader, Row


@dataclass(frozen=True)
class Facts:
    """What is held about a family; rows as the queries of `sql/review/search/` give them."""

    period: str
    family: Row
    members: list[Row]
    registries: list[Row]
    standings: list[Row]
    programs: list[Row]
    certificates: list[Row]
    findings: list[Row]
    dismissed: frozenset[str]
    """Kinds of findings that an officer called wrong, in this month or before."""
    registry_known: bool
    missing_criteria: list[str]
    sources: list[Row]

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of findings on this month's evidence that nobody called wrong."""
        return frozenset(
            one["kind"]
            for one in self.findings
            if one["verdict"] != "disagree" and one["state"] != "unheard"
        )


def gather(published: Reader, family: Row) -> Facts:
    """The facts of a family that the user may see (`family` comes from `search/family`)."""
    household = family["household_id"]
    findings = published.rows("search/findings", household=household)
    return Facts(
        period=published.period,
        family=family,
        members=published.rows("search/members", household=household),
        registries=published.rows("search/registries", household=household),
        standings=published.rows("search/standings", household=household),
        programs=published.rows("search/programs", household=household),
        certificates=published.rows("search/certificates", household=household),
        findings=findings,
        dismissed=frozenset(
            [row["kind"] for row in published.rows("search/dismissed", household=household)]
            + [one["kind"] for one in findings if one["verdict"] == "disagree"]
        ),
        registry_known=bool(published.rows("search/loaded_registries")),
        missing_criteria=[
            row["words"]
            for row in published.rows(
                "search/missing_criteria", codes=family["criteria_missing"] or []
            )
        ],
        sources=published.rows("search/sources", household=household),
    )
