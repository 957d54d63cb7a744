"""The link layer: who is who, and which people are one household today."""

from __future__ import annotations

import polars as pl

from schemas.base import Table, column
from schemas.comparison_words import COMPARISON_LABELS


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
    entity_id: str = column(
        "ID Pembanding", "row that stands for this one in `compared`: itself, or one of its NIK"
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


class Calibration(Table):
    """How often cases of a probability turned out to be right: straight pieces of curves."""

    subject: str = column(
        "Tentang", "link (rows and pairs) | finding", nullable=False, isin=["link", "finding"]
    )
    name: str = column(
        "Nama",
        "match_reason, or `pair` for pairs not joined; flag kind, with `:review` where a person "
        "must decide",
        nullable=False,
    )
    low: float = column("Peluang dari", "as computed, piece's beginning", nullable=False)
    high: float = column("Peluang sampai", "as computed, piece's end", nullable=False)
    low_right: float = column("Benar dari", "share right at its beginning", nullable=False)
    high_right: float = column("Benar sampai", "share right at its end", nullable=False)


class IdHistory(Table):
    """What became of ids since the period before, for every period so far."""

    period: str = column("Periode", "in which it happened", nullable=False)
    unit: str = column("Satuan", "person | household", nullable=False, isin=["person", "household"])
    kind: str = column(
        "Kejadian",
        "merge (old id ended, its rows are at the new one) | split (some rows of an id that goes "
        "on got a new id) | moved (some rows went from one known id to another) | new | gone",
        nullable=False,
        isin=["merge", "split", "moved", "new", "gone"],
    )
    old_id: str = column("ID lama", "null for new")
    new_id: str = column("ID baru", "null for gone")
    shared: int = column(
        "Bersama", "rows (persons) or persons (households) that went over", nullable=False
    )


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
    evidence_hash: str = column(
        "Sidik bukti", "of what both rows say; a decided pair returns when it changes"
    )


class EvaluationPair(Table):
    """A pair decided without people, drawn at random for a blind second opinion."""

    record_id_l: str = column("ID Baris kiri", "smaller id", nullable=False)
    record_id_r: str = column("ID Baris kanan", "larger id", nullable=False)
    stratum: str = column(
        "Lapisan",
        "nik (same NIK) | sure, near (linked, from and below `automatic`) | apart (not linked)",
        nullable=False,
        isin=["nik", "sure", "near", "apart"],
    )
    stratum_pairs: int = column("Pasangan lapisan", "pairs the stratum has", nullable=False)
    probability: float = column("Peluang", "as computed; null where the NIK decided")


class LimitReached(Table):
    """Where linkage met something too common to be one person's or one family's."""

    kind: str = column("Batas", "block | kk | cluster", nullable=False)
    rule: str = column("Aturan", "blocking rule; kk; cluster", nullable=False)
    keys: int = column("Banyaknya", "keys left out, KKs left out, joins refused", nullable=False)
    entities: int = column("Baris", "rows (entities) that share them", nullable=False)


class Compared(Table):
    """A pair of entities that linkage compared, and the level each comparison reached.

    Kept to explain links. An entity is one row, or the rows that the exact pass made one person;
    its id is that of one of them. Pairs that were far from being one person are not kept. Numbers
    of levels: see `weight`.
    """

    round: pl.UInt8 = column(
        "Putaran", "1, or 2 once relatives' KKs were known", nullable=False, isin=[1, 2]
    )
    entity_id_l: str = column("ID kiri", "entity, as compared on the left", nullable=False)
    entity_id_r: str = column("ID kanan", "entity, as compared on the right", nullable=False)
    nik: pl.UInt8 = column(COMPARISON_LABELS["nik"], "number of the level", nullable=False)
    name: pl.UInt8 = column(COMPARISON_LABELS["name"], "number of the level", nullable=False)
    birth: pl.UInt8 = column(COMPARISON_LABELS["birth"], "number of the level", nullable=False)
    sex: pl.UInt8 = column(COMPARISON_LABELS["sex"], "number of the level", nullable=False)
    family: pl.UInt8 = column(COMPARISON_LABELS["family"], "number of the level", nullable=False)
    place: pl.UInt8 = column(COMPARISON_LABELS["place"], "number of the level", nullable=False)
    weight: float = column("Bobot", "bits: prior, levels and how rare the name is", nullable=False)


class Weight(Table):
    """What a level of a comparison weighs: log2(m / u) bits, and the prior."""

    comparison: str = column("Perbandingan", "comparison, or `prior`", nullable=False)
    level: pl.UInt8 = column("Nomor tingkat", "number of the level", nullable=False)
    name: str = column("Tingkat", "level", nullable=False)
    m: float = column("m", "how often among rows of one person; null where a value is missing")
    u: float = column("u", "how often among rows of two people; null where a value is missing")
    bits: float = column("Bit", "log2(m / u); 0 where a value is missing", nullable=False)
