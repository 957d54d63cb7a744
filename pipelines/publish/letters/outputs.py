"""The folder of feedback: letter, workbook and next month's form for every village.

A village that sent nothing gets the letter and an empty form; one whose list was read gets the
workbook too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl

import sql
from pipelines.domain.doubt import doubtful
from pipelines.domain.regions import load_regions
from pipelines.intake.grid.titles import village_of_file
from pipelines.machine.file_names import file_name
from pipelines.office.config import Config
from pipelines.publish.letters.listed import listed_rows
from pipelines.publish.letters.months import MonthCount, months_of_villages
from pipelines.publish.letters.parcels import Parcel, write_parcel
from pipelines.publish.letters.village import SentAgain, VillageFeedback, mistakes_of, shown_file
from pipelines.publish.papers import Papers
from pipelines.publish.queries import query
from pipelines.publish.resubmissions import COUNTS
from pipelines.publish.workbooks.rejected import cells_as_typed, cells_of, rows_to_mend


def write_feedback(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    period: str,
    earlier: Mapping[str, Path],
    folder: Path,
    papers: Papers,
) -> None:
    """Hand in `<village code> <name>/` in the new `folder` for each village of the regency.

    `earlier` are the published databases of earlier periods, for the trend. Reads finished tables
    of `con` and changes nothing in it.
    """
    folder.mkdir()
    past = con.sql(sql.read("publish/letters/superseded")).pl()
    to_mend = rows_to_mend(con).filter(pl.col("book_village").is_not_null())
    to_mend = to_mend.join(past, on="record_id", how="anti", maintain_order="left")
    as_typed = cells_as_typed(con, to_mend)
    mend_by_village = _by(to_mend, "book_village")
    listed = _by(listed_rows(con), "village_code")
    sure = config.understanding.sure_column
    found = con.sql(sql.read("publish/letters/columns_found")).pl()
    columns = _by(found.with_columns(doubtful=doubtful(sure)), "file")
    changes = _by(con.sql(sql.read("publish/letters/changes")).pl(), "village_code")
    nobody, nothing = pl.DataFrame(), to_mend.clear()
    parcels = []
    for feedback in village_feedback(con, config, period, earlier, mend_by_village):
        code = feedback.village.code
        people = listed.get(code, nobody)
        rows = mend_by_village.get(code, nothing)
        parcels.append(
            Parcel(
                feedback=replace(feedback, carried_over=people.height),
                window=config.submission_window,
                people=people,
                to_mend=rows,
                as_typed=cells_of(as_typed, rows),
                columns=[
                    row
                    for file in feedback.files
                    if file in columns
                    for row in columns[file].to_dicts()
                ],
                changes=changes[code].to_dicts() if code in changes else [],
            )
        )
    # The shortest last: neither process shall wait long for the other's last paper.
    for parcel in sorted(parcels, key=lambda parcel: -parcel.rows):
        stem = file_name(parcel.feedback.village.file_stem)
        papers.hand_in(parcel.rows, write_parcel, parcel, folder / stem)


def village_feedback(
    con: duckdb.DuckDBPyConnection,
    config: Config,
    period: str,
    earlier: Mapping[str, Path],
    to_mend: Mapping[str, pl.DataFrame],
) -> list[VillageFeedback]:
    """What is to be said to each village, in the order of their codes.

    `to_mend` are rows of `rejected.rows_to_mend` by village.
    """
    coverage = query(con, "coverage").select("village_code", "punctuality")
    regions = load_regions(config.region)
    months = months_of_villages(con, period, earlier)
    shown = sorted({period, *(past for counts in months.values() for past in counts)})
    files = dict(con.sql(sql.read("publish/letters/village_files")).fetchall())
    population = set(query(con, "population_lists")["village_code"])
    refused = refused_by_village(con, config.region)
    again = sent_again_by_village(con)
    said = []
    for code, punctuality in coverage.iter_rows():
        counts = months.get(code, {})
        own = to_mend.get(code)
        said.append(
            VillageFeedback(
                village=regions.village(code),
                period=period,
                window=config.submission_window,
                late=punctuality == "late",
                months=[counts.get(past, MonthCount(past)) for past in shown],
                files=files.get(code, []),
                mistakes=[] if own is None else mistakes_of(own.filter(source="usulan-desa")),
                refused=refused.get(code, []),
                population_list=code in population,
                sent_again=again.get(code, []),
            )
        )
    return said


def refused_by_village(
    con: duckdb.DuckDBPyConnection, region: str
) -> dict[str, list[tuple[str, str]]]:
    """Refused list files (base name, sentence) by the village that their names tell."""
    regions = load_regions(region)
    found: dict[str, list[tuple[str, str]]] = {}
    for file, message in con.sql(sql.read("publish/letters/refused_lists")).fetchall():
        words = village_of_file(file)
        village = regions.village_in_text(words, fuzzy=False) if words else None
        if village:
            found.setdefault(village.code, []).append((shown_file(file), message))
    return found


def sent_again_by_village(con: duckdb.DuckDBPyConnection) -> dict[str, list[SentAgain]]:
    """What each further list of the month changed, by village, in the order of the files."""
    found: dict[str, list[SentAgain]] = {}
    for row in query(con, "resubmissions").iter_rows(named=True):
        again = SentAgain(
            shown_file(row["file"]),
            **{name: row[name] for name in COUNTS},
            same_as=shown_file(row["same_as"]) if row["same_as"] else None,
        )
        found.setdefault(row["village_code"], []).append(again)
    return found


def _by(rows: pl.DataFrame, column: str) -> dict[str, pl.DataFrame]:
    groups = rows.partition_by(column, as_dict=True, maintain_order=True)
    return {str(key): group for (key,), group in groups.items()}
