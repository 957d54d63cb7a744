"""The catalogue of rules and the days it looks at."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.assess.rules import in_force, rule_table, rules_version
from pipelines.office.config import Config, RuleBasis

OCTOBER = "2026-10"


def config(**sections: dict[str, object]) -> Config:
    return Config.model_validate({"region": "63.05", **sections})


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "expected"),
    [
        (None, None, True),
        (date(2026, 10, 31), None, True),
        (date(2026, 11, 1), None, False),
        (None, date(2026, 10, 1), True),
        (None, date(2026, 9, 30), False),
    ],
)
def test_a_rule_is_in_force_when_its_days_touch_the_period(
    valid_from: date | None, valid_to: date | None, expected: bool
) -> None:
    basis = RuleBasis(legal_basis="Perbup 1/2026", valid_from=valid_from, valid_to=valid_to)
    assert in_force(basis, OCTOBER) is expected


def test_every_rule_quotes_its_legal_basis_and_version() -> None:
    settings = config(sktm={"legal_basis": "Perbup Tapin 7/2024"})
    table = rule_table(settings, OCTOBER)
    for row in table.iter_rows(named=True):
        assert row["legal_basis"] in row["rule"]
        assert rules_version(settings) in row["rule"]
    assert "Perbup Tapin 7/2024" in set(table["legal_basis"])


def test_a_code_occurs_once_per_kind() -> None:
    table = rule_table(config(), OCTOBER)
    assert not table.select("kind", "code").is_duplicated().any()


def test_the_configured_wage_is_read_aloud_with_dots() -> None:
    table = rule_table(config(disqualification={"umk": 4000000.0}), OCTOBER)
    assert any("Rp 4.000.000 (UMK)" in rule for rule in table["rule"])


def test_the_version_changes_with_the_rules_and_with_nothing_else() -> None:
    assert rules_version(config()) == rules_version(config())
    assert rules_version(config()) != rules_version(config(poverty={"min_criteria": 4}))
    assert rules_version(config()) == rules_version(config(submission_window={"last_day": 20}))
