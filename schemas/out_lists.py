"""The out layer: the lists villages sent, what a further list changed, and whom they propose."""

from __future__ import annotations

import polars as pl

from schemas.base import Table, column
from schemas.indicators import Indicators


class ListedPerson(Table):
    """One accepted row about a person in a village list of this period."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    layout: str = column("Tata letak", "layout of the file")
    list_date: pl.Date = column("Tanggal daftar", "date the list bears")
    village_code: str = column("Kode desa", "the list's village, null when unknown")
    person_id: str = column("ID Orang", "person", nullable=False)
    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    probability: float = column("Peluang", "that the row is this person", nullable=False)
    family: str = column(
        "Kunci keluarga", "the family as listed, within its file", nullable=False, pii=True
    )
    is_head: bool = column("Kepala", "the row is the head of the family", nullable=False)
    gone: bool = column(
        "Pergi", "the row says dead or moved: proposes nobody by itself", nullable=False
    )


class ListedFamily(Indicators):
    """What one file says of the dwelling of one family as listed."""

    file: str = column("Berkas", "path below inbox/", nullable=False)
    family: str = column("Kunci keluarga", "see ListedPerson", nullable=False, pii=True)
    given: int = column("Isian", "indicators on the fullest row, 0..9", nullable=False)


class ToldFamily(Indicators):
    """What one list of this period says of the dwelling of one proposed household."""

    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    village_code: str = column("Desa pengusul", "the list's village, null when unknown")
    file: str = column("Berkas", "path below inbox/", nullable=False)
    list_date: pl.Date = column("Tanggal daftar", "date the list bears")
    recency: int = column("Urutan", "see VillageList", nullable=False)
    replaces: bool = column("Pengganti", "see VillageList", nullable=False)
    record_id: str = column("ID Baris", "row whose family's values are given", nullable=False)
    gives: bool = column("Berisi", "it gives at least one indicator", nullable=False)


class IndicatorAnswer(Table):
    """The newest answer to one indicator of one household, kept for `criteria_months`."""

    household_id: str = column("ID Keluarga", "household", nullable=False)
    indicator: str = column("Keterangan", "column of schemas.indicators", nullable=False)
    value: int = column("Isi", "yes = 1, no = 0, or the code", nullable=False)
    period: str = column("Bulan jawaban", "period of the list that gave it", nullable=False)
    list_date: pl.Date = column("Tanggal daftar", "date that list bears")
    file: str = column("Berkas", "path below inbox/", nullable=False)


class Criterion(Table):
    """One indicator of a proposed household by the word of one proposing village."""

    household_id: str = column("ID Keluarga", "household", nullable=False)
    village_code: str = column("Desa pengusul", "the list's village, null when unknown")
    indicator: str = column("Keterangan", "column of schemas.indicators", nullable=False)
    code: str = column("Kriteria", "letter a..h, 0 = no dwelling", nullable=False)
    value: int = column("Isi", "yes = 1, no = 0, or the code; null = nobody said")
    met: bool = column("Terpenuhi", "the criterion is met; null = nobody said")
    period: str = column("Bulan jawaban", "period of the list that gave it")
    remembered: bool = column(
        "Jawaban lama", "an earlier answer, this period's lists left it blank", nullable=False
    )
    file: str = column("Berkas", "path below inbox/ of the list that gave it")
    list_date: pl.Date = column("Tanggal daftar", "date that list bears")
    record_id: str = column("ID Baris", "this period's row that gives it")


class VillageList(Table):
    """One village's part of one list file: its place among them, and whether it proposes."""

    file: str = column("Berkas", "path below inbox/", nullable=False)
    village_code: str = column("Kode desa", "the list's village, null when unknown")
    layout: str = column("Tata letak", "layout of the file")
    list_date: pl.Date = column("Tanggal daftar", "date the list bears")
    recency: int = column("Urutan", "1 = the newest list of the village", nullable=False)
    replaces: bool = column(
        "Pengganti", "withdraws everybody of older lists whom it omits", nullable=False
    )
    replaces_basis: str = column(
        "Dasar pengganti", "decision | cell | title | note | filename | null (nothing said)"
    )
    same_as: str = column("Sama dengan", "older file of the village with the very same rows")
    rows: int = column("Baris", "rows about people", nullable=False)
    persons: int = column("Orang", "distinct persons", nullable=False)
    covered: int = column("Tercakup", "of the village's living people in dukcapil", nullable=False)
    population: int = column("Penduduk", "the village's living people in dukcapil", nullable=False)
    population_list: bool = column(
        "Daftar penduduk", "covers more than half of the village", nullable=False
    )
    basis: str = column("Dasar", "file | layout (files of one layout together) | null")
    confirmed: bool = column(
        "Dikonfirmasi", "an officer confirmed that it proposes", nullable=False
    )
    proposes: bool = column("Mengusulkan", "its rows propose their households", nullable=False)


class Turnout(Table):
    """How many villages sent lists in a month, and how many rows about people those have."""

    period: str = column("Bulan", "period", nullable=False, unique=True)
    villages: int = column("Desa yang mengirim", "villages with a list that was read",
                           nullable=False)  # fmt: skip
    rows: int = column("Baris", "accepted rows about people in them", nullable=False)


class FewSenders(Table):
    """Clearly fewer lists than usual: falling figures may only mean that villages are silent.

    One row, or none where as much came as usual.
    """

    villages: int = column("Desa yang mengirim", "this month", nullable=False)
    rows: int = column("Baris", "this month", nullable=False)
    usual_villages: float = column("Desa biasanya", "middle of up to six earlier months",
                                   nullable=False)  # fmt: skip
    usual_rows: float = column("Baris biasanya", "middle of up to six earlier months",
                               nullable=False)  # fmt: skip
    few_villages: bool = column("Desa jauh berkurang", "below the bound", nullable=False)
    few_rows: bool = column("Baris jauh berkurang", "below the bound", nullable=False)


class Withdrawal(Table):
    """A row of an older list about a person whom a replacement of the village's list omits."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    village_code: str = column("Kode desa", "the list's village", nullable=False)
    person_id: str = column("ID Orang", "person", nullable=False)
    replaced_by: str = column("Digantikan", "the replacing file", nullable=False)


class Resubmission(Table):
    """What a further list of a village changed against its older lists of the period.

    One row a person, for `changed` one a column. Values are as read (codes, ISO dates).
    """

    village_code: str = column("Kode desa", "the list's village", nullable=False)
    file: str = column("Berkas", "the further list", nullable=False)
    person_id: str = column("ID Orang", "person", nullable=False)
    change: str = column(
        "Perubahan",
        "added | changed | same | withdrawn (omitted by a replacement)",
        nullable=False,
        isin=["added", "changed", "same", "withdrawn"],
    )
    canonical: str = column("Kolom", "canonical column that changed, else null")
    old_value: str = column("Isi lama", "null where the older lists gave none", pii=True)
    new_value: str = column("Isi baru", "as read", pii=True)
    old_file: str = column("Berkas lama", "the older list that had the value or person")
    old_record_id: str = column("ID Baris lama", "its row")
    record_id: str = column("ID Baris", "row of the further list; null when withdrawn")


class Proposal(Table):
    """A row of a village list that proposes its household this period."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    village_code: str = column("Desa pengusul", "the list's village, null when unknown")
    person_id: str = column("ID Orang", "person", nullable=False)
    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    probability: float = column("Peluang", "that the row is this person", nullable=False)


class ProposedHousehold(Table):
    """A proposed household with everyone and every row that speaks for it."""

    household_id: str = column("ID Keluarga", "today's household", nullable=False, unique=True)
    person_ids: pl.List(pl.String) = column("ID Orang", "who proposes it", nullable=False)
    record_ids: pl.List(pl.String) = column(
        "ID Baris", "rows that propose it and rows it is judged by", nullable=False
    )
    probability: float = column("Peluang", "that one of the rows is a member", nullable=False)
