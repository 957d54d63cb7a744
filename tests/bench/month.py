"""Seconds and peak memory of every step of a month on a demo regency.

    python tests/bench/month.py --households 12000

Runs the steps without Prefect, whose server start is the same at every size.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from time import perf_counter

from pipelines.commands.init import create_workspace
from pipelines.demo import generate
from pipelines.month import Step, StepCount, run_month

PERIOD = "2026-10"
STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")  # writing 5 resets the peak (man 5 proc)


def peak_mib() -> int:
    """Peak resident memory of this process since it was last reset, in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text())
    assert found is not None
    return int(found[1]) // 1024


def main() -> None:
    """Generate, run, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=63)
    asked = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        place = create_workspace(Path(folder) / "kantor", "63.05")
        begin = perf_counter()
        generate(
            place.inbox,
            region="63.05",
            households=asked.households,
            seed=asked.seed,
            period=PERIOD,
        )
        print(f"generated {asked.households} households in {perf_counter() - begin:.1f} s")
        peaks: dict[str, int] = {}

        def measured(name: str, step: Step) -> StepCount:
            CLEAR.write_text("5")
            count = step()
            peaks[name] = peak_mib()
            return count

        month = run_month(place, PERIOD, measured)
        print(f"{'step':<22}{'rows in':>10}{'rows out':>10}{'seconds':>10}{'peak MiB':>10}")
        for name, count in month.counts.items():
            print(
                f"{name:<22}{count.rows_in:>10}{count.rows_out:>10}"
                f"{month.seconds[name]:>10.1f}{peaks[name]:>10}"
            )
        print(f"{'total':<42}{sum(month.seconds.values()):>10.1f}{max(peaks.values()):>10}")


if __name__ == "__main__":
    main()
