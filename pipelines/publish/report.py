"""report.json: what was read, what became of it, and with which versions; for people and programs.

Counts, file names and hashes only: nothing of any person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines import __version__
from pipelines.domain.periods import months_between
from pipelines.domain.words import KINDS, STATES
from pipelines.office.config import Config
from pipelines.publish.limits import limit_warnings, limits_reached
from pipelines.publish.queries import query
from pipelines.publish.resubmissions import (
    replacement_warnings,
    resorted_files,
    resubmissions,
)
from pipelines.publish.run_info import RunInfo
from pipelines.publish.turnout import turnout_warnings
from pipelines.publish.understood import corrections, date_orders, uncertain_columns

NO_REGISTRY = (
    "no_registry",
    "dtks",
    "Tidak ada data registri yang menentukan siapa terdaftar (lihat [registry] decides di"
    " padan.toml), jadi temuan yang memerlukannya tidak dibuat. Letakkan ekstrak DTSEN atau DTKS di"
    " folder inbox periode ini, lalu jalankan lagi.",
)
NAMED_FILES = 3
NO_DUKCAPIL = (
    "no_dukcapil",
    "dukcapil",
    "Tidak ada data Dukcapil, jadi identitas tidak dicocokkan dengan Dukcapil."
    " Letakkan ekstrak Dukcapil di folder inbox periode ini, lalu jalankan lagi.",
)


def build_report(
    con: duckdb.DuckDBPyConnection, config: Config, period: str, run_info: RunInfo
) -> dict[str, Any]:
    """The report as plain data, ready for JSON."""
    files = query(con, "file_counts").with_columns(pl.col("list_date").cast(pl.String))
    read = files.filter(pl.col("status") == "read")
    sent_again = resubmissions(con)
    limits = limits_reached(con)
    deciding = query(con, "deciding_registries")["registry"].to_list()
    return {
        "period": period,
        "region": config.region,
        "sources": _sources(con, read, period),
        "flags": _flags(con),
        "problems": _nested(query(con, "problem_counts"), "source", "code", "problems"),
        "files": files.drop("code", "message").to_dicts(),
        "files_refused": _files_of(files, "refused"),
        "files_repeated": _files_of(files, "repeated"),
        "files_resorted": resorted_files(con),
        "resubmissions": sent_again,
        "files_understood": uncertain_columns(con, config.understanding.sure_column),
        "date_orders": date_orders(con),
        "corrections": corrections(con),
        "linkage_limits": limits,
        "carried_forward": carried_forward(read, period),
        "warnings": [
            {"code": code, "source": source, "message": message}
            for code, source, message in [
                *turnout_warnings(con),
                *all_warnings(read, run_info, deciding),
                *population_list_warnings(query(con, "population_lists")),
                *replacement_warnings(sent_again),
                *limit_warnings(limits),
            ]
        ],
        "versions": {
            "padan": __version__,
            "model": run_info.model_version,
            "rules": rules_version(query(con, "rules")),
            "corrections": run_info.corrections_version,
        },
        "built_on": dict(run_info.built_on) if run_info.built_on else None,
        "started": run_info.started.isoformat(),
        "finished": run_info.finished.isoformat(),
        "timings": dict(run_info.seconds),
    }


def write_report(report: Mapping[str, Any], path: Path) -> None:
    """`report` as readable JSON."""
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def rules_version(rules: pl.DataFrame) -> str | None:
    """The version all rules of a run share; None when no rule was in force."""
    versions = sorted(set(rules["version"]))
    return "+".join(versions) or None


def carried_forward(read: pl.DataFrame, period: str) -> list[dict[str, Any]]:
    """Files of earlier periods that this run used, with their age in months, oldest first."""
    carried = read.filter(pl.col("carried_from").is_not_null())
    return [
        {
            "source": row["source"],
            "file": row["file"],
            "carried_from": row["carried_from"],
            "age_months": months_between(row["carried_from"], period),
        }
        for row in carried.sort("carried_from", "source", "file").iter_rows(named=True)
    ]


def all_warnings(
    read: pl.DataFrame, run_info: RunInfo, deciding: list[str]
) -> list[tuple[str, str, str]]:
    """The run's warnings and those that follow from sources that are not there at all.

    `deciding`: the registries that decide this period, as far as it has an extract of them.
    """
    have = set(read["source"])
    warnings = sorted(run_info.warnings)
    if not deciding:
        warnings.append(NO_REGISTRY)
    if "dukcapil" not in have:
        warnings.append(NO_DUKCAPIL)
    return warnings


def population_list_warnings(lists: pl.DataFrame) -> list[tuple[str, str, str]]:
    """One warning a village whose lists name most of its people and therefore propose nobody.

    `lists` are the rows of sql/publish/population_lists.sql.
    """
    return [
        (
            "population_list",
            "usulan-desa",
            f"Daftar {row['village']} memuat lebih dari separuh penduduknya"
            f" ({row['persons']} dari {row['population']} orang di Dukcapil), jadi dianggap daftar"
            f" penduduk dan belum mengusulkan siapa pun: {_named(row['files'])}. Bila memang daftar"
            f" usulan, catat keputusan population_list untuk {row['village_code']} dengan"
            " `padan decisions import`, lalu jalankan lagi.",
        )
        for row in lists.iter_rows(named=True)
    ]


def _named(files: list[str]) -> str:
    """The first few base names, and how many more there are."""
    names = [file.rsplit("/", 1)[-1] for file in files[:NAMED_FILES]]
    more = len(files) - len(names)
    return ", ".join(names) + (f", dan {more} berkas lain" if more else "")


def _sources(
    con: duckdb.DuckDBPyConnection, read: pl.DataFrame, period: str
) -> dict[str, dict[str, Any]]:
    """Counts by source; a source all of whose files were refused stands there with zeros."""
    counts = {row["source"]: row for row in query(con, "source_counts").to_dicts()}
    zeros = {"rows_read": 0, "accepted": 0, "rejected": 0, "not_data": 0}
    result: dict[str, dict[str, Any]] = {}
    for (source,), files in sorted(read.partition_by("source", as_dict=True).items()):
        row = counts.get(str(source), zeros | {"accepted_with_problems": 0})
        oldest = files["period"].min()
        result[str(source)] = {
            "files": files.height,
            **{key: value for key, value in row.items() if key != "source"},
            "oldest_period": oldest,
            "age_months": months_between(str(oldest), period),
        }
    return result


def _flags(con: duckdb.DuckDBPyConnection) -> dict[str, dict[str, Any]]:
    """Every kind, also those without a finding: by state, how many stand, how many need review."""
    rows = query(con, "flag_counts").to_dicts()
    subtypes = _nested(query(con, "subtype_counts"), "kind", "subtype", "flags")
    resolutions = _nested(query(con, "resolution_counts"), "kind", "resolution", "flags")
    result: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        own = [row for row in rows if row["kind"] == kind]
        standing = [row for row in own if row["state"] not in ("resolved", "unheard")]
        result[kind] = {
            "standing": sum(row["flags"] for row in standing),
            "needs_review": sum(row["review"] for row in standing),
            "states": {s: sum(r["flags"] for r in own if r["state"] == s) for s in STATES},
            "subtypes": subtypes.get(kind, {}),
            "resolutions": resolutions.get(kind, {}),
        }
    return result


def _nested(frame: pl.DataFrame, outer: str, inner: str, value: str) -> dict[str, dict[str, int]]:
    """Rows as {outer: {inner: value}}, in row order."""
    result: dict[str, dict[str, int]] = {}
    for row in frame.iter_rows(named=True):
        result.setdefault(row[outer], {})[row[inner]] = row[value]
    return result


def _files_of(files: pl.DataFrame, status: str) -> list[dict[str, Any]]:
    """Files of one status with the reason, as an officer reads it."""
    chosen = files.filter(pl.col("status") == status)
    return chosen.select("source", "file", "code", "message").to_dicts()
