"""The out layer: what the web application needs to show one family or to find a person.

Nothing here is concluded: it is `core` and `link` once more, in the order in which pages read it.
"""

from __future__ import annotations

import polars as pl

from schemas.base import Table, column


class RegistrySince(Table):
    """Since when a person is in a registry without a gap, as far as published periods reach."""

    person_id: str = column("ID Orang", "person", nullable=False)
    registry: str = column("Registri", "dtks | dtsen", nullable=False)
    since: str = column("Sejak", "first period of the present stretch", nullable=False)
    last_period: str = column("Terakhir", "newest period in which it was there", nullable=False)
    present: bool = column("Masih", "is there in this period", nullable=False)


class FamilyRow(Table):
    """A row about a family with what it says of the person it names, stored by family.

    Says nothing that core and link do not; pages about one family read a few rows of it instead of
    looking through all rows of all sources.
    """

    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    person_id: str = column("ID Orang", "person the row names; null for a row about the family")
    source: str = column("Sumber", "source folder", nullable=False)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    row: int = column("Baris", "as the officer sees it", nullable=False)
    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    carried_from: str = column("Dibawa dari", "period when carried forward, else null")
    match_reason: str = column("Alasan cocok", "see link.RecordPerson")
    probability: float = column("Peluang", "that the row is this person")
    problems: pl.List(pl.String) = column("Masalah", "what is wrong with the row, in words")
    nama: str = column("Nama", "as typed", pii=True)
    nik: str = column("NIK", "16 plausible digits, else null", pii=True)
    nik_typed: str = column("NIK tertulis", "as typed", pii=True)
    kk: str = column("No. KK", "16 plausible digits, else null", pii=True)
    kk_typed: str = column("No. KK tertulis", "as typed", pii=True)
    sex: str = column("Jenis kelamin", "L | P | null")
    birth_date: pl.Date = column("Tanggal lahir", "null when unknown or invalid", pii=True)
    mother: str = column("Ibu kandung", "folded", pii=True)
    shdk: str = column("SHDK", "see core.Person")
    alamat: str = column("Alamat", "as typed", pii=True)
    rt: str = column("RT", "without leading zeros")
    rw: str = column("RW", "without leading zeros")
    village_code: str = column("Kode desa", "the row's, null when unknown")
    dead: bool = column("Meninggal", "the row itself says the person is dead")
    moved: bool = column("Pindah", "the row itself says the person has moved away")
    work: str = column("Pekerjaan", "as typed, upper case")


class VillageAnswer(Table):
    """What a village answered about a finding on its verification list, in this month or earlier.

    Shown to who decides; it decides nothing itself. Answers of earlier months are taken over from
    the publication before, because a returned workbook lies in the inbox of one month only.
    """

    flag_id: str = column("ID Temuan", "flag", nullable=False)
    hasil: str = column("Hasil Verifikasi", "see core.Reply; null when there is none")
    nik_lapangan: pl.List(pl.String) = column("NIK di Lapangan", "see core.Reply", pii=True)
    catatan: str = column("Catatan", "as typed", pii=True)
    petugas: str = column("Petugas", "as typed", pii=True)
    tanggal: pl.Date = column("Tanggal Verifikasi", "date")
    file: str = column("Berkas", "path below inbox/", nullable=False)
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    row: int = column("Baris", "as the officer sees it", nullable=False)
    period: str = column("Bulan", "period in whose inbox it came back first", nullable=False)


class SearchNumber(Table):
    """A NIK or KK a family is known by in any row, by each of its halves (for the desk's search).

    A number mistyped in one place still has one half right.
    """

    half: str = column("Paruh", "first eight digits and `-`, or `-` and the last eight", pii=True,
                       nullable=False)  # fmt: skip
    number: str = column("Nomor", "digits, damaged ones included", pii=True, nullable=False)
    kind: str = column("Jenis", "nik | kk", nullable=False, isin=["nik", "kk"])
    person_id: str = column("ID Orang", "who bears the NIK; null for a KK")
    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    village_code: str = column("Kode desa", "the household's, null when unknown")


class SearchName(Table):
    """A name a person is known by in any row, by each village given for them (for the search)."""

    place_code: str = column("Kode tempat", "village of a row or of the household; '' = none",
                             nullable=False)  # fmt: skip
    name_folded: str = column("Nama lipat", "see core.Person", pii=True, nullable=False)
    person_id: str = column("ID Orang", "person", nullable=False)
    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    village_code: str = column("Kode desa", "the household's, null when unknown")
