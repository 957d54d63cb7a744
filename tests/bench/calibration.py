"""Do probabilities mean what they say? Reliability by decile on held-out synthetic truth.

    python -m tests.bench.calibration --households 4000 --seeds 911 912 913 914 915

Whole months are run with the committed model, at noise 1.0 to 3.0 in turn; the seeds are pooled.
None of the seeds is one the model was trained or calibrated on.
"""

from __future__ import annotations

import argparse
from itertools import cycle

import polars as pl

from pipelines.resolve.fitted import committed
from pipelines.training.reliability import FEWEST_CASES, deciles, worst_error
from pipelines.training.synthetic import CALIBRATED, MEASURED, cases

NOISES = (1.0, 1.5, 2.0, 2.5, 3.0)


def held_out(seeds: list[int], households: int) -> pl.DataFrame:
    """Cases of regencies of these seeds; ValueError when the model has seen one."""
    seen = {seed for seed, _ in (*MEASURED, *CALIBRATED)}
    if seen.intersection(seeds):
        raise ValueError(f"the model was trained on {sorted(seen.intersection(seeds))}")
    return cases(committed(), list(zip(seeds, cycle(NOISES), strict=False)), households)


def main() -> None:
    """Print the tables: by decile, and by decile and curve where there are cases enough."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=4000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[911, 912, 913, 914, 915])
    asked = parser.parse_args()
    found = held_out(asked.seeds, asked.households)
    with pl.Config(tbl_rows=-1, tbl_hide_dataframe_shape=True, float_precision=4):
        print(deciles(found, ["subject"]))
        print(deciles(found, ["subject", "name"]).filter(pl.col("cases") >= FEWEST_CASES))
    for subject in ("link", "finding"):
        error = worst_error(found.filter(pl.col("subject") == subject), [])
        print(f"{subject}: worst error {error:.4f} in deciles of at least {FEWEST_CASES} cases")


if __name__ == "__main__":
    main()
