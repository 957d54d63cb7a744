"""Twelve months of a demo regency in which every question is answered: is any asked again?

    python -m tests.bench.questions --households 400 --months 12

After each month every undecided pair is answered (as the truth of the answer does not matter here,
a third each `same`, `different` and, from a colleague, first `unsure` and then `different`), and
every finding that the officers' queue shows as undecided (a third each `agree`, `disagree`, and
first `field_check` and then `agree`, by two persons). A pair that is asked in a later
month although both rows say what they said then is a repetition; so is a finding that is undecided
again on evidence on which it was decided before. `changed` counts findings that were decided and
come back because their evidence is another one.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.demo import generate
from pipelines.machine.database import open_published
from pipelines.office.config import load_config
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from review.ledger import open_ledger

FIRST = "2026-01"
ANSWERS = {
    "pair": (("same",), ("different",), ("unsure", "different")),
    "flag": (("agree",), ("disagree",), ("field_check", "agree")),
}
Question = tuple[tuple[str, ...], str]
"""What is asked about (two record ids, or a flag id) and the hash of its evidence."""


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
        repeated = _answer_every_month(place)
    raise SystemExit(repeated > 0)


def _answer_every_month(place: Workspace) -> int:
    """Run and answer each month of the inbox; returns how many questions were repeated."""
    pairs_answered: set[str] = set()
    findings_answered: set[Question] = set()
    all_repeated = all_changed = 0
    print(
        f"{'month':<10}{'pairs':>8}{'repeated':>10}{'findings':>10}{'repeated':>10}{'changed':>9}"
    )
    for period in place.inbox_periods():
        run_month(place, period)
        pairs, findings = _pairs(place, period), _findings(place, period)
        pairs_again = sum(evidence in pairs_answered for _, evidence in pairs)
        again = sum(finding in findings_answered for finding in findings)
        known = {flag for flag, _ in findings_answered}
        changed = sum(flag in known for flag, _ in findings) - again
        print(
            f"{period:<10}{len(pairs):>8}{pairs_again:>10}{len(findings):>10}{again:>10}{changed:>9}",
            flush=True,
        )
        all_repeated += pairs_again + again
        all_changed += changed
        _answer(place, period, "pair", pairs)
        _answer(place, period, "flag", findings)
        pairs_answered |= {evidence for _, evidence in pairs}
        findings_answered |= set(findings)
    print(
        f"{len(pairs_answered)} pairs and {len(findings_answered)} findings answered, "
        f"{all_repeated} repeated, {all_changed} findings asked again on other evidence"
    )
    return all_repeated


def _pairs(place: Workspace, period: str) -> list[Question]:
    """The pairs that a month's run could not decide."""
    with closing(open_published(place.database(period))) as con:
        rows = con.execute(
            "SELECT record_id_l, record_id_r, evidence_hash FROM out.pair_for_review ORDER BY ALL"
        ).fetchall()
    return [((left, right), evidence) for left, right, evidence in rows]


def _findings(place: Workspace, period: str) -> list[Question]:
    """The findings that the officers' queue shows as undecided."""
    open_ledger(place)  # sets Django up, which the next imports need
    from review.published.gateway import Gateway
    from review.published.reader import Reader
    from review.published.scope import Scope

    publication = Gateway(place, load_config(place.config_file).engine).publication(period)
    publication.verdicts.refresh()
    reader = Reader(publication, Scope("", ""))
    everything = {
        "kind": "", "place": "", "priority": 0, "state": "", "answer": "", "review": "",
        "sort": "", "hindering": [], "only": None, "without": None,
    }  # fmt: skip
    rows = reader.rows("findings/queue", decided="open", **everything)
    with closing(open_published(place.database(period))) as con:
        evidence = dict(con.execute("SELECT flag_id, evidence_hash FROM out.flag").fetchall())
    publication.connection.close()
    return [((row["flag_id"],), evidence[row["flag_id"]]) for row in rows]


def _answer(place: Workspace, period: str, kind: str, questions: Sequence[Question]) -> None:
    """Answers as the web application writes them, a second apart."""
    moment = datetime.fromisoformat(f"{period}-20T08:00:00").replace(tzinfo=UTC)
    answers = ANSWERS[kind]
    entries = []
    for number, (subjects, evidence) in enumerate(questions):
        for by, word in _said(answers[number % len(answers)]):
            moment += timedelta(seconds=1)
            entries.append(
                {
                    "kind": kind, "subject_ids": [*subjects], "verdict": word,
                    "reason": "dijawab untuk percobaan", "by": by,
                    "at": moment.isoformat(), "evidence_hash": evidence,
                }
            )  # fmt: skip
    open_ledger(place).append(entries)


def _said(words: Iterable[str]) -> list[tuple[str, str]]:
    """Who says each word: an agreement is given first by one and then by another person."""
    said: list[tuple[str, str]] = []
    for word in words:
        if word == "agree":
            said.append(("petugas", "first_agree"))
        said.append(("verifikator" if word == "agree" else "petugas", word))
    return said


if __name__ == "__main__":
    main()
