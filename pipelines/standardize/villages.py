"""Which village each row belongs to, and on what evidence.

In this order: a code in the data, a name in the data, the address (registers that have nothing
else), the title of the sheet, the name of the file, the other rows of the family. A name that
disagrees with the code is asked back; the code stands.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.domain.regions import Found, Regions, plain
from pipelines.standardize.names import fold
from pipelines.standardize.values import look_up
from schemas.sources import BY_VILLAGES, TABLES

# Lists that one village writes: their title and file name give the village of rows without one.
VILLAGE_LISTS: Final = frozenset(name for name, t in TABLES.items() if t.source in BY_VILLAGES)
BY_ADDRESS: Final = tuple(name for name, table in TABLES.items() if table.by_address)
TYPED: Final = ("kode_desa", "kd_wilayah", "kdkec", "kddesa", "desa", "kecamatan")
HINTS: Final = ("title_village", "title_district", "file_village")
HINT_BASIS: Final = {"title_village": "title", "file_village": "filename"}
# Share of a file's codes that must name a village before BPS pieces are believed.
BPS_SHARE: Final = 0.9
STREET_WORDS: Final = r"^(JL|JALAN|GG|GANG)"


def _reading_of_pieces(rows: pl.DataFrame, regions: Regions) -> dict[str, bool | None]:
    """Per file: True = BPS district pieces, False = Kemendagri, null = neither can be believed.

    `10` is Lokpaikat in Kemendagri's list and Binuang in BPS's, so the file as a whole decides.
    """
    pairs = rows.select("file", "kdkec", "kddesa").drop_nulls().unique()
    reading: dict[str, bool | None] = {}
    for (file,), found in pairs.group_by("file"):
        kec, desa = found["kdkec"].to_list(), found["kddesa"].to_list()
        share = {
            bps: sum(
                regions.village_by_pieces(k, d, bps=bps) is not None
                for k, d in zip(kec, desa, strict=True)
            )
            / len(kec)
            for bps in (False, True)
        }
        best = share[True] > share[False]
        exact = max(len(d.strip()) for d in desa) == 4
        reading[str(file)] = best if exact or share[best] >= BPS_SHARE else None
    return reading


def _from_data(
    row: dict[str, str | None], bps: bool | None, regions: Regions
) -> tuple[str | None, str | None, bool]:
    """Village code, basis, and whether the typed name names another village than the code."""
    found: Found | None = None
    for column in ("kode_desa", "kd_wilayah"):
        if found is None and (typed := row[column]):
            found = regions.village_by_code(typed)
    kec, desa = row["kdkec"], row["kddesa"]
    if found is None and bps is not None and kec and desa:
        found = regions.village_by_pieces(kec, desa, bps=bps)
    named: Found | None = None
    if row["desa"]:
        named = regions.village_in_cell(row["desa"], row["kecamatan"] or row["title_district"])
    if found is None:
        return (named.code, named.basis, False) if named else (None, None, False)
    if found.basis == "bps_code" and named and named.code != found.code:
        # three-digit numbers are weaker than a name
        return named.code, named.basis, True
    return found.code, found.basis, bool(named and named.code != found.code)


def _from_hints(row: dict[str, str | None], regions: Regions) -> tuple[str | None, str | None]:
    """The village of title or file name; words that only resemble a name are believed last."""
    district = row["title_district"]
    hints = [(row[column], basis) for column, basis in HINT_BASIS.items()]
    for fuzzy in (False, True):
        for text, basis in hints:
            if not text:
                continue
            found = regions.village_by_name(text, district) or regions.village_in_text(
                text, district, fuzzy=fuzzy
            )
            if found:
                return found.code, basis
    return None, None


def resolve_villages(rows: pl.DataFrame, regions: Regions) -> pl.DataFrame:
    """Add village_code, village_basis, village_disagrees and village_typed to `rows`.

    `rows` has table, file, the typed place columns, the hints and `address_words`.
    """
    combos = rows.select("table", "file", *TYPED, *HINTS).unique()
    reading = _reading_of_pieces(rows, regions)
    found: list[tuple[str | None, str | None, bool]] = []
    cache: dict[tuple[object, ...], tuple[str | None, str | None, bool]] = {}
    for row in combos.iter_rows(named=True):
        bps = reading.get(row["file"])
        key = (bps, row["table"] in VILLAGE_LISTS, *(row[c] for c in (*TYPED, *HINTS)))
        if key not in cache:
            code, basis, disagrees = _from_data(row, bps, regions)
            if code is None and row["table"] in VILLAGE_LISTS:
                code, basis = _from_hints(row, regions)
            cache[key] = (code, basis, disagrees)
        found.append(cache[key])
    schema = {
        "village_code": pl.String, "village_basis": pl.String, "village_disagrees": pl.Boolean,
    }  # fmt: skip
    known = combos.hstack(pl.DataFrame(found, schema=schema, orient="row"))
    rows = look_up(rows, known, ["table", "file", *TYPED, *HINTS], nulls_equal=True)
    by_address = _by_address(rows, regions)
    return look_up(rows, by_address, ["address_words"]).with_columns(
        use_address=pl.col("village_code").is_null()
        & pl.col("table").is_in(BY_ADDRESS)
        & pl.col("address_village").is_not_null()
    ).with_columns(
        village_code=pl.when("use_address").then("address_village").otherwise("village_code"),
        village_basis=pl.when("use_address").then(pl.lit("name")).otherwise("village_basis"),
        village_typed=pl.any_horizontal(pl.col(c).is_not_null() for c in TYPED if c != "kecamatan"),
    ).drop("use_address", "address_village")  # fmt: skip


def villages_of(frame: pl.DataFrame, regions: Regions) -> pl.Series:
    """Village code of each row of one cleaned raw table; null where the row does not say."""
    have = set(frame.columns)
    places = frame.select(
        "table",
        "file",
        *(pl.col(c) if c in have else pl.lit(None, pl.String).alias(c) for c in (*TYPED, *HINTS)),
        address_words=pl.lit(None, pl.String),
    )
    return resolve_villages(places, regions)["village_code"]


def _by_address(rows: pl.DataFrame, regions: Regions) -> pl.DataFrame:
    """Village named in the words of an address, for rows that have no other place."""
    unplaced = (
        pl.col("village_code").is_null()
        & pl.col("table").is_in(BY_ADDRESS)
        & pl.col("address_words").is_not_null()
    )
    words = rows.select(pl.col("address_words").filter(unplaced).unique())["address_words"]
    codes = [_in_address(w, regions) for w in words.to_list()]
    return pl.DataFrame(
        {"address_words": words, "address_village": pl.Series(codes, dtype=pl.String)}
    )


def _in_address(words: str, regions: Regions) -> str | None:
    """A street may have a village's name, so the name must stand alone or end the address."""
    found = regions.village_by_name(words)
    if found is None and not words.startswith(("JL", "JALAN", "GG", "GANG")):
        found = regions.village_in_text(words, fuzzy=False)
    elif found is None:
        tail = words.split()[2:]
        ends = (regions.village_by_name(" ".join(tail[i:]), fuzzy=False) for i in range(len(tail)))
        found = next((f for f in ends if f), None)
    return found.code if found else None


def from_family(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows still without a village take the only village of their family in the same file."""
    family = (
        rows.lazy()
        .filter(pl.col("family_key").is_not_null() & pl.col("village_code").is_not_null())
        .group_by("file", "family_key")
        .agg(family_village=pl.col("village_code").unique())
        .filter(pl.col("family_village").list.len() == 1)
        .with_columns(pl.col("family_village").list.first())
        .collect()
    )
    joined = look_up(rows, family, ["file", "family_key"])
    inherits = pl.col("village_code").is_null() & pl.col("family_village").is_not_null()
    return joined.with_columns(
        village_basis=pl.when(inherits).then(pl.lit("family")).otherwise("village_basis"),
        village_code=pl.coalesce("village_code", "family_village"),
    ).drop("family_village")


def without_village_as_street(rows: pl.DataFrame, regions: Regions) -> pl.DataFrame:
    """`street` null where the address gives no more than the row's own village: everyone there
    would live in one street. A street that is called so (`JL BINUANG`) stays.

    `rows` has village_code, street (folded) and address_words.
    """
    called = [(v.code, v.name) for v in regions.villages] + list(regions.aliases)
    own = pl.DataFrame(
        [(code, fold(plain(name)).replace(" ", "")) for code, name in called],
        schema={"village_code": pl.String, "tight": pl.String},
        orient="row",
    ).unique()
    typed = rows.select("village_code", tight=pl.col("street").str.replace_all(" ", ""))
    named = look_up(typed, own.with_columns(is_own=True), ["village_code", "tight"])["is_own"]
    is_street = pl.col("address_words").str.contains(STREET_WORDS).fill_null(False)
    return rows.with_columns(
        street=pl.when(is_street | named.fill_null(False).not_()).then("street")
    )
