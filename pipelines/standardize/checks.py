"""Which rows cannot be used, and what is wrong with the others.

A row is rejected only when nobody can be identified by it or when it repeats an earlier row of its
file entirely; everything else is a problem on an accepted row. `0`, `-` and dummies are no values.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from schemas.base import PROBLEMS as PROBLEM_TYPE
from schemas.problems import PROBLEMS
from schemas.sources import TABLES

NUMBERED: Final = [name for name, table in TABLES.items() if table.own_number]
IDENTIFIED: Final = [name for name, table in TABLES.items() if table.identified_by]
REPEATING: Final = [name for name, table in TABLES.items() if table.repeats]

NIK_STATUS: Final = {
    "dummy": "nik_dummy", "temporary": "nik_temporary", "short": "nik_short", "long": "nik_long",
    "letters": "nik_letters", "rounded": "nik_rounded", "scientific": "nik_scientific",
    "is_kk": "nik_is_kk", "bad_date": "nik_bad_date", "shared": "nik_shared",
}  # fmt: skip
KK_STATUS: Final = {
    "dummy": "kk_dummy", "temporary": "kk_dummy", "short": "kk_short", "long": "kk_long",
    "letters": "kk_letters", "rounded": "kk_rounded", "scientific": "kk_scientific",
    "is_nik": "kk_is_nik", "bad_date": "kk_bad_date", "repaired": "kk_repaired",
}  # fmt: skip


def says_something(column: str) -> pl.Expr:
    """A cell that holds more than zeros, dashes and dots."""
    return pl.col(column).str.contains(r"[\p{L}1-9]").fill_null(False)


def _expects(column: str) -> pl.Expr:
    """Whether the row's table is one whose rows should have this column."""
    return pl.col("table").is_in([name for name, t in TABLES.items() if column in t.expects])


def with_outcomes(rows: pl.DataFrame) -> pl.DataFrame:
    """Add `outcome`, `reason` (code of the rejection) and `reason_column` to enriched rows.

    A payment list may pay the same sum twice, so equal rows of such a table are both kept.

    `rows` also has `identified`: a column that is enough for the row's table says something.
    """
    nik = pl.col("nik_status").is_in(["missing", "dummy"]).not_() | pl.col("nik_shifted")
    kk = pl.col("kk_status").is_in(["missing", "dummy"]).not_()
    birth = pl.col("birth_kind").is_in(["missing"]).not_().fill_null(False) & pl.col(
        "birth_typed"
    ).str.contains(r"\d").fill_null(False)
    name = pl.col("has_name")
    identified = pl.col("identified")
    loose = pl.col("table").is_in(IDENTIFIED) & (kk | identified)
    # A register's own number (IDARTBDT, NIP, nomor peserta, nomor akta) identifies the person too.
    numbered = pl.col("table").is_in(NUMBERED) & says_something("register_id")
    role = pl.col("role")
    reason = (
        pl.when(role.is_in(["person", "certificate"]) & ~name)
        .then(pl.lit("name_missing"))
        .when((role == "person") & ~(nik | birth | loose | numbered))
        .then(pl.lit("no_identity"))
        .when((role == "household") & ~(says_something("idbdt") | kk | name))
        .then(pl.lit("household_unknown"))
        .when((role == "asset") & ~(nik | name))
        .then(pl.lit("owner_unknown"))
        .when((role == "complaint") & ~identified)
        .then(pl.lit("text_missing"))
        .when((role == "survey") & ~identified)
        .then(pl.lit("answers_missing"))
        .when(pl.col("repeated") & ~pl.col("table").is_in(REPEATING))
        .then(pl.lit("repeated_row"))
    )
    columns = {
        "name_missing": "nama", "no_identity": "nik", "household_unknown": "no_kk",
        "owner_unknown": "nik", "text_missing": "isi", "answers_missing": "u1",
        "repeated_row": "nama",
    }  # fmt: skip
    return rows.with_columns(reason=reason).with_columns(
        outcome=pl.when(pl.col("reason").is_null())
        .then(pl.lit("accepted"))
        .otherwise(pl.lit("rejected")),
        reason_column=pl.col("reason").replace_strict(columns, default=None),
        has_nik=nik,
    )


def shared_problems(rows: pl.DataFrame) -> pl.DataFrame:
    """Problems in the shared columns: record_id, code, column. A rejected row shows its reason."""
    rejected = rows.select("record_id", code="reason", column="reason_column").drop_nulls("code")
    used = pl.col("reason").is_null()
    table = pl.col("table")
    nik_status, kk_status = pl.col("nik_status"), pl.col("kk_status")
    repaired = (nik_status == "repaired") & ~pl.col("nik_swapped") & ~pl.col("nik_shifted")
    known = pl.col("village_code").is_not_null()
    typed_sex = pl.col("jenis_kelamin").str.contains(r"[\p{L}\d]")
    typed_relation = pl.col("hubungan_keluarga").str.contains(r"[\p{L}\d]")
    checks: list[tuple[pl.Expr, str, str]] = [
        (pl.col("formula_like"), "formula_like", "nama"),
        (
            (nik_status == "missing") & _expects("nik") & ~pl.col("nik_shifted"),
            "nik_missing",
            "nik",
        ),
        *[(nik_status == status, code, "nik") for status, code in NIK_STATUS.items()],
        (repaired, "nik_repaired", "nik"),
        (pl.col("nik_swapped"), "nik_swapped", "nik"),
        (pl.col("nik_shifted"), "nik_shifted", "nik"),
        (pl.col("nik_date_mismatch"), "nik_date_mismatch", "nik"),
        (pl.col("nik_sex_mismatch"), "nik_sex_mismatch", "nik"),
        (pl.col("nik_region_unknown"), "nik_region_unknown", "nik"),
        ((kk_status == "missing") & _expects("no_kk"), "kk_missing", "no_kk"),
        *[(kk_status == status, code, "no_kk") for status, code in KK_STATUS.items()],
        (pl.col("kk_shared"), "kk_shared", "no_kk"),
        (
            (pl.col("birth_kind").is_null() | (pl.col("birth_kind") == "missing"))
            & _expects("tanggal_lahir"),
            "date_missing",
            "tanggal_lahir",
        ),
        (pl.col("birth_kind") == "invalid", "date_invalid", "tanggal_lahir"),
        (
            pl.col("birth_kind").is_in(["year_only", "partial"]),
            "date_incomplete",
            "tanggal_lahir",
        ),
        (pl.col("birth_kind") == "future", "date_in_future", "tanggal_lahir"),
        (pl.col("birth_kind") == "month_first", "date_ambiguous", "tanggal_lahir"),
        (typed_sex & pl.col("sex").is_null(), "code_unknown", "jenis_kelamin"),
        (typed_relation & pl.col("relation").is_null(), "code_unknown", "hubungan_keluarga"),
        (
            ~known & (pl.col("village_typed") | (table == "usulan_desa")),
            "village_unknown",
            "desa",
        ),
        (pl.col("village_disagrees"), "village_disagrees", "desa"),
    ]
    found = [
        # never the whole of the wide rows: they are most of the memory of a run
        rows.select(pl.col("record_id").filter(used & mask.fill_null(False))).with_columns(
            code=pl.lit(code), column=pl.lit(column)
        )
        for mask, code, column in checks
    ]
    read_with = (
        rows.select(pl.col("record_id", "marks").filter(used))
        .rename({"marks": "code"})
        .with_columns(column=pl.lit("nama"))
        .explode("code")
    )
    return pl.concat([rejected, *found, read_with.drop_nulls("code")])


def problem_lists(found: pl.DataFrame) -> pl.DataFrame:
    """One row per record_id with its `problems` list, messages from the catalogue."""
    if found.is_empty():
        return pl.DataFrame(schema={"record_id": pl.String, "problems": PROBLEM_TYPE})
    unknown = set(found["code"].unique().to_list()) - set(PROBLEMS)
    if unknown:
        raise KeyError(f"problem codes without a message: {sorted(unknown)}")
    messages = {code: problem.message for code, problem in PROBLEMS.items()}
    return (
        found.unique()
        .with_columns(message=pl.col("code").replace_strict(messages))
        .sort("record_id", "column", "code")
        .group_by("record_id", maintain_order=True)
        .agg(problems=pl.struct("code", "column", "message"))
    )
