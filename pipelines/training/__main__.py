"""Train the committed model on synthetic regencies: `python -m pipelines.training --version V`.

Measures m on some seeds, then fits the calibration curves on others: those of links first, then,
with these in force, those of findings. Writes `pipelines/resolve/person.json`, whose diff is
reviewed like code. With `--keep-m` only the curves are refitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pipelines.resolve
from pipelines.resolve.fitted import FittedModel, committed
from pipelines.training.synthetic import (
    CALIBRATED,
    MEASURED,
    Regency,
    calibrated,
    measured_m,
)


def main() -> None:
    """Measure, calibrate and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=4000)
    parser.add_argument("--keep-m", action="store_true", help="only refit the curves")
    parser.add_argument("--version", required=True, help="name of the new model, e.g. 2026.12")
    asked = parser.parse_args()
    trained_on: dict[str, Any] = dict(committed().trained_on)
    m = committed().m
    if not asked.keep_m:
        m = measured_m(MEASURED, asked.households)
        trained_on.update(_described(MEASURED, asked.households))
    trained_on["calibrated_on"] = _described(CALIBRATED, asked.households)
    fitted = FittedModel(version=asked.version, trained_on=trained_on, m=m)
    fitted = calibrated(fitted, CALIBRATED, asked.households)
    target = Path(pipelines.resolve.__file__).with_name("person.json")
    target.write_text(fitted.to_json(), encoding="utf-8")


def _described(regencies: Sequence[Regency], households: int) -> dict[str, Any]:
    return {
        "regency": "synthetic",
        "households": households,
        "seeds": [seed for seed, _ in regencies],
        "noises": [noise for _, noise in regencies],
    }


if __name__ == "__main__":
    main()
