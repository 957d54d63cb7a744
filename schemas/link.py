"""The link layer: who is who, and which people are one household today."""

from __future__ import annotations

import polars as pl

from schemas.base import Table, column


class RecordPerson(Table):
    """The person each record names."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    person_id: str = column("ID Orang", "persistent person", nullable=False)
    match_reason: str = column(
        "Alasan", "decision | nik | splink | household | asset_address | single", nullable=False
    )
    probability: float = column(
        "Peluang", "that this record is this person (1.0 for a record alone)", nullable=False
    )


class PersonHousehold(Table):
    """Today's household of each person."""

    person_id: str = column("ID Orang", "person", nullable=False, unique=True)
    household_id: str = column("ID Keluarga", "persistent household", nullable=False)
    kk: str = column("No. KK", "today's KK, null when unknown", pii=True)
    kk_basis: str = column("Dasar KK", "dukcapil | usulan-desa | register | list | alone")
    dead: bool = column("Meninggal", "kematian or Dukcapil says so", nullable=False)
    death_basis: str = column("Dasar kematian", "kematian | dukcapil | both | null")
    village_code: str = column("Kode desa", "63.05.01.2003, null when unknown")


class RecordHousehold(Table):
    """The household each record belongs to today (household rows included)."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    household_id: str = column("ID Keluarga", "persistent household", nullable=False)


class Candidate(Table):
    """A scored pair of records of different persons that was not joined."""

    record_id_l: str = column("ID Baris kiri", "smaller id", nullable=False)
    record_id_r: str = column("ID Baris kanan", "larger id", nullable=False)
    person_id_l: str = column("ID Orang kiri", "person of the left record", nullable=False)
    person_id_r: str = column("ID Orang kanan", "person of the right record", nullable=False)
    probability: float = column("Peluang", "that both are the same person", nullable=False)
    review: bool = column("Ditinjau", "undecided: goes to pairs_for_review", nullable=False)
    agrees: pl.List(pl.String) = column("Sama", "columns that agree")
    differs: pl.List(pl.String) = column("Berbeda", "columns that differ")


class LimitReached(Table):
    """Where linkage met something too common to be one person's or one family's."""

    kind: str = column("Batas", "block | kk | cluster", nullable=False)
    rule: str = column("Aturan", "blocking rule; kk; cluster", nullable=False)
    keys: int = column("Banyaknya", "keys left out, KKs left out, joins refused", nullable=False)
    entities: int = column("Baris", "rows (entities) that share them", nullable=False)
