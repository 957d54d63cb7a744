"""How well a run did on a regency whose truth is known.

    python -m pipelines.demo.evaluate WORKSPACE TRUTH --period 2026-10 [--previous 2026-09]

Compares `WORKSPACE/out/<period>/` with the truth tables that `generate(truth=...)` wrote (the
office's own samples carry the same tables). Figures only: no name or number of a person leaves
this module.

Measures: *row accounting* (each data row present exactly once, accepted or rejected as it must
be); *links* (pairs of records of one person, over all pairs: precision, recall, F1); *households*
(the same over households); *flags* per kind (F1 of all flags, and of the automatic ones);
*stability* (share of people and households that keep their id from the previous period).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import polars as pl
import typer

CORE = ("usulan-desa", "dtks", "sktm", "dukcapil", "dtsen")
"""Sources that name people most fully; linkage is judged on them first."""

HOUSEHOLD_SOURCES = ("usulan-desa", "sktm", "dukcapil")
PERSON_KINDS = ("deceased_in_dtks", "duplicate_in_dtks", "identity_unverified")
"""Flag kinds about people: their household is read from `person_ids` first."""

ENDED = ("resolved", "unheard")
"""States of flags that this period's files do not raise."""

KEY = ["source", "file", "sheet", "row"]
Result = dict[str, Any]


def _normalised(frame: pl.DataFrame, one_sheet: list[str]) -> pl.DataFrame:
    """Base file names; no sheet for text files and workbooks with one sheet."""
    return frame.with_columns(
        pl.col("file").str.replace_all(r"^.*/", ""),
        pl.col("row").cast(pl.Int64),
        pl.col("sheet").fill_null(""),
    ).with_columns(
        pl.when(pl.col("file").is_in(one_sheet)).then(pl.lit("")).otherwise("sheet").alias("sheet")
    )


def joined_rows(workspace: Path, truth: Path, period: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All true rows in effect in the period with what the run made of them, and the run's rows.

    The first frame has the truth's columns, `true_household` as of the period, and `record_id`,
    `outcome`, `person_id`, `household_id`, `times` (how often the run lists the row; 0 when it
    does not).
    """
    effective = (
        pl.read_parquet(truth / "effective.parquet")
        .filter(pl.col("period") == period)
        .select("source", period="file_period")
    )
    monthly = pl.DataFrame(
        {"source": ["usulan-desa", "aduan", "ikm"], "period": [period] * 3}, schema=effective.schema
    )
    rows = pl.read_parquet(truth / "records.parquet").join(
        pl.concat([effective, monthly]).unique(), on=["source", "period"], how="semi"
    )
    sheets = rows.group_by("file").agg(pl.col("sheet").n_unique())
    one_sheet = sheets.filter(pl.col("sheet") == 1)["file"].to_list()
    today = (
        pl.read_parquet(truth / "persons.parquet")
        .filter(pl.col("period") == period)
        .select("true_person", today="true_household")
    )
    rows = (
        _normalised(rows, one_sheet)
        .join(today, on="true_person", how="left")
        .with_columns(pl.coalesce("today", "true_household").alias("true_household"))
        .drop("today")
    )
    produced = pl.read_parquet(workspace / "out" / period / "records.parquet")
    made = ("record_id", "outcome", "person_id", "household_id")
    produced = _normalised(produced.select(*KEY, *made), one_sheet)
    once = produced.group_by(KEY).agg(pl.len().alias("times"), pl.col(*made).first())
    joined = rows.join(once, on=KEY, how="left").with_columns(pl.col("times").fill_null(0))
    return joined, produced


def row_accounting(joined: pl.DataFrame, produced: pl.DataFrame, truth: Path, period: str,
                   report: Path) -> Result:  # fmt: skip
    """Rows of this period's readable files, and refused files."""
    files = pl.read_parquet(truth / "files.parquet").filter(pl.col("period") == period)
    good = files.filter(pl.col("expect") == "read")
    bad = set(files.filter(pl.col("expect") == "refused")["file"])
    rows = joined.filter(pl.col("period") == period).join(good, on=["source", "file"], how="semi")
    data = rows.filter("is_data")
    surely = data.filter(pl.col("expect") == "accepted")
    known = joined.select(KEY)
    extra = produced.join(known, on=KEY, how="anti").join(
        good.select("source", "file"), on=["source", "file"], how="semi"
    )
    refused = {
        Path(entry["file"]).name for entry in json.loads(report.read_text())["files_refused"]
    }
    return {
        "data_rows": data.height,
        "present_once": data.filter(pl.col("times") == 1).height,
        "wrongly_rejected": surely.filter(pl.col("outcome") == "rejected").height,
        "wrongly_not_data": surely.filter(pl.col("outcome") == "not_data").height,
        "must_be_rejected": data.filter(pl.col("expect") == "rejected").height,
        "rejected_rightly": data.filter(
            (pl.col("expect") == "rejected") & (pl.col("outcome") == "rejected")
        ).height,
        "not_data_taken_for_data": rows.filter(
            ~pl.col("is_data") & (pl.col("outcome") == "accepted")
        ).height,
        "unknown_rows_accepted": extra.filter(pl.col("outcome") == "accepted").height,
        "bad_files": len(bad),
        "bad_files_refused": len(bad & refused),
        "good_files_refused": sorted(set(good["file"]) & refused),
    }


def _pairs(frame: pl.DataFrame, by: list[str]) -> float:
    """Number of unordered pairs within the groups of `by`."""
    sizes = frame.group_by(by).len()["len"].cast(pl.Float64)
    return float((sizes * (sizes - 1) / 2).sum())


def scores(found_right: float, found: float, true: float) -> Result:
    """Precision, recall, F1 and mistakes of `found` things, of which so many are among `true`."""
    nan = float("nan")
    return {
        "pairs": int(true),
        "precision": found_right / found if found else nan,
        "recall": found_right / true if true else nan,
        "f1": 2 * found_right / (found + true) if found + true else nan,
        "false": int(found - found_right),
        "missed": int(true - found_right),
    }


def pairwise(frame: pl.DataFrame, found: str, true: str) -> Result:
    """Precision, recall and F1 over pairs: column `found` groups as the run does, `true` as is."""
    return scores(_pairs(frame, [found, true]), _pairs(frame, [found]), _pairs(frame, [true]))


def pairwise_with(frame: pl.DataFrame, found: str, true: str, bad: str) -> Result:
    """The same over the pairs in which at least one record is marked in the Boolean `bad`."""
    rest = frame.filter(~pl.col(bad))
    right, every, real = (
        _pairs(frame, by) - _pairs(rest, by) for by in ([found, true], [found], [true])
    )
    return scores(right, every, real)


def linkage(joined: pl.DataFrame) -> Result:
    """Links over accepted person rows, and households over the sources that state them."""
    rows = (
        joined.filter(
            "is_data", pl.col("true_person").is_not_null(), pl.col("outcome") == "accepted"
        )
        .with_row_index("at")
        .with_columns(
            found=pl.coalesce("person_id", pl.format("none {}", "at")),
            found_home=pl.coalesce("household_id", pl.format("none {}", "at")),
            bad=~pl.col("nik_ok").fill_null(False),
        )
    )
    core = rows.filter(pl.col("source").is_in(CORE))
    homes = rows.filter(pl.col("source").is_in(HOUSEHOLD_SOURCES))
    return {
        "core": pairwise(core, "found", "true_person"),
        "bad_nik": pairwise_with(core, "found", "true_person", "bad"),
        "all_sources": pairwise(rows, "found", "true_person"),
        "households": pairwise(homes, "found_home", "true_household"),
        "without_person_id": rows.filter(pl.col("person_id").is_null()).height,
    }


def _majority(joined: pl.DataFrame, found: str, true: str) -> pl.DataFrame:
    """For each id of the run the true unit most of its rows belong to."""
    return (
        joined.filter(pl.col(found).is_not_null(), pl.col(true).is_not_null())
        .with_columns(
            weight=pl.col("source").replace_strict(
                {"usulan-desa": 3, "sktm": 3, "dukcapil": 2}, default=1
            )
        )
        .group_by(found, true)
        .agg(pl.col("weight").sum())
        .sort("weight", true, descending=[True, False])
        .unique(found, keep="first", maintain_order=True)
        .select(found, true)
    )


def _with_units(flags: pl.DataFrame, joined: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
    """`flags` with `unit`: the true household, negative where none is behind the flag."""
    homes = _majority(joined, "household_id", "true_household")
    people = _majority(joined, "person_id", "true_person").join(persons, on="true_person")
    numbered = flags.with_row_index("flag").join(homes, on="household_id", how="left")
    concerned = (
        numbered.select("flag", "person_ids")
        .explode("person_ids")
        .join(people, left_on="person_ids", right_on="person_id", how="inner")
        .group_by("flag")
        .agg(pl.col("home").mode().sort().first())
    )
    of_people = pl.col("kind").is_in(PERSON_KINDS)
    unit = (
        pl.when(of_people)
        .then(pl.coalesce("home", "true_household"))
        .otherwise(pl.coalesce("true_household", "home"))
    )
    return numbered.join(concerned, on="flag", how="left").with_columns(
        unit=pl.coalesce(unit, -1 - pl.col("flag").cast(pl.Int64))
    )


def _standing(
    flags: pl.DataFrame, joined: pl.DataFrame, truth: Path, period: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Flags that the period raises, with their unit; and what is due: kind, unit, expect."""
    persons = (
        pl.read_parquet(truth / "persons.parquet")
        .filter(pl.col("period") == period)
        .select("true_person", home="true_household")
    )
    raised = _with_units(flags.filter(~pl.col("state").is_in(ENDED)), joined, persons)
    order = pl.Enum(["auto", "review", "either"])
    wanted = (
        pl.read_parquet(truth / "expected_flags.parquet")
        .filter(pl.col("period") == period)
        .group_by("kind", unit="true_household")
        .agg(pl.col("expect").cast(order).min().cast(pl.String))
    )
    return raised, wanted


def flag_cases(flags: pl.DataFrame, joined: pl.DataFrame, truth: Path, period: str) -> pl.DataFrame:
    """The flags that the period raises, each with `right`: whether it is due.

    Those that can be defended either way are left out.
    """
    raised, wanted = _standing(flags, joined, truth, period)
    return (
        raised.join(wanted, on=["kind", "unit"], how="left")
        .filter(pl.col("expect").fill_null("none") != "either")
        .with_columns(right=pl.col("expect").is_not_null())
    )


def flag_scores(
    flags: pl.DataFrame, joined: pl.DataFrame, truth: Path, period: str
) -> dict[str, Result]:
    """Per kind: F1 of all flags (`any`) and of the automatic ones (`auto`) over households.

    A household whose flag can be defended either way is left out.
    """
    raised, wanted = _standing(flags, joined, truth, period)
    units = raised.group_by("kind", "unit").agg(automatic=(~pl.col("needs_review")).any())
    both = units.join(wanted, on=["kind", "unit"], how="full", coalesce=True).with_columns(
        raised=pl.col("automatic").is_not_null(),
        automatic=pl.col("automatic").fill_null(False),
        expect=pl.col("expect").fill_null("none"),
    )
    by_kind: dict[str, Result] = {}
    for (kind,), part in both.sort("kind").group_by("kind", maintain_order=True):
        part = part.filter(pl.col("expect") != "either")
        due = pl.col("expect").is_in(["auto", "review"])
        sure = pl.col("expect") == "auto"
        count = part.select(
            any_right=(pl.col("raised") & due).sum(),
            any_found=pl.col("raised").sum(),
            any_due=due.sum(),
            auto_right=(pl.col("automatic") & sure).sum(),
            auto_found=pl.col("automatic").sum(),
            auto_due=sure.sum(),
        ).row(0, named=True)
        by_kind[str(kind)] = {
            "any": scores(count["any_right"], count["any_found"], count["any_due"]),
            "auto": scores(count["auto_right"], count["auto_found"], count["auto_due"]),
        }
    return by_kind


def stability(workspace: Path, truth: Path, previous: str, period: str) -> Result:
    """Share of people and households, seen in both periods, that keep their id."""
    shares: Result = {}
    joined = [joined_rows(workspace, truth, p)[0] for p in (previous, period)]
    for found, true in (("person_id", "true_person"), ("household_id", "true_household")):
        ids = [
            frame.filter(
                pl.col(found).is_not_null(),
                pl.col("true_person").is_not_null(),
                pl.col(true).is_not_null(),
                pl.col("source").is_in(CORE),
                pl.col("outcome") == "accepted",
            )
            .group_by(true, found)
            .len()
            .sort("len", found, descending=[True, False])
            .unique(true, keep="first", maintain_order=True)
            .select(true, found)
            for frame in joined
        ]
        both = ids[0].join(ids[1], on=true, suffix="_now")
        kept = both.filter(pl.col(found) == pl.col(f"{found}_now")).height
        shares[found] = {"seen_twice": both.height, "kept": kept / both.height}
    return shares


def evaluate(workspace: Path, truth: Path, period: str, previous: str | None = None) -> Result:
    """All measures of one published period of `workspace` against the tables in `truth`."""
    folder = workspace / "out" / period
    joined, produced = joined_rows(workspace, truth, period)
    flags = pl.read_parquet(folder / "flags.parquet")
    result: Result = {
        "rows": row_accounting(joined, produced, truth, period, folder / "report.json"),
        "links": linkage(joined),
        "flags": flag_scores(flags, joined.filter(pl.col("outcome") == "accepted"), truth, period),
    }
    if previous:
        result["stability"] = stability(workspace, truth, previous, period)
    return result


def main(
    workspace: Path,
    truth: Path,
    period: Annotated[str, typer.Option()],
    previous: Annotated[str | None, typer.Option()] = None,
) -> None:
    """Print the figures of a run against the truth as JSON."""
    typer.echo(json.dumps(evaluate(workspace, truth, period, previous), indent=1))


if __name__ == "__main__":
    typer.run(main)
