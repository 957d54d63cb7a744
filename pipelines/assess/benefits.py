"""What is at stake in each sort of finding, as data: amounts, legal bases, and who is counted.

A family that should be listed may lose Sembako and each of its members the health insurance
(PBI-JKN); one that is listed and should not be costs as much. What only asks for a letter, an
identity or a person is weighed as that person's contribution.
"""

from __future__ import annotations

import polars as pl

from pipelines.assess.rules import in_force
from pipelines.office.config import Config
from schemas import out_urgency
from schemas.base import dtypes

# About which sort of finding → whether Sembako is at stake, and whose contribution is.
AT_STAKE: dict[str, tuple[bool, str | None]] = {
    "missing_from_dtks": (True, "living"),
    "desil_mismatch": (True, "living"),
    "ineligible_dtks": (True, "living"),
    "duplicate_submission": (True, None),
    "sktm_only": (False, "living"),
    "ineligible_sktm": (False, "living"),
    "members_missing": (False, "people"),
    "deceased_in_dtks": (False, "people"),
    "duplicate_in_dtks": (False, "people"),
    "identity_unverified": (False, "people"),
}


def benefit_table(config: Config, period: str) -> pl.DataFrame:
    """`out_urgency.Benefit`: a row a sort of finding and programme that is at stake in it."""
    sembako, pbi = config.benefits.sembako, config.benefits.pbi_jkn
    rows = []
    for about, (family, persons) in AT_STAKE.items():
        if family:
            amount = sembako.per_family if in_force(sembako, period) else 0
            rows.append((about, "sembako", amount, "family", sembako.legal_basis))
        if persons:
            amount = pbi.per_person if in_force(pbi, period) else 0
            rows.append((about, "pbi_jkn", amount, persons, pbi.legal_basis))
    return pl.DataFrame(rows, schema=dtypes(out_urgency.Benefit), orient="row")


def urgency_rule(config: Config) -> pl.DataFrame:
    """`out_urgency.UrgencyRule`: the one row of weights."""
    return pl.DataFrame([config.urgency.model_dump()], schema=dtypes(out_urgency.UrgencyRule))
