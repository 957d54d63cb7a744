"""Every declared table by its layer, and the names of all columns that hold personal data."""

from __future__ import annotations

import re
from functools import cache
from types import ModuleType

from schemas import core, link, out, out_lists, out_pages, out_urgency, raw
from schemas.base import Table, personal_columns
from schemas.columns import VOCABULARY

LAYERS: dict[str, tuple[ModuleType, ...]] = {
    "raw": (raw,),
    "core": (core,),
    "link": (link,),
    "out": (out, out_lists, out_urgency, out_pages),
}


def table_name(table: type[Table]) -> str:
    """The table's name in the database: `RecordPerson` → `record_person`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", table.__name__).lower()


def declared_tables(module: ModuleType) -> list[type[Table]]:
    """The tables a schema module declares itself, in the order in which they stand there."""
    return [
        thing
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, Table)
        and thing.__module__ == module.__name__
    ]


@cache
def personal_names() -> frozenset[str]:
    """Names that are marked as personal data in some table or in the files that offices send."""
    modules = (module for modules in LAYERS.values() for module in modules)
    tables = (table for module in modules for table in declared_tables(module))
    marked = {name for table in tables for name in personal_columns(table)}
    return frozenset(marked | {column.name for column in VOCABULARY.values() if column.pii})
