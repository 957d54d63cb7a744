"""The out layer: what the program concluded of each household, village and certificate.

The tables an officer gets (flags, persons, households, coverage, pairs) and the steps of the
judgement before them (which rows propose, which criteria hold, which letters are valid, what
disqualifies), kept because they answer "why" for `padan explain` and for the web application.
`sql/out/<name>.sql` fills the table of the same name. Village lists are in `schemas.out_lists`,
the order of the queue in `schemas.out_urgency`, what only pages read in `schemas.out_pages`.
"""

from __future__ import annotations

import polars as pl

from schemas.base import REASONS, Table, column

REMEMBERED = pl.List(pl.Struct({"code": pl.String, "period": pl.String}))

RESOLUTIONS = (
    "in_registry",
    "not_poor",
    "died",
    "moved",
    "merged",
    "source_corrected",
    "decided",
    "unheard",
)
"""Why a flag ends (contract); only the first is a success."""


class Flag(Table):
    """One finding per kind and household."""

    flag_id: str = column(
        "ID Temuan", "stays while the same flag persists", nullable=False, unique=True
    )
    kind: str = column("Jenis", "one of the contract's flag kinds", nullable=False)
    subtype: str = column("Subjenis", "for missing_from_dtks: see contract")
    household_id: str = column("ID Keluarga", "household", nullable=False)
    person_ids: pl.List(pl.String) = column("ID Orang", "people concerned")
    village_code: str = column("Kode desa", "63.05.01.2003, null when unknown")
    reasons: REASONS = column(
        "Alasan", "code, rule (with legal basis), evidence sentence, rows", pii=True
    )
    confidence: float = column("Keyakinan", "probability the flag is right", nullable=False)
    needs_review: bool = column("Perlu ditinjau", "a person must decide first", nullable=False)
    priority: int = column("Prioritas", "1 is most urgent", nullable=False)
    state: str = column(
        "Keadaan", "new | persisting | reopened | unheard | resolved", nullable=False
    )
    resolution: str = column(
        "Sebab selesai",
        "in_registry | not_poor | died | moved | merged | source_corrected | decided | unheard; "
        "null while open",
        isin=RESOLUTIONS,
    )
    first_period: str = column("Sejak", "period in which it was first raised", nullable=False)
    last_judged: str = column(
        "Terakhir dinilai", "period of its evidence: files of that month said it", nullable=False
    )
    ended_before: str = column(
        "Sebab selesai dulu", "why it had ended before it was reopened; null unless reopened"
    )
    changed: pl.List(pl.String) = column(
        "Yang berubah", "names of the facts that are other than when it ended; see ended_before"
    )
    evidence_hash: str = column(
        "Sidik bukti", "hash of reason codes and facts; a decided flag returns when it changes"
    )
    row_hash: str = column(
        "Sidik baris",
        "hash of reason codes and row ids, as evidence was hashed before its facts were; "
        "decisions that were taken on it count as long as it holds",
    )


class FlagHistory(Table):
    """Every flag ever found, so that its state can be known and a decided flag stays decided."""

    flag_id: str = column("ID Temuan", "flag", nullable=False, unique=True)
    kind: str = column("Jenis", "one of the contract's flag kinds", nullable=False)
    household_id: str = column("ID Keluarga", "household", nullable=False)
    first_period: str = column("Sejak", "period in which it was first found", nullable=False)
    last_period: str = column("Terakhir", "newest period in which it was found", nullable=False)
    status: str = column(
        "Status",
        "open | resolved (no longer found) | dismissed (an officer disagreed)",
        nullable=False,
        isin=["open", "resolved", "dismissed"],
    )
    resolution: str = column("Sebab selesai", "see Flag; null while open", isin=RESOLUTIONS)
    resolved_period: str = column("Selesai", "period in which it resolved, null while open")
    evidence_hash: str = column("Sidik bukti", "of the last time it was found")
    facts: pl.List(pl.String) = column(
        "Fakta", "what it rested on the last time it was found", pii=True
    )


class FlagEnd(Table):
    """Why a flag that was open last month is no longer found; null = nobody said anything of it."""

    flag_id: str = column("ID Temuan", "flag", nullable=False, unique=True)
    resolution: str = column("Sebab selesai", "see Flag", isin=RESOLUTIONS)


class Rule(Table):
    """A rule as data: the text that stands behind a reason code."""

    kind: str = column("Jenis", "flag kind, or `criterion`", nullable=False)
    code: str = column("Kode", "reason code, or criterion letter", nullable=False)
    rule: str = column("Aturan", "sentence with legal basis and rules version", nullable=False)
    words: str = column("Arti", "the code in plain words", nullable=False)
    legal_basis: str = column("Dasar hukum", "from padan.toml", nullable=False)
    version: str = column("Versi aturan", "hash of the rules' configuration", nullable=False)
    valid_from: pl.Date = column("Berlaku dari", "null = always")
    valid_to: pl.Date = column("Berlaku sampai", "null = still")
    in_force: bool = column("Berlaku", "in force on some day of the period", nullable=False)
    priority: int = column(
        "Prioritas", "1 most urgent; one later when review is needed", nullable=False
    )


class FlagWord(Table):
    """The latest word of a person on one finding and one evidence, from the ledger."""

    flag_id: str = column("ID Temuan", "flag", nullable=False)
    evidence_hash: str = column("Sidik bukti", "evidence it is about; null = whatever the evidence")
    agrees: bool = column(
        "Setuju", "True = agrees, False = disagrees, null = takes an earlier word back"
    )
    at: str = column("Waktu", "ISO 8601, UTC", nullable=False)
    decision_id: str = column("ID Keputusan", "ledger row", nullable=False)


class Verdict(Table):
    """The latest decision of a person on one subject, from the ledger; on findings see FlagWord."""

    kind: str = column("Jenis", "proposal | population_list | replacement_list", nullable=False)
    subject_id: str = column("Subjek", "flag, household, file path or village code", nullable=False)
    agrees: bool = column("Setuju", "True = agrees / confirms, False = disagrees", nullable=False)
    evidence_hash: str = column("Sidik bukti", "evidence the decision was taken on, if kept")
    decision_id: str = column("ID Keputusan", "ledger row", nullable=False)


class Village(Table):
    """A village of the configured regency."""

    village_code: str = column("Kode desa", "63.05.01.2003", nullable=False, unique=True)
    village_name: str = column("Desa", "official name", nullable=False)
    district_code: str = column("Kode kecamatan", "63.05.01", nullable=False)
    district_name: str = column("Kecamatan", "official name", nullable=False)
    label: str = column("Sebutan", "Desa Suato Tatakan, Kelurahan Binuang", nullable=False)


class Registry(Table):
    """A registry: whether this period has an extract of it, and whether that decides."""

    registry: str = column("Registri", "dtks | dtsen", nullable=False, unique=True)
    label: str = column("Nama", "DTKS | DTSEN", nullable=False)
    loaded: bool = column("Dimuat", "the period has an extract of it", nullable=False)
    decides: bool = column(
        "Menentukan", "whoever it lists is registered this period", nullable=False
    )
    data_period: str = column("Data bulan", "newest period of its files; null when not loaded")
    name: str = column("Sebutan", "its name with the month of its data", nullable=False)


class Standing(Table):
    """How a household stands in one registry."""

    household_id: str = column("ID Keluarga", "household", nullable=False)
    registry: str = column("Registri", "dtks | dtsen", nullable=False)
    decides: bool = column("Menentukan", "see Registry", nullable=False)
    desil: int = column("Desil", "lowest desil of its DTSEN families; null = none")
    standing: str = column(
        "Kedudukan",
        "listed | desil_above | no_desil | old (in a DTKS that does not decide) | absent | "
        "not_loaded",
        nullable=False,
    )
    words: str = column("Sebutan", "the same in words, true of this registry", nullable=False)


class SourceAge(Table):
    """A source whose data this period are all carried forward; evidence gives their age."""

    source: str = column("Sumber", "source folder", nullable=False, unique=True)
    newest_period: str = column("Data bulan", "newest period of its files", nullable=False)
    words: str = column("Umur", "what evidence says of the age", nullable=False)


class Poverty(Table):
    """Poverty of a proposed household by the values of one proposing village."""

    household_id: str = column("ID Keluarga", "household", nullable=False)
    village_code: str = column("Desa pengusul", "the list's village, null when unknown")
    file: str = column("Berkas", "the newest file that gives any value", nullable=False)
    basis: str = column(
        "Dasar", "only | date | replacement | path: why this file stands", nullable=False
    )
    record_id: str = column("ID Baris", "the file's row whose family values stand", nullable=False)
    record_ids: pl.List(pl.String) = column(
        "Baris yang dipakai", "all rows whose family values stand, older files' for empty cells"
    )
    poverty: str = column("Kemiskinan", "poor | non_poor | unknown", nullable=False)
    criteria_met: pl.List(pl.String) = column("Kriteria terpenuhi", "a..h, 0 = no dwelling")
    criteria_missing: pl.List(pl.String) = column("Kriteria kosong", "a..h")
    criteria_remembered: REMEMBERED = column(
        "Jawaban lama", "criteria told by an earlier answer, with its period"
    )


class Certificate(Table):
    """An SKTM and whether it is valid in the period."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    person_id: str = column("ID Pemegang", "holder", nullable=False)
    household_id: str = column("ID Keluarga", "today's household of the holder", nullable=False)
    probability: float = column("Peluang", "that the row is this person", nullable=False)
    nomor_surat: str = column("Nomor surat", "as typed")
    issued: pl.Date = column("Tanggal surat", "issue date")
    valid_until: pl.Date = column("Berlaku sampai", "last day of validity")
    validity_basis: str = column("Dasar masa berlaku", "berlaku_sampai | purpose | default | null")
    valid: bool = column("Berlaku", "valid in the period", nullable=False)
    holder_death: str = column(
        "Kematian pemegang",
        "before (a kematian date before the letter) | undated (Dukcapil only) | null",
    )
    death_record_id: str = column("ID Baris kematian", "row that says so")
    death_probability: float = column("Peluang kematian", "that the row is the holder")


class RegistryMember(Table):
    """A row that puts a person (or, for a DTSEN family without members, a family) in a registry."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    registry: str = column("Registri", "dtks | dtsen", nullable=False)
    person_id: str = column("ID Orang", "person; null for a family row without members")
    household_id: str = column("ID Keluarga", "today's household", nullable=False)
    idartbdt: str = column("IDARTBDT", "DTKS member")
    desil: int = column("Desil", "lowest desil of the row's DTSEN family")
    listed: bool = column(
        "Tercatat", "dtks, or dtsen with a desil at most desil_max", nullable=False
    )
    counts: bool = column(
        "Dihitung", "listed by a registry that decides this period", nullable=False
    )
    probability: float = column("Peluang", "that the row is this person", nullable=False)


class Lookalike(Table):
    """Two people who may be one and the same although they were not joined; both ways round."""

    person_id: str = column("ID Orang", "person", nullable=False)
    other_id: str = column("ID Orang lain", "the person alike", nullable=False)
    probability: float = column("Peluang", "that both are the same person", nullable=False)
    record_id: str = column("ID Baris lain", "a row of the person alike", nullable=False)


class Disqualification(Table):
    """A register row that speaks against help for a living member of a household."""

    household_id: str = column("ID Keluarga", "household", nullable=False)
    person_id: str = column("ID Orang", "living member", nullable=False)
    record_id: str = column("ID Baris", "register row", nullable=False)
    code: str = column("Kode", "asn | bpjstk | pln | kendaraan | ahu", nullable=False)
    probability: float = column("Peluang", "that the row is this person", nullable=False)
    certain: bool = column(
        "Pasti", "hard reason and a sure link: decides without review", nullable=False
    )
    detail: str = column("Rincian", "what the register says, in words", pii=True)
    fact: str = column("Fakta", "what the register says, as evidence", nullable=False, pii=True)


class Unregistered(Table):
    """A family that ought to be in the period's registry and is not; it becomes one finding."""

    household_id: str = column("ID Keluarga", "household", nullable=False, unique=True)
    head_name: str = column("Kepala keluarga", "golden name of the head", pii=True)
    proposed: bool = column("Diusulkan", "else it only holds an SKTM", nullable=False)
    poverty: str = column("Kemiskinan", "poor | unknown; null when not proposed")
    criteria_missing: pl.List(pl.String) = column("Kriteria kosong", "letters a..h")
    in_dtsen: bool = column("Di DTSEN", "see HouseholdStatus", nullable=False)
    dtsen_desil: int = column("Desil DTSEN", "see HouseholdStatus")
    desil_above: bool = column(
        "Desil di atas batas", "in DTSEN, all of it above desil_max", nullable=False
    )
    villages: str = column("Pengusul", "who proposed it, in words", nullable=False)
    criteria_words: str = column("Kriteria terpenuhi", "in words; null when none")
    standing_words: str = column("Kedudukan", "in the registries that decide", nullable=False)
    elsewhere: str = column(
        "Di tempat lain", "sentences on the other registry; empty = nothing", nullable=False
    )
    person_ids: pl.List(pl.String) = column("ID Orang", "who proposes it or holds the letters")
    record_ids: pl.List(pl.String) = column("ID Baris", "the rows that do")
    probability: float = column("Peluang", "that one of the rows is a member", nullable=False)
    valid_until: pl.Date = column("SKTM berlaku sampai", "of the longest letter")
    facts: pl.List(pl.String) = column("Fakta", "see Reason", nullable=False, pii=True)


class Reason(Table):
    """A reason found by one flag rule, before reasons become flags."""

    kind: str = column("Jenis", "flag kind", nullable=False)
    subtype: str = column("Subjenis", "for missing_from_dtks")
    household_id: str = column("ID Keluarga", "household", nullable=False)
    person_ids: pl.List(pl.String) = column("ID Orang", "people concerned")
    code: str = column("Kode", "reason code", nullable=False)
    evidence: str = column("Bukti", "a sentence to read aloud", nullable=False, pii=True)
    record_ids: pl.List(pl.String) = column("ID Baris", "evidence rows")
    facts: pl.List(pl.String) = column(
        "Fakta",
        "what the reason and a decision on it rest on, standardized: its evidence",
        nullable=False,
        pii=True,
    )
    probability: float = column("Peluang", "that the reason holds", nullable=False)
    needs_review: bool = column("Perlu ditinjau", "cannot decide by itself", nullable=False)


class Finding(Table):
    """Reasons of one kind and household gathered into one finding, before decisions and history."""

    flag_id: str = column("ID Temuan", "hash of kind and household", nullable=False, unique=True)
    kind: str = column("Jenis", "flag kind", nullable=False)
    subtype: str = column("Subjenis", "for missing_from_dtks")
    household_id: str = column("ID Keluarga", "household", nullable=False)
    person_ids: pl.List(pl.String) = column("ID Orang", "people concerned")
    village_code: str = column("Kode desa", "63.05.01.2003, null when unknown")
    reasons: REASONS = column("Alasan", "see Flag", pii=True)
    confidence: float = column("Keyakinan", "probability the finding is right", nullable=False)
    needs_review: bool = column("Perlu ditinjau", "no reason decides by itself", nullable=False)
    priority: int = column("Prioritas", "1 is most urgent", nullable=False)
    evidence_hash: str = column("Sidik bukti", "see Flag", nullable=False)
    row_hash: str = column("Sidik baris", "see Flag", nullable=False)
    facts: pl.List(pl.String) = column("Fakta", "those of its reasons", nullable=False, pii=True)
    agreed: bool = column("Disetujui", "the word that stands on this evidence; null = none")


class HouseholdGolden(Table):
    """Best values of a household, each with the record it came from."""

    household_id: str = column("ID Keluarga", "household", nullable=False, unique=True)
    kk: str = column("No. KK", "today's KK", pii=True)
    kk_record: str = column("Asal KK", "record")
    kk_basis: str = column("Dasar KK", "see link.PersonHousehold")
    head_person_id: str = column("ID Kepala", "head of family, best guess")
    head_name: str = column("Kepala keluarga", "golden name of the head", pii=True)
    head_record: str = column("Asal kepala keluarga", "record of the name")
    alamat: str = column("Alamat", "golden", pii=True)
    rt: str = column("RT", "from the address record")
    rw: str = column("RW", "from the address record")
    alamat_record: str = column("Asal alamat", "record")
    village_code: str = column("Kode desa", "63.05.01.2003")
    village_record: str = column("Asal desa", "record")
    person_ids: pl.List(pl.String) = column("Anggota", "persons, dead ones included")
    members: int = column("Jumlah anggota", "persons", nullable=False)
    living: int = column("Anggota hidup", "living persons", nullable=False)


class HouseholdStatus(HouseholdGolden):
    """One row per household: what was concluded of it this period (basis of flags, coverage)."""

    proposed: bool = column("Diusulkan", "a village proposed it this period", nullable=False)
    proposing_villages: pl.List(pl.String) = column("Desa pengusul", "village codes")
    poverty: str = column("Kemiskinan", "poor | non_poor | unknown | null when not proposed")
    criteria_met: pl.List(pl.String) = column("Kriteria terpenuhi", "letters a..h, 0 = no dwelling")
    criteria_missing: pl.List(pl.String) = column("Kriteria kosong", "letters a..h")
    criteria_remembered: REMEMBERED = column(
        "Jawaban lama", "criteria told by an earlier answer, with its period"
    )
    in_dtks: bool = column("Di DTKS", "a living member is in dtks", nullable=False)
    in_dtsen: bool = column(
        "Di DTSEN", "a living member is in dtsen, whatever the desil", nullable=False
    )
    dtsen_desil: int = column("Desil DTSEN", "lowest desil of its DTSEN families; null = none")
    in_registry: bool = column("Di registri", "contract's definition", nullable=False)
    sktm_held: int = column("SKTM", "certificates held, any validity", nullable=False)
    sktm_valid: int = column("SKTM berlaku", "certificates valid in the period", nullable=False)
    disqualified: bool = column("Gugur", "a hard disqualification holds", nullable=False)
    proposal_confirmed: bool = column(
        "Disetujui diusulkan",
        "an officer confirmed it for proposal and it is not registered",
        nullable=False,
    )


class Household(HouseholdStatus):
    """The contract's households: a view of household_status."""


class Coverage(Table):
    """One row per village."""

    village_code: str = column("Kode desa", "63.05.01.2003", nullable=False, unique=True)
    village_name: str = column("Desa", "official name", nullable=False)
    district_code: str = column("Kode kecamatan", "63.05.01", nullable=False)
    district_name: str = column("Kecamatan", "official name", nullable=False)
    households: int = column("Keluarga", "households known", nullable=False)
    proposed: int = column("Diusulkan", "households proposed", nullable=False)
    poor: int = column("Miskin", "proposed households that are poor", nullable=False)
    in_registry: int = column("Terdaftar", "households in the registry", nullable=False)
    missing: int = column(
        "Belum terdaftar", "missing_from_dtks flags on this period's evidence", nullable=False
    )
    missing_unheard: int = column(
        "Belum terdengar lagi", "missing_from_dtks flags of which nothing was heard", nullable=False
    )
    sktm_held: int = column("Pemegang SKTM", "households with any SKTM", nullable=False)
    sktm_valid: int = column("SKTM berlaku", "households with a valid SKTM", nullable=False)
    sktm_ineligible: int = column("SKTM tidak layak", "ineligible_sktm flags", nullable=False)
    submitted: bool = column(
        "Mengirim", "a list of the village was read this period", nullable=False
    )
    punctuality: str = column(
        "Ketepatan waktu",
        "on_time | no_date (the list bears no day, so it is not late) | late (it bears a day after "
        "window_closes) | earlier_month (nothing came but lists dated before the month) | "
        "nothing_sent",
        nullable=False,
        isin=["on_time", "no_date", "late", "earlier_month", "nothing_sent"],
    )
    submitted_on: pl.Date = column(
        "Tanggal daftar", "date on the list by which punctuality is judged; null = none"
    )
    window_opens: pl.Date = column(
        "Awal masa kirim", "first day on which lists of the period are awaited", nullable=False
    )
    window_closes: pl.Date = column(
        "Batas kirim", "last day on which a list of the period is on time", nullable=False
    )
    problems: int = column("Masalah", "problems on this period's rows", nullable=False)
    rejected: int = column("Ditolak", "rejected rows of this period", nullable=False)


class Person(Table):
    """One row per resolved person, golden values each with the record they came from."""

    person_id: str = column("ID Orang", "person", nullable=False, unique=True)
    household_id: str = column("ID Keluarga", "household", nullable=False)
    nik: str = column("NIK", "golden", pii=True)
    nik_record: str = column("Asal NIK", "record")
    nama: str = column("Nama", "golden", pii=True)
    nama_record: str = column("Asal nama", "record")
    sex: str = column("Jenis kelamin", "L | P")
    sex_record: str = column("Asal jenis kelamin", "record")
    birth_date: pl.Date = column("Tanggal lahir", "golden", pii=True)
    birth_date_record: str = column("Asal tanggal lahir", "record")
    mother: str = column("Ibu kandung", "golden", pii=True)
    mother_record: str = column("Asal ibu kandung", "record")
    shdk: str = column("SHDK", "golden")
    shdk_record: str = column("Asal SHDK", "record")
    kk: str = column("No. KK", "today's", pii=True)
    kk_record: str = column("Asal KK", "record")
    village_code: str = column("Kode desa", "63.05.01.2003")
    dead: bool = column("Meninggal", "dead", nullable=False)
    in_dtks: bool = column("Di DTKS", "has a dtks row", nullable=False)
    in_dtsen: bool = column("Di DTSEN", "has a dtsen row", nullable=False)
    in_dukcapil: bool = column("Di Dukcapil", "has a dukcapil row", nullable=False)
    records: int = column("Baris", "records that name the person", nullable=False)


class PairForReview(Table):
    """An undecided pair."""

    record_id_l: str = column("ID Baris kiri", "record", nullable=False)
    record_id_r: str = column("ID Baris kanan", "record", nullable=False)
    probability: float = column("Peluang", "that both are the same person", nullable=False)
    agrees: pl.List(pl.String) = column("Sama", "columns that agree")
    differs: pl.List(pl.String) = column("Berbeda", "columns that differ")
    evidence_hash: str = column("Sidik bukti", "see link.Candidate; hand it on with a decision")
