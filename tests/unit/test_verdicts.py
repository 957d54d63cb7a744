"""The latest word per subject."""

from __future__ import annotations

import polars as pl

from pipelines.office.ledger import DECISION, VERDICTS
from pipelines.office.verdicts import AGREE, DISAGREE, FLAG, KINDS, flag_words, latest_verdicts


def ledger(*rows: tuple[str, list[str], str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"decision_id": f"d{n}", "kind": kind, "subject_ids": ids, "verdict": verdict, "at": at}
            for n, (kind, ids, verdict, at) in enumerate(rows)
        ],
        schema=DECISION,
    )


def test_the_newest_decision_stands_whatever_the_order_of_rows() -> None:
    rows = [
        ("proposal", ["h1"], "agree", "2026-10-02T00:00:00+00:00"),
        ("proposal", ["h1"], "disagree", "2026-10-01T00:00:00+00:00"),
    ]
    for order in (rows, rows[::-1]):
        assert latest_verdicts(ledger(*order)).select("subject_id", "agrees").rows() == [
            ("h1", True)
        ]


def test_a_decision_may_have_several_subjects() -> None:
    table = latest_verdicts(ledger(("proposal", ["h1", "h2"], "agree", "2026-10-01")))
    assert table["subject_id"].to_list() == ["h1", "h2"]


def test_pair_decisions_are_left_to_linkage() -> None:
    assert latest_verdicts(ledger(("pair", ["r1", "r2"], "same", "2026-10-01"))).is_empty()


def test_a_newer_word_that_decides_nothing_takes_the_decision_back() -> None:
    table = latest_verdicts(
        ledger(
            ("proposal", ["h1"], "disagree", "2026-10-01"),
            ("proposal", ["h1"], "unsure", "2026-10-02"),
        )
    )
    assert table.is_empty()


def test_every_word_of_the_ledger_is_understood() -> None:
    words = {word for kind in (FLAG, *KINDS) for word in VERDICTS[kind]}
    assert words - {*AGREE, *DISAGREE} == {"unsure", "field_check", "first_agree"}


def test_a_word_on_a_finding_is_kept_for_each_evidence_and_so_is_one_that_takes_back() -> None:
    said = [("agree", "lama"), ("disagree", "baru"), ("unsure", "baru"), ("disagree", None)]
    rows = ledger(*[("flag", ["f1"], word, f"2026-10-0{n}") for n, (word, _) in enumerate(said, 1)])
    table = flag_words(rows.with_columns(evidence_hash=pl.Series([e for _, e in said])))
    assert table.select("evidence_hash", "agrees").rows() == [
        ("lama", True),
        ("baru", None),
        (None, False),
    ]


def test_no_decisions_make_an_empty_table() -> None:
    assert latest_verdicts(ledger()).is_empty() and flag_words(ledger()).is_empty()
