"""Twelve months of a demo regency in which every pair is answered: is any asked again?

    python -m tests.bench.questions --households 400 --months 12

After each month all undecided pairs are answered (as the truth of the answer does not matter here,
a third each `same`, `different` and, from a colleague, first `unsure` and then `different`). A pair
that is asked in a later month although both rows say what they said then is a repetition.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.commands.init import create_workspace
from pipelines.database import open_published
from pipelines.demo import generate
from pipelines.month import run_month
from pipelines.workspace import Workspace
from review.ledger import open_ledger

FIRST = "2026-01"
ANSWERS = (("same",), ("different",), ("unsure", "different"))


def main() -> None:
    """Generate, run and answer month by month; print a table and fail on a repetition."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=400)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--noise", type=float, default=2.5)
    parser.add_argument("--seed", type=int, default=63)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        place = create_workspace(Path(folder) / "kantor", "63.05")
        generate(
            place.inbox, region="63.05", households=asked.households, seed=asked.seed,
            period=FIRST, noise=asked.noise, months=asked.months,
        )  # fmt: skip
        answered: set[str] = set()
        repeated = 0
        print(f"{'month':<10}{'asked':>8}{'repeated':>10}")
        for period in place.inbox_periods():
            run_month(place, period)
            questions = _questions(place, period)
            again = [evidence for _, _, evidence in questions if evidence in answered]
            repeated += len(again)
            print(f"{period:<10}{len(questions):>8}{len(again):>10}")
            _answer(place, period, questions)
            answered |= {evidence for _, _, evidence in questions}
    print(f"{len(answered)} questions asked, {repeated} repeated")
    raise SystemExit(repeated > 0)


def _questions(place: Workspace, period: str) -> list[tuple[str, str, str]]:
    """record ids and evidence of the pairs that a month's run could not decide."""
    with closing(open_published(place.database(period))) as con:
        return con.execute(
            "SELECT record_id_l, record_id_r, evidence_hash FROM out.pair_for_review ORDER BY ALL"
        ).fetchall()


def _answer(place: Workspace, period: str, questions: list[tuple[str, str, str]]) -> None:
    """Answers as the web application writes them, a second apart."""
    moment = datetime.fromisoformat(f"{period}-20T08:00:00").replace(tzinfo=UTC)
    entries = []
    for number, (left, right, evidence) in enumerate(questions):
        for word in ANSWERS[number % len(ANSWERS)]:
            moment += timedelta(seconds=1)
            entries.append(
                {
                    "kind": "pair", "subject_ids": [left, right], "verdict": word,
                    "reason": "dijawab untuk percobaan", "by": "petugas",
                    "at": moment.isoformat(), "evidence_hash": evidence,
                }
            )  # fmt: skip
    open_ledger(place).append(entries)


if __name__ == "__main__":
    main()
