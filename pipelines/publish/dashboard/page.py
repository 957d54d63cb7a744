"""dashboard.html: the period on one page that opens anywhere, with nothing about any person.

Figures come from the coverage table and the report; charts are inlined. The same data give the
same page, so there is no time of making on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipelines.domain.dates import date_words
from pipelines.domain.numbers import thousands
from pipelines.domain.periods import period_words
from pipelines.domain.regions import Regions
from pipelines.domain.words import KINDS, RESOLUTIONS, STATES, SUBTYPES
from pipelines.machine.file_names import masked
from pipelines.publish.dashboard import charts
from pipelines.publish.queries import query
from pipelines.publish.resubmissions import totals
from pipelines.publish.turnout import CODE as FEW_SENDERS
from schemas.problems import PROBLEMS, split_message
from schemas.sources import SOURCES

COUNTED = [
    "households",
    "proposed",
    "poor",
    "in_registry",
    "missing",
    "sktm_held",
    "sktm_valid",
    "sktm_ineligible",
    "problems",
    "rejected",
]
SENT_WORDS = {
    "on_time": "Ya",
    "no_date": "Ya",
    "earlier_month": "Ya",
    "late": "Terlambat",
    "nothing_sent": "Belum",
}
"""Whether a village sent its list, by `out.Coverage.punctuality`."""
WORST_VILLAGES = 12


def render_dashboard(
    con: duckdb.DuckDBPyConnection,
    period: str,
    coverage: pl.DataFrame,
    regions: Regions,
    report: Mapping[str, Any],
) -> str:
    """The page as HTML text. `coverage` and `report` as in the other outputs of the run."""
    villages = village_rows(coverage)
    districts = district_rows(villages)
    findings = finding_rows(report)
    worst = villages.filter(pl.col("problems") > 0).sort(
        ["problems", "village_code"], descending=[True, False]
    )
    return (
        _environment()
        .get_template("dashboard.html")
        .render(
            region=regions.name,
            period=period,
            period_words=period_words(period),
            report=report,
            findings=findings,
            districts=districts.to_dicts(),
            villages={
                str(code): group.to_dicts()
                for (code,), group in villages.partition_by(
                    "district_code", as_dict=True, maintain_order=True
                ).items()
            },
            totals=villages.select(pl.col(*COUNTED, "sent", "late").sum()).to_dicts()[0],
            village_count=villages.height,
            worst=worst.head(WORST_VILLAGES).to_dicts(),
            with_problems=worst.height,
            faults=fault_rows(report),
            sources=source_rows(report),
            refused=report["files_refused"],
            repeated=report["files_repeated"],
            resorted=report["files_resorted"],
            again=totals(report["resubmissions"]),
            thin=[one["message"] for one in report["warnings"] if one["code"] == FEW_SENDERS],
            warnings=[one for one in report["warnings"] if one["code"] != FEW_SENDERS],
            rules=_bases(query(con, "rules")),
            window=villages.select("window_opens", "window_closes").row(0, named=True),
            charts=_charts(findings, districts, worst.head(WORST_VILLAGES)),
            states=STATES,
            subtypes=SUBTYPES,
            resolutions=RESOLUTIONS,
        )
    )


def village_rows(coverage: pl.DataFrame) -> pl.DataFrame:
    """Coverage with `sent` and `late` (0 or 1) and the words for it, by village code."""
    return coverage.with_columns(
        sent=pl.col("submitted").cast(pl.Int64),
        late=(pl.col("punctuality") == "late").cast(pl.Int64),
        status=pl.col("punctuality").replace_strict(SENT_WORDS, return_dtype=pl.String),
        list_words=pl.col("submitted_on").map_elements(date_words, return_dtype=pl.String),
    ).sort("village_code")


def district_rows(villages: pl.DataFrame) -> pl.DataFrame:
    """Sums by district, in the order of the codes."""
    return (
        villages.group_by("district_code", "district_name")
        .agg(pl.col(*COUNTED, "sent", "late").sum(), villages=pl.len())
        .with_columns(
            not_sent=pl.col("villages") - pl.col("sent"),
            in_time=pl.col("sent") - pl.col("late"),
            sktm_other=pl.max_horizontal(pl.col("sktm_valid") - pl.col("sktm_ineligible"), 0),
        )
        .sort("district_code")
    )


def finding_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a kind of flag: its Indonesian title and its counts, in the order of KINDS."""
    return [
        {"kind": kind, "title": words.title, **report["flags"][kind]}
        for kind, words in KINDS.items()
    ]


def fault_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The commonest problems over all sources of the period, with what to do about each."""
    sums: dict[str, int] = {}
    for by_code in report["problems"].values():
        for code, number in by_code.items():
            sums[code] = sums.get(code, 0) + number
    ordered = sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"number": number, "wrong": wrong, "remedy": remedy}
        for code, number in ordered
        for wrong, remedy in [split_message(PROBLEMS[code].message)]
    ]


def source_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row a source that was read, with its age, in the order of SOURCES."""
    return [
        {"title": source.label, "old": period_words(counts["oldest_period"]), **counts}
        for name, source in SOURCES.items()
        if (counts := report["sources"].get(name)) is not None
    ]


def _bases(rules: pl.DataFrame) -> list[dict[str, str]]:
    """Legal bases by kind, in the words of KINDS."""
    return [
        {"title": words.title, "basis": "; ".join(sorted(set(own["legal_basis"])))}
        for kind, words in KINDS.items()
        if not (own := rules.filter(pl.col("kind") == kind)).is_empty()
    ]


def _charts(
    findings: list[dict[str, Any]], districts: pl.DataFrame, worst: pl.DataFrame
) -> dict[str, Markup]:
    """The page's charts by name; those without any bar are left out."""
    standing = pl.DataFrame(
        [
            {"title": f["title"], **f["states"], "sum": f["standing"]}
            for f in findings
            if f["standing"]
        ],
        schema={"title": pl.String, **dict.fromkeys(STATES, pl.Int64), "sum": pl.Int64},
    ).sort("sum", descending=True, maintain_order=True)
    by_missing = districts.sort(["missing", "district_code"], descending=[True, False])
    by_sktm = districts.sort(["sktm_valid", "district_code"], descending=[True, False])
    by_not_sent = districts.sort(["not_sent", "district_code"], descending=[True, False])
    drawn = {
        "findings": (
            standing,
            "title",
            [
                ("new", STATES["new"], charts.TEAL),
                ("reopened", STATES["reopened"], charts.AMBER),
                ("persisting", STATES["persisting"], charts.SAND),
            ],
            "Jumlah temuan yang masih berlaku menurut jenis dan keadaan",
        ),
        "missing": (
            by_missing.filter(pl.col("missing") > 0),
            "district_name",
            [("missing", "Belum terdaftar", charts.BRICK)],
            "Keluarga yang belum terdaftar menurut kecamatan",
        ),
        "sktm": (
            by_sktm.filter(pl.col("sktm_valid") > 0),
            "district_name",
            [
                ("sktm_ineligible", "Diduga tidak layak", charts.AMBER),
                ("sktm_other", "Lainnya", charts.SAND),
            ],
            "Keluarga dengan SKTM yang berlaku menurut kecamatan, dan yang diduga tidak layak",
        ),
        "sent": (
            by_not_sent,
            "district_name",
            [
                ("in_time", "Tepat waktu", charts.TEAL),
                ("late", "Terlambat", charts.AMBER),
                ("not_sent", "Belum mengirim", charts.SAND),
            ],
            "Jumlah desa dan kelurahan yang mengirim daftar menurut kecamatan",
        ),
        "problems": (
            worst,
            "village_name",
            [("problems", "Masalah", charts.BRICK)],
            "Desa dan kelurahan dengan masalah data terbanyak",
        ),
    }
    return {
        name: Markup(
            charts.bar_chart(rows, label=label, series=series, name=name, description=words)
        )
        for name, (rows, label, series, words) in drawn.items()
        if not rows.is_empty()
    }


def _environment() -> Environment:
    """Jinja with escaping on; a name that is missing in a template is an error."""
    environment = Environment(
        loader=PackageLoader("pipelines.publish.dashboard"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["angka"] = thousands
    environment.filters["samar"] = masked
    return environment
