"""What a source is: whose data, how far it is believed, and what its files hold.

A source is a folder of the inbox. Its files are read as one or two raw tables: DTKS sends people
and households, most sources one list. All that the program knows of a source or table stands in
these records (declared in `schemas.sources`); SQL reads it from `core.source` and
`core.source_table`. Knows neither polars nor DuckDB, so that settings can be read at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.columns import COMPOUNDS, SourceColumn

ROLES = {
    "person": "a row about a person",
    "household": "a family as a whole: DTKS RUTA, DTSEN family, BIP family row",
    "certificate": "an SKTM, which names its holder",
    "asset": "a meter or a vehicle, which names its owner",
    "complaint": "a complaint, which may name who complains",
    "reply": "a village's answer to a finding",
    "survey": "an answer to the service survey; names nobody",
}
NAMING = ("person", "certificate", "asset", "complaint")
"""Roles of rows that may name a person."""
PERSONAL = ("person", "certificate")
"""Roles of rows that are about the person they name, whose own NIK therefore belongs on them. The
owner of a meter may have died or moved, and a complaint may be about anyone."""

LAST = 9
"""Trust of a table that is believed after all that have a place of their own."""


@dataclass(frozen=True)
class SourceTable:
    """One raw table.

    `keys` are groups of columns: a table is recognized when of every group at least one column was
    found. `outranked_by` names columns that, where there is no NIK column, say that a file of the
    source is another table.
    """

    name: str
    source: str
    role: str
    columns: tuple[SourceColumn, ...]
    keys: tuple[tuple[str, ...], ...]
    outranked_by: tuple[str, ...] = ()
    attributes: str = ""
    """The core table of what its rows say besides who they are about."""
    own_number: str = ""
    """The column by which a register numbers its rows; it identifies a person as a NIK does."""
    identified_by: tuple[str, ...] = ()
    """Columns any of which is enough for a row to be used, whoever it names."""
    expects: tuple[str, ...] = ()
    """Columns whose absence on a row is worth a remark: `nik`, `no_kk`, `tanggal_lahir`."""
    families: bool = False
    """Lists whole families: each member with their place in it and whether they live."""
    names_once: bool = False
    """A file names each person once: of two equal rows, one is someone else."""
    repeats: bool = False
    """Equal rows may be two things: payments, or answers of two people."""
    by_address: bool = False
    """Nothing but the address gives the village."""
    identity_trust: int = LAST
    """The lower, the sooner its rows are believed about who someone is. Tables with a place of
    their own list the regency's residents."""
    place_trust: int = LAST
    """The lower, the sooner its rows are believed about where someone lives."""

    @property
    def personal(self) -> bool:
        """Whether its rows are about the people they name."""
        return self.role in PERSONAL

    @property
    def residents(self) -> bool:
        """Whether it says who lives in the regency, unlike a register of one thing they have."""
        return self.identity_trust < LAST

    @property
    def column_names(self) -> tuple[str, ...]:
        """Its canonical columns."""
        return tuple(c.name for c in self.columns)

    @property
    def header_names(self) -> tuple[str, ...]:
        """What a header of this table may mean: its columns, and several of them in one cell."""
        own = self.column_names
        return (*own, *(name for name, parts in COMPOUNDS.items() if set(parts) <= set(own)))


@dataclass(frozen=True)
class Source:
    """One folder of the inbox: what officers call it, who sends it, what it is evidence of."""

    name: str
    label: str
    tables: tuple[SourceTable, ...]
    """The one to try first stands first."""
    register: bool = True
    """A full extract that is carried forward while no newer one comes (R in the contract)."""
    registry: bool = False
    """Decides who counts as registered for aid: DTKS, DTSEN."""
    by_villages: bool = False
    """A village writes it: its title and file name give the village, faults go back to it."""
    needs: str = ""
    """The key columns in an officer's words, where they are not those of lists of people."""
    of_means: bool = False
    """Shows what people earn or own; its addresses need not be their homes."""
