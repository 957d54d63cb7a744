"""A small world for linkage tests: rows in comparison form from readable dicts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.machine.database import declare_sources
from pipelines.standardize.names import read_names
from schemas import core
from schemas.base import conform, empty

LEDGER: dict[str, type[pl.DataType] | pl.DataType] = {
    "decision_id": pl.String,
    "kind": pl.String,
    "subject_ids": pl.List(pl.String),
    "verdict": pl.String,
    "reason": pl.String,
    "by": pl.String,
    "at": pl.String,
    "evidence_hash": pl.String,
}
NO_DECISIONS = pl.DataFrame(schema=LEDGER)
SOURCES = {
    "usulan_desa": "usulan-desa",
    "dtks_art": "dtks",
    "dtsen_anggota": "dtsen",
}

FIRST_NAMES = [
    *("AHMAD", "SITI", "RAHMAT", "NURUL", "HERMAN", "RINA"),
    *("YUSUF", "DEWI", "HASAN", "LINA", "UDIN", "MARNI"),
]
LAST_NAMES = [
    *("HIDAYAT", "SARI", "PUTRA", "LESTARI", "WIJAYA"),
    *("UTAMI", "RAMADHAN", "SAPUTRA", "KARIM", "HAMID"),
]


def pair_decision(verdict: str, left: str, right: str, at: str = "2026-10-01") -> pl.DataFrame:
    """One decision on a pair of records."""
    row = {
        "decision_id": f"{verdict}-{left}-{right}",
        "kind": "pair",
        "subject_ids": [left, right],
        "verdict": verdict,
        "reason": "dicek di lapangan",
        "by": "petugas",
        "at": at,
        "evidence_hash": None,
    }
    return pl.DataFrame([row], schema=LEDGER)


def rows(people: list[dict[str, Any]]) -> pl.DataFrame:
    """core.person from dicts: id, table, nama and any of nik kk birth sex mother village rt ..."""
    frame = pl.DataFrame(
        [
            {
                "record_id": p["id"],
                "source": SOURCES.get(p["table"], p["table"]),
                "table": p["table"],
                "nik": p.get("nik"),
                "nik_digits": p.get("nik_digits"),
                "nik_status": p.get("nik_status", "ok" if p.get("nik") else "missing"),
                "kk": p.get("kk"),
                "nama": p["nama"],
                "mother": p.get("mother"),
                "sex": p.get("sex"),
                "birth_date": date.fromisoformat(str(p["birth"])) if p.get("birth") else None,
                "birth_default": p.get("birth_default", False),
                "village_code": p.get("village"),
                "rt": p.get("rt"),
                "rw": p.get("rw"),
                "street": p.get("street"),
                "house_no": p.get("house_no"),
                "shdk": p.get("shdk"),
                "family_key": p.get("family") or (f"kk:{p['kk']}" if p.get("kk") else None),
                "register_id": p.get("register_id"),
                "dead": p.get("dead", False),
            }
            for p in people
        ],
        infer_schema_length=None,
    )
    names = read_names(frame["nama"])
    mothers = read_names(frame["mother"].cast(pl.String))["name_folded"]
    return conform(
        frame.with_columns(
            *names.iter_columns(),
            mothers.alias("mother"),
            birth_year=pl.col("birth_date").cast(pl.Date).dt.year(),
        ),
        core.Person,
    )


def background(count: int, seed: int = 7) -> list[dict[str, Any]]:
    """A plain Dukcapil population, so that names and birth dates have ordinary frequencies."""
    first = FIRST_NAMES
    last = LAST_NAMES
    people = []
    for i in range(count):
        k = (i * 7919 + seed * 104729) % 1_000_003
        year, month, day = 1950 + k % 60, 1 + (k // 60) % 12, 1 + (k // 720) % 28
        woman = k % 2 == 1
        nik = f"630501{day + 40 * woman:02d}{month:02d}{year % 100:02d}{i % 9000 + 1:04d}"
        people.append(
            {
                "id": f"bg{i:05d}",
                "table": "dukcapil",
                "nama": f"{first[k % 12]} {last[(k // 12) % 10]} {first[(k // 120) % 12]}",
                "nik": nik,
                "kk": f"63050101012{i // 3:05d}",
                "birth": f"{year}-{month:02d}-{day:02d}",
                "sex": "P" if woman else "L",
                "mother": f"{first[(k // 7) % 12]} {last[(k // 3) % 10]}",
                "village": f"63.05.0{1 + k % 4}.2{1 + (k // 4) % 6:03d}",
                "rt": str(1 + k % 5),
            }
        )
    return people


def world(people: list[dict[str, Any]]) -> duckdb.DuckDBPyConnection:
    """A database with the core tables linkage reads."""
    con = duckdb.connect()
    con.execute("create schema core; create schema link")
    declare_sources(con)
    person = rows(people)
    records = conform(
        person.select(
            "record_id",
            "source",
            "table",
            file=pl.lit("berkas.csv"),
            period=pl.lit("2026-10"),
            sheet=pl.lit(""),
            row=pl.int_range(2, person.height + 2),
            role=pl.lit("person"),
            outcome=pl.lit("accepted"),
        ),
        core.Record,
    )
    frames = {
        "person": person,
        "record": records,
        "household": empty(core.Household),
        "dtks_member": empty(core.DtksMember),
    }
    for name, frame in frames.items():
        con.register("frame", frame)
        con.execute(f"create table core.{name} as from frame")
        con.unregister("frame")
    return con


def published(con: duckdb.DuckDBPyConnection, path: Path) -> Path:
    """Keep the core and link tables of an in-memory world as a database at `path`, and close it."""
    con.execute(f"attach '{path}' as kept")
    for layer, table in con.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = 'memory' and schema_name in ('core', 'link')"
    ).fetchall():
        con.execute(f"create schema if not exists kept.{layer}")
        con.execute(f"create table kept.{layer}.{table} as from {layer}.{table}")
    con.close()
    return path
