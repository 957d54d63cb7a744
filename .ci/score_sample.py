"""Run both months of the sample through `padan run` and hold the scores against floors.

    python .ci/score_sample.py ../shared

Truth is read by the scoring tool alone; it never enters the workspace.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MONTHS = ("2026-08", "2026-09")
LINK_F1 = 0.995
FLAG_F1 = 0.97
KEPT = 0.995
KINDS = ("missing_from_dtks", "ineligible_sktm")


def main(shared: Path) -> int:
    """Score both months; 1 when a floor is missed."""
    sample = shared / "samples" / "tapin-small"
    with tempfile.TemporaryDirectory(prefix="padan-sample-") as folder:
        workspace = Path(folder) / "kantor"
        padan("init", str(workspace), "--region", "63.05")
        shutil.copytree(sample / "inbox", workspace / "inbox", dirs_exist_ok=True)
        missed: list[str] = []
        previous: str | None = None
        for period in MONTHS:
            padan("run", str(workspace), "--period", period)
            score = scored(shared, workspace, sample / "truth", period, previous)
            missed += [f"{period}: {fault}" for fault in faults(score)]
            print(period, json.dumps(headline(score)))
            previous = period
    for fault in missed:
        print("FLOOR MISSED", fault)
    return int(bool(missed))


def padan(*arguments: str) -> None:
    """The command of this environment."""
    subprocess.run([str(Path(sys.executable).with_name("padan")), *arguments], check=True)


def scored(
    shared: Path, workspace: Path, truth: Path, period: str, previous: str | None
) -> dict[str, Any]:
    """What the team's scoring tool says of a period."""
    result = workspace.parent / f"score-{period}.json"
    command = [sys.executable, str(shared / "tools" / "score.py"), str(workspace), str(truth)]
    command += ["--period", period, "--json", str(result), "--boot", "0"]
    command += ["--prev", previous] if previous else []
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    score: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return score


def faults(score: dict[str, Any]) -> list[str]:
    """The floors that a score misses."""
    rows, core = score["rows"], score["links"]["core"]
    found = [
        f"{name} is {rows[name]}, not {wanted}"
        for name, wanted in (
            ("share_present_once", 1.0),
            ("wrongly_rejected", 0),
            ("wrongly_not_data", 0),
            ("bad_files_refused", rows["bad_files"]),
            ("good_files_refused", []),
        )
        if rows[name] != wanted
    ]
    if core["f1"] < LINK_F1:
        found.append(f"core links F1 is {core['f1']:.4f}")
    for kind in KINDS:
        for what in ("auto", "any"):
            if (errors := flag_errors(score["flags"][kind], what)) > 1:
                f1 = score["flags"][kind][what]["f1"]
                if not f1 >= FLAG_F1:
                    found.append(f"{kind} ({what}) F1 is {f1:.3f} with {errors} errors")
    for what, share in score.get("stability", {}).items():
        if share["unchanged"] < KEPT:
            found.append(f"only {share['unchanged']:.4f} of {what} ids were kept")
    return found


def flag_errors(flag: dict[str, Any], what: str) -> int:
    """False and missed cases of one kind, from its precision and recall."""
    expected = flag["expected_auto"] + (flag["expected_review"] if what == "any" else 0)
    precision, recall = flag[what]["precision"], flag[what]["recall"]
    hits = round(expected * recall) if recall == recall else 0
    false = round(hits / precision) - hits if precision else flag["flagged"]
    return (expected - hits) + false


def headline(score: dict[str, Any]) -> dict[str, Any]:
    """The figures worth a line in the log."""
    return {
        "rows present once": score["rows"]["share_present_once"],
        "core links F1": round(score["links"]["core"]["f1"], 4),
        **{
            f"{kind} {what} F1": round(score["flags"][kind][what]["f1"], 4)
            for kind in KINDS
            for what in ("auto", "any")
        },
        **{f"{k} ids kept": v["unchanged"] for k, v in score.get("stability", {}).items()},
    }


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
