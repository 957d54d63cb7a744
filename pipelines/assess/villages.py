"""The regency's villages as the table that coverage counts over."""

from __future__ import annotations

import polars as pl

from pipelines.domain.regions import load_regions
from schemas import out
from schemas.base import dtypes


def village_table(region: str) -> pl.DataFrame:
    """`out.Village` for a regency code such as `63.05`."""
    rows = [
        {
            "village_code": village.code,
            "village_name": village.name,
            "district_code": village.district_code,
            "district_name": village.district,
            "label": village.label,
        }
        for village in load_regions(region).villages
    ]
    return pl.DataFrame(rows, schema=dtypes(out.Village)).sort("village_code")
