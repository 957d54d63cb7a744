"""The command line of the fuzzer: how long, from which seed, and where crashing inputs go."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.session import an_input, run


def main() -> int:
    """Run a session and print what it found; 1 when something crashed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--keep", type=Path, help="folder for inputs that crash")
    parser.add_argument("--write", type=Path, help="write the input --first to this file and stop")
    asked = parser.parse_args()
    if asked.write:
        asked.write.write_bytes(an_input(asked.seed, asked.first)[2])
        return 0
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
    outcome = run(asked.seconds, asked.seed, asked.keep, asked.first)
    print(f"inputs tried  {outcome.tried}")
    print(f"crashes       {len(outcome.crashes)}")
    for result, count in outcome.results.most_common():
        print(f"  {result:<16}{count:>8}")
    seconds, name = outcome.slowest
    print(f"slowest       {seconds:.2f} s: {name}")
    for name in outcome.heavy:
        print(f"too heavy     {name}")
    for crash in outcome.crashes:
        print(f"crash         {crash}")
    return 1 if outcome.crashes else 0


if __name__ == "__main__":
    sys.exit(main())
