"""Blocking rules and model as Splink takes them."""

from __future__ import annotations

from typing import Any

from pipelines.resolve.blocks import splink_rules
from pipelines.resolve.model import COMPARISONS, Level
from pipelines.resolve.thresholds import RAREST
from pipelines.resolve.weights import Weights

Settings = dict[str, Any]


def blocking(condition: str) -> Settings:
    """Settings that find pairs that meet `condition` (SQL over `l` and `r`)."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "node_id",
        "blocking_rules_to_generate_predictions": splink_rules(condition),
        "comparisons": [],
        "retain_intermediate_calculation_columns": False,
        "retain_matching_columns": False,
    }


def scoring(weights: Weights, condition: str) -> Settings:
    """Settings that also weigh the pairs."""
    return {
        **blocking(condition),
        "probability_two_random_records_match": weights.prior,
        "comparisons": [
            {
                "output_column_name": comparison.name,
                "comparison_levels": [
                    _level(level, weights.m[comparison.name], weights.u[comparison.name])
                    for level in comparison.levels
                ],
            }
            for comparison in COMPARISONS
        ],
    }


def _level(level: Level, m: dict[str, float], u: dict[str, float]) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "sql_condition": level.sql,
        "label_for_charts": level.name,
        "is_null_level": level.is_null,
    }
    if not level.is_null:
        spec |= {"m_probability": m[level.name], "u_probability": u[level.name]}
    if level.tf_column:
        spec |= {"tf_adjustment_column": level.tf_column, "tf_minimum_u_value": RAREST}
    return spec
