"""The data dictionary, written from the declarations the program itself uses.

Example: `python -m pipelines.commands.dictionary docs/kamus-data.md`, as `make docs` does.
Columns, labels and personal-data marks come from `schemas/`, problem codes from
`schemas.problems`, refusal codes from the intake, and rules from the configuration's defaults, so
the page cannot say anything else than the program does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from pipelines.assess.rules import rule_table
from pipelines.domain.words import KINDS
from pipelines.intake.files.refusals import MESSAGES
from pipelines.office.config import Config
from schemas import codebooks, raw
from schemas.base import Table
from schemas.columns import SourceColumn
from schemas.problems import PROBLEMS
from schemas.source import SourceTable
from schemas.sources import SOURCES, TABLES
from schemas.tables import LAYERS, declared_tables, table_name

INTRODUCTION = """\
# Kamus data

Dibuat otomatis dari `schemas/` dengan `make docs`; jangan disunting dengan tangan.
Generated from `schemas/` by `make docs`; do not edit by hand.

The layers bear the same names as the schemas of the published database
(`published/<period>.duckdb`): [raw](#raw), [core](#core), [link](#link), [out](#out). After them
come the [codebooks](#codebooks), [problem codes](#problems), [refusal codes](#refusals) and
[rules](#rules). *Label* is what officers see. **P** marks personal data: such a column is never
logged and never shown where nobody needs it.

"""
RAW = """\
## <a id="raw"></a>raw: what the files say

Everything is text, as typed. A source table begins with the columns of [raw.location](#location);
the others are in the [vocabulary](#vocabulary), where a name means the same in every table.
**R** marks a register: a full extract that is carried forward when a month brings none.
"""
VOCABULARY = """\
### <a id="vocabulary"></a>Vocabulary of source columns

Spellings are compared without case, spaces and punctuation; a near misspelling and what stands in
the column count too.

"""
CODEBOOKS = """\
## <a id="codebooks"></a>Codebooks

The same code means other things in other lists, so a code is read by the list it stands in.

### Relation to the head (SHDK)

"""
PROBLEM_CODES = """\
## <a id="problems"></a>Problem codes

What can be wrong with a row. `error`: the row was rejected. `warning`: it was used as far as
possible. `info`: it was mended, or merely looks odd.

"""
REFUSAL_CODES = """\
## <a id="refusals"></a>Refusal codes

Why a whole file was not read (`files_refused` and `files_repeated` in `report.json`). The run goes
on without it.

"""
RULES = """\
## <a id="rules"></a>Rules

With the defaults of `padan init`; numbers, legal bases and dates are the office's own in
`padan.toml`. Priority 1 is the most urgent; a flag that needs review is one less urgent.
"""
TITLES = {
    "core": "core: typed and standardized, problems attached",
    "link": "link: who is who, and who lives together today",
    "out": "out: what the program concluded",
}
TYPES = (
    (pl.String, "text"),
    (pl.Boolean, "yes/no"),
    (pl.Date, "date"),
    (pl.Float64, "number"),
    (pl.Int64, "integer"),
    (pl.UInt8, "integer"),
    (pl.UInt64, "integer"),
)
COUNT_OF_SPELLINGS = 8  # enough to recognize the column by; schemas/spellings.py has them all


def render() -> str:
    """The whole page as Markdown, ending in a newline."""
    parts = [
        INTRODUCTION + RAW,
        _source_tables(TABLES.values()),
        _vocabulary(TABLES.values()),
        *(_table("raw", table) for table in declared_tables(raw)),
        *(
            f'## <a id="{layer}"></a>{title}\n\n'
            + "\n".join(
                _table(layer, table)
                for module in LAYERS[layer]
                for table in declared_tables(module)
            )
            for layer, title in TITLES.items()
        ),
        _codebooks(),
        _problems(),
        _refusals(),
        _rules(),
    ]
    return "\n".join(parts)


def _source_tables(tables: Iterable[SourceTable]) -> str:
    return "### Source tables\n\n" + _markdown(
        ("table", "folder in the inbox", "R", "role", "must have", "columns"),
        [
            (
                f"`{table.name}`",
                f"`{table.source}`",
                "R" if SOURCES[table.source].register else "",
                table.role,
                _keys(table),
                " ".join(f"`{name}`" for name in table.column_names),
            )
            for table in tables
        ],
    )


def _keys(table: SourceTable) -> str:
    """The columns without which a file is not read as this table."""
    groups = [", ".join(f"`{name}`" for name in group) for group in table.keys]
    return "; ".join(
        names if len(group) == 1 else f"one of {names}"
        for names, group in zip(groups, table.keys, strict=True)
    )


def _vocabulary(tables: Iterable[SourceTable]) -> str:
    used = {column.name: column for table in tables for column in table.columns}
    return VOCABULARY + _markdown(
        ("column", "label", "P", "meaning", "also spelt, among others"),
        [
            (
                f"`{column.name}`",
                column.label,
                "P" if column.pii else "",
                column.description,
                _spellings(column),
            )
            for column in sorted(used.values(), key=lambda column: column.name)
        ],
    )


def _spellings(column: SourceColumn) -> str:
    """The first other spellings of a header, in the folded form in which they are compared."""
    return " ".join(f"`{spelling}`" for spelling in column.spellings[1 : 1 + COUNT_OF_SPELLINGS])


def _table(layer: str, table: type[Table]) -> str:
    name = table_name(table)
    columns = table.to_schema().columns.values()
    return (
        f'### <a id="{name}"></a>{layer}.{name}\n\n{(table.__doc__ or "").strip()}\n\n'
    ) + _markdown(
        ("column", "label", "type", "P", "meaning"),
        [
            (
                f"`{column.name}`",
                column.title,
                _type(column.dtype.type) + ("" if column.nullable else ", never empty"),
                "P" if column.metadata["pii"] else "",
                column.description,
            )
            for column in columns
        ],
    )


def _type(dtype: pl.DataType) -> str:
    if isinstance(dtype, pl.List):
        return f"list of {_type(dtype.inner)}"  # type: ignore[arg-type]
    if isinstance(dtype, pl.Struct):
        return f"struct({', '.join(field.name for field in dtype.fields)})"
    return next(word for kind, word in TYPES if dtype == kind)


def _codebooks() -> str:
    relations = [
        (f"`{table}`", ", ".join(f"{code} {word}" for code, word in book.items()))
        for table, book in codebooks.RELATION_BY_TABLE.items()
    ]
    housing = [
        (
            f"`{column}`",
            f"1–{highest}",
            ", ".join(f"{word.lower()} → {code}" for word, code in words),
        )
        for column, (highest, words) in codebooks.HOUSING.items()
    ]
    power = ", ".join(
        f"{code} = {'more' if va == codebooks.DAYA_ABOVE else f'{va} VA'}"
        for code, va in codebooks.DAYA_CODES.items()
    )
    return (
        CODEBOOKS
        + _markdown(("table", "codes"), relations)
        + "\n### Housing (Regsosek 2022-K items 303, 304, 309a)\n\n"
        + _markdown(("column", "codes", "words"), housing)
        + f"\n### Electricity (Regsosek 2022-K item 307b1)\n\nCodes {power}. In"
        " `daya_listrik` 2201 stands for more than 2200 VA, 0 for none.\n"
    )


def _problems() -> str:
    return PROBLEM_CODES + _markdown(
        ("code", "severity", "what the sender reads"),
        [(f"`{code}`", problem.severity, problem.message) for code, problem in PROBLEMS.items()],
    )


def _refusals() -> str:
    return REFUSAL_CODES + _markdown(
        ("code", "what the office reads"),
        [(f"`{code}`", message) for code, message in MESSAGES.items()],
    )


def _rules() -> str:
    """Every reason code with its sentence and legal basis, by flag kind, as padan.toml starts."""
    rules = rule_table(Config(region="63.05"), "2026-01")
    kinds = {"criterion": "Kriteria miskin", **{kind: words.title for kind, words in KINDS.items()}}
    parts = [RULES]
    for (kind,), rows in rules.partition_by("kind", as_dict=True, maintain_order=True).items():
        parts.append(f"### {kind}: {kinds[str(kind)]}\n")
        parts.append(
            _markdown(
                ("code", "in words", "rule", "legal basis", "priority"),
                [
                    (
                        f"`{row['code']}`",
                        row["words"],
                        row["rule"].partition(" Dasar: ")[0],
                        row["legal_basis"],
                        str(row["priority"]),
                    )
                    for row in rows.iter_rows(named=True)
                ],
            )
        )
    return "\n".join(parts)


def _markdown(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(
        "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in line) + " |\n"
        for line in lines
    )


def main() -> None:
    """Write the page to the path given as the only argument."""
    Path(sys.argv[1]).write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
