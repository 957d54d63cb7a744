"""The evaluation gives full marks to a perfect run and takes the right ones from a poor one."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from pipelines.demo import generate
from pipelines.demo.evaluate import evaluate, pairwise, pairwise_with

PERIOD = "2026-10"


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("regency")
    generate(folder / "inbox", region="63.05", households=150, seed=9, noise=2.0,
             truth=folder / "truth")  # fmt: skip
    return folder / "truth"


def _perfect(truth: Path, workspace: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The records and flags of a run that makes no mistake; its report is written."""
    folder = workspace / "out" / PERIOD
    folder.mkdir(parents=True)
    files = pl.read_parquet(truth / "files.parquet")
    refused = files.filter(pl.col("expect") == "refused")["file"].to_list()
    report = {"files_refused": [{"file": f"{PERIOD}/usulan-desa/{name}"} for name in refused]}
    (folder / "report.json").write_text(json.dumps(report))
    rows = pl.read_parquet(truth / "records.parquet").join(
        files.filter(pl.col("expect") == "read"), on="file", how="semi"
    )
    records = rows.select(
        "source",
        pl.concat_str(pl.lit(f"{PERIOD}/"), "source", pl.lit("/"), "file").alias("file"),
        "sheet",
        "row",
        outcome=pl.when(pl.col("expect") == "either").then(pl.lit("accepted")).otherwise("expect"),
        person_id=pl.format("P{}", "true_person"),
        household_id=pl.format("H{}", "true_household"),
        record_id=pl.format("{}|{}|{}", "file", "sheet", "row"),
    )
    flags = (
        pl.read_parquet(truth / "expected_flags.parquet")
        .filter(pl.col("expect") != "either")
        .select(
            "kind",
            household_id=pl.format("H{}", "true_household"),
            person_ids=pl.concat_list(pl.format("P{}", "true_person")).list.drop_nulls(),
            needs_review=pl.col("expect") == "review",
            state=pl.lit("new"),
        )
    )
    return records, flags


def _evaluate(
    truth: Path, workspace: Path, records: pl.DataFrame, flags: pl.DataFrame
) -> dict[str, dict[str, object]]:
    folder = workspace / "out" / PERIOD
    records.write_parquet(folder / "records.parquet")
    flags.write_parquet(folder / "flags.parquet")
    return evaluate(workspace, truth, PERIOD)


def test_a_perfect_run_gets_full_marks(truth: Path, tmp_path: Path) -> None:
    result = _evaluate(truth, tmp_path, *_perfect(truth, tmp_path))
    rows = result["rows"]
    assert rows["present_once"] == rows["data_rows"]
    assert rows["rejected_rightly"] == rows["must_be_rejected"]
    assert rows["wrongly_rejected"] == rows["unknown_rows_accepted"] == 0
    assert rows["bad_files_refused"] == rows["bad_files"] == 6
    assert rows["good_files_refused"] == []
    for part in ("core", "bad_nik", "all_sources"):
        assert result["links"][part]["f1"] == 1  # type: ignore[index]
    scores = [s[part]["f1"] for s in result["flags"].values() for part in ("any", "auto")]  # type: ignore[index]
    assert all(score == 1 or score != score for score in scores)


def test_people_who_are_never_joined_cost_recall(truth: Path, tmp_path: Path) -> None:
    records, flags = _perfect(truth, tmp_path)
    apart = records.with_row_index().with_columns(person_id=pl.format("R{}", "index"))
    links = _evaluate(truth, tmp_path, apart.drop("index"), flags)["links"]
    assert links["core"]["recall"] == 0  # type: ignore[index]
    assert links["core"]["missed"] == links["core"]["pairs"]  # type: ignore[index]


def test_lost_and_invented_rows_are_reported(truth: Path, tmp_path: Path) -> None:
    records, flags = _perfect(truth, tmp_path)
    invented = records.tail(1).with_columns(
        row=pl.lit(99_999, pl.Int64), outcome=pl.lit("accepted")
    )
    rows = _evaluate(truth, tmp_path, pl.concat([records.tail(-3), invented]), flags)["rows"]
    assert int(str(rows["data_rows"])) - int(str(rows["present_once"])) == 3
    assert rows["unknown_rows_accepted"] == 1


def test_missed_and_false_flags_are_reported(truth: Path, tmp_path: Path) -> None:
    records, flags = _perfect(truth, tmp_path)
    kind = pl.col("kind") == "members_missing"
    homes = set(flags["household_id"])
    free = next(h for h in records["household_id"].drop_nulls() if h not in homes)
    false = flags.filter(kind).head(1).with_columns(household_id=pl.lit(free))
    changed = pl.concat([flags.filter(~kind), flags.filter(kind).tail(-2), false])
    score = _evaluate(truth, tmp_path, records, changed)["flags"]["members_missing"]
    assert score["any"]["missed"] - score["any"]["false"] == 1  # type: ignore[index]
    assert score["any"]["precision"] < 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("state", "missed"), [("persisting", 0), ("reopened", 0), ("unheard", 2), ("resolved", 2)]
)
def test_a_flag_that_ended_or_is_unheard_of_does_not_count(
    truth: Path, tmp_path: Path, state: str, missed: int
) -> None:
    records, flags = _perfect(truth, tmp_path)
    kind = pl.col("kind") == "missing_from_dtks"
    ended = flags.filter(kind).head(2).with_columns(state=pl.lit(state))
    changed = pl.concat([flags.filter(~kind), flags.filter(kind).slice(2), ended])
    score = _evaluate(truth, tmp_path, records, changed)["flags"]["missing_from_dtks"]
    assert score["any"]["missed"] == missed  # type: ignore[index]


def test_pairs_are_counted_within_groups() -> None:
    frame = pl.DataFrame(
        {"found": list("aabbb"), "true": [1, 1, 1, 2, 2], "bad": [True, False, False, False, False]}
    )
    scores = pairwise(frame, "found", "true")
    assert (scores["pairs"], scores["false"], scores["missed"]) == (4, 2, 2)
    assert scores["precision"] == 0.5 and scores["recall"] == 0.5
    assert pairwise_with(frame, "found", "true", "bad")["pairs"] == 2
