"""What a month costs in which little changed: the resolve step in full, again, and at 2 %.

    python -m tests.bench.little_changed --households 12000

Prints seconds (of the wall and of the processors), entities that were fresh, pairs compared and
remembered, and the size of what is kept for the next month. Ends with an error where the changed
month links otherwise than in full.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from time import perf_counter, process_time

import duckdb
import polars as pl
from pipelines.resolve.recall import TABLES

from pipelines.office.config import Config
from pipelines.resolve.step import resolve
from tests.bench.regency import REGION, Regency, demo_regency
from tests.spec.people import NO_DECISIONS

OUTCOMES = ("record_person", "candidate", "person_household", "record_household")
ONE_IN = 50  # rows that change
CHANGED = f"hash(record_id) % {ONE_IN} = 7"


def main() -> None:
    """Generate, resolve four times, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=501)
    parser.add_argument("--noise", type=float, default=1.5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as name:
        folder = Path(name)
        regency = demo_regency(asked.households, asked.seed, asked.noise, folder)
        print(f"{regency.name}: {regency.rows} rows")
        print(f"{'':<20}{'wall s':>8}{'cpu s':>8}{'fresh':>9}{'compared':>10}{'remembered':>12}")
        first = folder / "first.duckdb"
        resolved(regency, first, "full", None)
        resolved(regency, folder / "again.duckdb", "rerun", first)
        full = resolved(regency, folder / "full.duckdb", "2 % changed, full", None, changed=True)
        little = resolved(regency, folder / "little.duckdb", "2 % changed", first, changed=True)
        for table in OUTCOMES:
            if not full[table].equals(little[table]):
                raise SystemExit(f"link.{table} differs from a full comparison")
        print(f"kept for the next month: {kept_mib(first, folder):.1f} MiB")


def resolved(
    regency: Regency, path: Path, name: str, compared: Path | None, *, changed: bool = False
) -> dict[str, pl.DataFrame]:
    """Resolve the regency into a database at `path` and print a line; what linkage decided."""
    with duckdb.connect(str(path), config={"threads": 2}) as con:
        con.execute(f"attach '{regency.database}' as made (read_only); create schema core")
        for (table,) in con.execute(
            "select table_name from duckdb_tables() "
            "where database_name = 'made' and schema_name = 'core'"
        ).fetchall():
            con.execute(f'create table core."{table}" as from made.core."{table}"')
        if changed:
            change(con)
        wall, cpu = perf_counter(), process_time()
        resolve(con, Config(region=REGION), regency.period, NO_DECISIONS, None, compared=compared)
        wall, cpu = perf_counter() - wall, process_time() - cpu
        ((fresh, pairs, known),) = con.execute(
            "select fresh, compared, remembered from link.comparing"
        ).fetchall()
        print(f"{name:<20}{wall:>8.1f}{cpu:>8.1f}{fresh:>9}{pairs:>10}{known:>12}", flush=True)
        return {table: con.sql(f"from link.{table} order by all").pl() for table in OUTCOMES}


def change(con: duckdb.DuckDBPyConnection) -> None:
    """One row in fifty: a third another name, a third another birth date, all another row id."""
    con.execute(
        "update core.person set name_joined = name_joined || 'A', "
        "name_folded = name_folded || 'A', "
        f"name_sorted = name_sorted || 'A' where {CHANGED} and hash(record_id || 'x') % 3 = 0"
    )
    con.execute(
        "update core.person set birth_date = birth_date + 1 "
        f"where {CHANGED} and hash(record_id || 'x') % 3 = 1"
    )
    for table in ("person", "record"):
        con.execute(f"update core.{table} set record_id = 'x' || record_id where {CHANGED}")


def kept_mib(database: Path, folder: Path) -> float:
    """Size in MiB of the tables that let a later month compare less."""
    alone = folder / "kept.duckdb"
    with duckdb.connect(str(alone)) as con:
        con.execute(f"attach '{database}' as made (read_only)")
        for table in TABLES:
            con.execute(f"create table {table} as from made.link.{table}")
    return alone.stat().st_size / 2**20


if __name__ == "__main__":
    main()
