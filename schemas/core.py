"""The core layer: typed, standardized, with problems attached to each row."""

from __future__ import annotations

import polars as pl

from schemas.base import PROBLEMS, Table, column
from schemas.indicators import Indicators
from schemas.source import ROLES
from schemas.sources import TABLES


def _tables_with(attributes: str) -> str:
    """The raw tables whose attributes go to this core table, as a description."""
    return " | ".join(name for name, t in TABLES.items() if t.attributes == attributes)


class Source(Table):
    """One row per source: what the program knows of each, whether or not it sent anything."""

    source: str = column("Sumber", "source folder", nullable=False, unique=True)
    label: str = column("Nama", "what officers call it", nullable=False)
    register: bool = column(
        "Register", "a full extract, carried forward while no newer one comes", nullable=False
    )
    registry: bool = column(
        "Daftar bantuan", "decides who counts as registered for aid", nullable=False
    )
    by_villages: bool = column("Dari desa", "villages write it", nullable=False)
    of_means: bool = column(
        "Bukti kemampuan",
        "shows what people earn or own; its addresses need not be their homes",
        nullable=False,
    )


class SourceTable(Table):
    """One row per raw table of a source."""

    table: str = column("Tabel", "raw table", nullable=False, unique=True)
    source: str = column("Sumber", "source folder", nullable=False)
    role: str = column("Peran", " | ".join(ROLES), nullable=False)
    personal: bool = column(
        "Tentang orang", "its rows are about the people they name", nullable=False
    )
    residents: bool = column("Daftar penduduk", "says who lives in the regency", nullable=False)
    families: bool = column(
        "Daftar keluarga", "lists whole families, each member with their place in it",
        nullable=False,
    )  # fmt: skip
    names_once: bool = column("Sekali saja", "a file names each person once", nullable=False)
    identity_trust: int = column(
        "Urutan identitas", "the lower, the sooner believed about who somebody is", nullable=False
    )
    place_trust: int = column(
        "Urutan tempat", "the lower, the sooner believed about where somebody lives",
        nullable=False,
    )  # fmt: skip


class Record(Table):
    """One row per non-empty row below a header in every file the run used."""

    record_id: str = column(
        "ID Baris",
        "hash of source, content and occurrence; position-free",
        nullable=False,
        unique=True,
    )
    source: str = column("Sumber", "source folder", nullable=False)
    table: str = column("Tabel", "raw table the row was read as", nullable=False)
    file: str = column("Berkas", "path below inbox/", nullable=False)
    period: str = column("Periode berkas", "period folder of the file", nullable=False)
    carried_from: str = column("Dibawa dari", "period when carried forward, else null")
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    row: int = column("Baris", "1-based row as the officer sees it", nullable=False)
    role: str = column("Peran", f"{' | '.join(ROLES)}; null on not_data")
    outcome: str = column(
        "Hasil",
        "accepted | rejected | not_data",
        nullable=False,
        isin=["accepted", "rejected", "not_data"],
    )
    problems: PROBLEMS = column("Masalah", "problem records; no personal values inside")
    village_code: str = column("Kode desa", "63.05.01.2003, null when unknown")
    village_basis: str = column(
        "Dasar desa", "code | bps_code | name | alias | title | filename | family | null"
    )
    list_date: pl.Date = column("Tanggal daftar", "date the list bears")
    list_replaces: bool = column(
        "Daftar pengganti", "the list says that it replaces all sent before; null = says nothing"
    )


class Person(Table):
    """One row per accepted row that names a person, in comparison form (all sources)."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    source: str = column("Sumber", "source folder", nullable=False)
    table: str = column("Tabel", "raw table", nullable=False)
    nik: str = column("NIK", "16 plausible digits, else null", pii=True)
    nik_typed: str = column("NIK tertulis", "as typed", pii=True)
    nik_digits: str = column("Angka NIK", "digits of a damaged NIK for near comparison", pii=True)
    nik_status: str = column(
        "Status NIK",
        "ok | repaired | missing | dummy | temporary | short | long | letters | rounded | "
        "scientific | is_kk | bad_date | shared",
        nullable=False,
    )
    kk: str = column("No. KK", "16 plausible digits, else null", pii=True)
    kk_typed: str = column("No. KK tertulis", "as typed or filled from the row above", pii=True)
    nama: str = column("Nama", "as typed, white space folded", pii=True)
    name_std: str = column(
        "Nama baku", "upper case, titles and bin/binti part removed, variants unified", pii=True
    )
    name_folded: str = column(
        "Nama lipat", "name_std with old spelling and doubled letters folded, spaces kept", pii=True
    )
    name_sorted: str = column("Nama urut", "tokens of name_folded sorted", pii=True)
    name_joined: str = column("Nama rapat", "name_folded without spaces", pii=True)
    patronym: str = column("Bin/binti", "folded father's name given after bin/binti", pii=True)
    sex: str = column("Jenis kelamin", "L | P | null")
    birth_date: pl.Date = column("Tanggal lahir", "null when unknown or invalid", pii=True)
    birth_year: int = column("Tahun lahir", "also when only the year is known")
    birth_default: bool = column("Tanggal baku", "31-12, 01-07, 01-01 and the like", nullable=False)
    birth_place: str = column("Tempat lahir", "folded", pii=True)
    mother: str = column("Ibu kandung", "folded like name_folded", pii=True)
    father: str = column("Ayah", "folded", pii=True)
    mother_nik: str = column("NIK ibu", "16 plausible digits", pii=True)
    father_nik: str = column("NIK ayah", "16 plausible digits", pii=True)
    shdk: str = column(
        "SHDK",
        "kepala | suami | istri | anak | menantu | cucu | orangtua | mertua | famili | "
        "pembantu | lainnya | null",
    )
    alamat: str = column("Alamat", "as typed", pii=True)
    street: str = column("Jalan", "folded street name without JL, NO, RT, RW", pii=True)
    house_no: str = column("No rumah", "digits of the house number", pii=True)
    rt: str = column("RT", "without leading zeros")
    rw: str = column("RW", "without leading zeros")
    village_code: str = column("Kode desa", "63.05.01.2003")
    family_key: str = column(
        "Kunci keluarga",
        "groups rows of one family within one list: KK, else IDBDT, else consecutive rows under "
        "a head; null when the row stands alone",
        pii=True,
    )
    register_id: str = column(
        "ID register",
        "IDARTBDT for dtks; NIP, no_peserta, letter number and the like elsewhere",
        pii=True,
    )
    dead: bool = column("Meninggal", "the row itself says the person is dead", nullable=False)
    moved: bool = column(
        "Pindah", "the row itself says the person has moved away (status PINDAH, OpenSID 3)"
    )
    work: str = column("Pekerjaan", "as typed, upper case")


class Indicator(Indicators):
    """Household indicators as given on one row of a village list (or DTKS RUTA / DTSEN family)."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)


class Household(Table):
    """Household rows: DTKS RUTA, DTSEN family, BIP family row."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    source: str = column("Sumber", "source folder", nullable=False)
    table: str = column("Tabel", "dtks_ruta | dtsen_keluarga | bip_keluarga", nullable=False)
    idbdt: str = column("IDBDT", "DTKS household")
    kk: str = column("No. KK", "16 plausible digits", pii=True)
    head: str = column("Kepala keluarga", "as typed", pii=True)
    head_folded: str = column("Kepala keluarga lipat", "folded", pii=True)
    village_code: str = column("Kode desa", "63.05.01.2003")
    alamat: str = column("Alamat", "as typed", pii=True)
    desil: int = column("Desil", "desil_nasional 1..10 for DTSEN")


class DtksMember(Table):
    """Attributes of a DTKS ART row."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    idbdt: str = column("IDBDT", "DTKS household")
    idartbdt: str = column("IDARTBDT", "DTKS member")
    ada_pkh: bool = column("PKH", "receives PKH")
    ada_bpnt: bool = column("BPNT", "receives BPNT")
    ada_pbi: bool = column("PBI", "receives PBI")


class Certificate(Table):
    """Attributes of an SKTM row."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    nomor_surat: str = column("Nomor surat", "letter number as typed")
    tanggal_surat: pl.Date = column("Tanggal surat", "issue date")
    berlaku_sampai: pl.Date = column("Berlaku sampai", "as given, null when not")
    keperluan: str = column("Keperluan", "as typed")


class Register(Table):
    """Attributes of disqualifying and other register rows; columns of other tables are null."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    table: str = column("Tabel", _tables_with("register"), nullable=False)
    instansi: str = column("Instansi", "asn: office; bpjstk: pemberi_kerja; ahu: badan_usaha")
    jenis: str = column("Jenis", "asn: jenis; ahu: jabatan; kendaraan: merek")
    upah: float = column("Upah", "rupiah a month (bpjstk)", pii=True)
    aktif: bool = column(
        "Aktif", "bpjstk, pbi: status (pbi: no = put out, yes = put back); null when not given"
    )
    daya_va: float = column("Daya", "VA (pln)")
    roda: int = column("Roda", "wheels (kendaraan)")
    tahun: int = column("Tahun", "model year (kendaraan)")
    tanggal_meninggal: pl.Date = column("Tanggal meninggal", "kematian")
    program: str = column("Program", "bansos")
    periode: str = column("Periode", "bansos, as typed")
    nominal: float = column("Nominal", "rupiah (bansos)")
    no_kartu: str = column("No. kartu JKN", "pbi, as typed", pii=True)
    tanggal_nonaktif: pl.Date = column("Tanggal nonaktif", "pbi: when the membership ended")
    alasan: str = column("Alasan", "pbi, as typed")


class Survey(Table):
    """One answer to the service survey (Permenpan RB 14/2017); it names nobody."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    tanggal: pl.Date = column("Tanggal", "day of the answer")
    layanan: str = column("Layanan", "as typed; null when the file is about one service")
    u1: int = column("U1 Persyaratan", "requirements, 1 (worst) to 4 (best)")
    u2: int = column("U2 Prosedur", "procedure, 1 to 4")
    u3: int = column("U3 Waktu", "time taken, 1 to 4")
    u4: int = column("U4 Biaya", "cost, 1 to 4")
    u5: int = column("U5 Produk", "result of the service, 1 to 4")
    u6: int = column("U6 Kompetensi", "competence of the staff, 1 to 4")
    u7: int = column("U7 Perilaku", "conduct of the staff, 1 to 4")
    u8: int = column("U8 Pengaduan", "handling of complaints, 1 to 4")
    u9: int = column("U9 Sarana", "facilities, 1 to 4")
    sex: str = column("Jenis kelamin", "L | P | null")
    age: int = column("Umur", "years")


class Complaint(Table):
    """Attributes of a complaint row."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    nomor: str = column("Nomor", "as typed")
    tanggal: pl.Date = column("Tanggal", "date of the complaint")
    kanal: str = column("Kanal", "as typed")
    kategori: str = column("Kategori", "as typed")
    isi: str = column("Isi", "text", pii=True)


class Reply(Table):
    """A row of a verification workbook a village sent back."""

    record_id: str = column("ID Baris", "record", nullable=False, unique=True)
    id_temuan: str = column("ID Temuan", "flag_id as written")
    hasil: str = column(
        "Hasil Verifikasi",
        "layak | tidak_layak | pindah | meninggal | tidak_ditemukan | sudah_terdaftar | null",
    )
    nik_lapangan: pl.List(pl.String) = column(
        "NIK di Lapangan", "digits of the NIKs the village found, as many as it wrote", pii=True
    )
    catatan: str = column("Catatan", "as typed", pii=True)
    petugas: str = column("Petugas", "as typed", pii=True)
    tanggal: pl.Date = column("Tanggal Verifikasi", "date")


class DateOrder(Table):
    """How the day and month of one date column were read, where its dates stand as 3/8/1980."""

    file: str = column("Berkas", "path below inbox/", nullable=False)
    sheet: str = column("Lembar", "sheet name, empty for text files", nullable=False)
    table: str = column("Tabel", "raw table", nullable=False)
    canonical: str = column("Kolom", "canonical date column", nullable=False)
    order: str = column("Urutan", "day_first | month_first | mixed", nullable=False)
    day_first: int = column("Pasti hari dulu", "dates that can only be day-month", nullable=False)
    month_first: int = column(
        "Pasti bulan dulu", "dates that can only be month-day", nullable=False
    )
    open: int = column("Bisa dua arti", "dates that can be either", nullable=False)


class Correction(Table):
    """One entry of koreksi.toml and what the run found of its fault."""

    correction: str = column("ID Koreksi", "hash of the entry", nullable=False)
    source: str = column("Sumber", "source folder", nullable=False)
    canonical: str = column("Kolom", "canonical column", nullable=False)
    file: str = column("Pola berkas", "file pattern it is limited to")
    village: str = column("Desa", "village code it is limited to")
    reason: str = column("Alasan", "why the office mends this", nullable=False)
    owner: str = column("Penanggung jawab", "who answers for it", nullable=False)
    since: pl.Date = column("Sejak", "when it was entered", nullable=False)
    rows_read: int = column("Baris sumber", "rows of its source and periods", nullable=False)
    rows_in_scope: int = column("Baris dilihat", "of these, rows of its file and village",
                                nullable=False)  # fmt: skip
    rows_found: int = column("Baris dibetulkan", "rows that had the fault", nullable=False)
