"""The sources, each declared once: what an office's files are read as and what they are worth.

Every table names its columns from `schemas.columns`; all are text in the raw layer. A table lists
its own columns first: where a header spelling fits two columns, the one listed first has it. Every
table about people also takes the common person and place columns, because any file may bring them.
A new source is one declaration here, with its columns in the vocabulary; a README line, a sample
in the demo regency and tests belong to it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schemas.columns import VOCABULARY
from schemas.source import PERSONAL, Source, SourceTable

COMMON = (
    "no_urut nik no_kk nama jenis_kelamin tempat_lahir tanggal_lahir "
    "nama_ibu_kandung alamat rt rw dusun kode_desa desa kecamatan keterangan"
)
PEOPLE: tuple[tuple[str, ...], ...] = (
    ("nama",),
    ("nik", "no_kk", "tanggal_lahir"),
)
ELEMENTS = ("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9")
"""The nine elements of the service survey (Permenpan RB 14/2017)."""


def _table(
    name: str,
    role: str,
    columns: str,
    keys: tuple[tuple[str, ...], ...],
    *,
    common: bool = True,
    expects: str = "",
    **facts: Any,
) -> SourceTable:
    names = dict.fromkeys([*columns.split(), *(COMMON.split() if common else [])])
    declared = tuple(VOCABULARY[n] for n in names)
    return SourceTable(name, "", role, declared, keys, expects=tuple(expects.split()), **facts)


def _source(name: str, label: str, *tables: SourceTable, **facts: Any) -> Source:
    return Source(name, label, tuple(replace(table, source=name) for table in tables), **facts)


def _register(
    name: str,
    label: str,
    columns: str,
    *,
    role: str = "person",
    keys: tuple[tuple[str, ...], ...] = PEOPLE,
    of_means: bool = False,
    **facts: Any,
) -> Source:
    """A register of one thing people have or get, whose address alone gives the village."""
    table = _table(
        name,
        role,
        columns,
        keys,
        attributes="register",
        expects="nik" if role in PERSONAL else "",
        by_address=True,
        **facts,
    )
    return _source(name, label, table, of_means=of_means)


_DECLARED = (
    _source(
        "usulan-desa",
        "Usulan desa/kelurahan",
        _table(
            "usulan_desa",
            "person",
            "no_urut no_kk nik nama jenis_kelamin tempat_lahir tanggal_lahir hubungan_keluarga "
            "nama_ibu_kandung nama_ayah nik_ibu nik_ayah alamat rt rw dusun kode_desa desa "
            "kecamatan pekerjaan disabilitas hamil status status_kawin agama pendidikan umur "
            "nama_kepala tempat_tinggal kk_tidak_bekerja khawatir_pangan pangan_lebih_separuh "
            "tidak_beli_pakaian lantai dinding jamban daya_listrik keterangan",
            PEOPLE,
            attributes="indicator",
            expects="nik no_kk tanggal_lahir",
            families=True,
            names_once=True,
            identity_trust=3,
            place_trust=2,
        ),
        _table(
            "bip_keluarga",
            "household",
            "no_kk nama_kepala alamat rt rw desa kecamatan kode_desa",
            (("no_kk",),),
            common=False,
        ),
        register=False,
        by_villages=True,
    ),
    _source(
        "dtks",
        "DTKS",
        _table(
            "dtks_art",
            "person",
            "kd_wilayah idbdt idartbdt kdprop kdkab kdkec kddesa nama jenis_kelamin tempat_lahir "
            "tanggal_lahir nik no_kk hubungan_keluarga nama_ibu_kandung nama_kepala alamat "
            "nama_sls umur status_kawin ada_pkh ada_bpnt ada_pbi sta_keberadaan_art disabilitas "
            "hamil pekerjaan lantai dinding fasbab daya desa kecamatan",
            (("nama",), ("nik", "no_kk", "tanggal_lahir", "idartbdt")),
            attributes="dtks_member",
            own_number="idartbdt",
            expects="nik tanggal_lahir",
            families=True,
            identity_trust=2,
            place_trust=4,
        ),
        _table(
            "dtks_ruta",
            "household",
            "idbdt kd_wilayah kdprop kdkab kdkec kddesa alamat nama_kepala nama_sls "
            "jumlah_anggota no_kk lantai dinding daya fasbab desa kecamatan rt rw dusun",
            (("idbdt",),),
            common=False,
        ),
        registry=True,
    ),
    _source(
        "dtsen",
        "DTSEN",
        _table(
            "dtsen_anggota",
            "person",
            "nik no_kk nama tanggal_lahir jenis_kelamin hubungan_keluarga status_kawin kode_desa "
            "desa kecamatan alamat rt rw dusun pekerjaan pendidikan ada_pbi",
            PEOPLE,
            outranked_by=("desil_nasional", "jumlah_anggota"),
            expects="nik no_kk tanggal_lahir",
            families=True,
            names_once=True,
            identity_trust=1,
            place_trust=3,
        ),
        _table(
            "dtsen_keluarga",
            "household",
            "no_kk nama_kepala kode_desa desa kecamatan alamat rt rw dusun desil_nasional "
            "jumlah_anggota lantai dinding jamban daya_listrik id_pelanggan",
            (("no_kk",),),
            common=False,
            expects="no_kk",
        ),
        registry=True,
    ),
    _source(
        "sktm",
        "Register SKTM",
        _table(
            "sktm",
            "certificate",
            "no_urut nomor_surat tanggal_surat nik no_kk nama tanggal_lahir jenis_kelamin alamat "
            "rt rw desa kecamatan kode_desa keperluan berlaku_sampai pekerjaan hubungan_keluarga",
            (("nomor_surat",), ("nama",)),
            attributes="certificate",
            own_number="nomor_surat",
            expects="nik",
            by_address=True,
            identity_trust=4,
            place_trust=5,
        ),
    ),
    _source(
        "dukcapil",
        "Dukcapil",
        _table(
            "dukcapil",
            "person",
            "no_kk nik nama status tempat_lahir tanggal_lahir jenis_kelamin nik_ayah nama_ayah "
            "nik_ibu nama_ibu_kandung status_kawin hubungan_keluarga agama kecamatan desa alamat "
            "rw rt pendidikan pekerjaan disabilitas kode_desa dusun",
            PEOPLE,
            expects="nik no_kk tanggal_lahir",
            families=True,
            identity_trust=0,
            place_trust=1,
        ),
    ),
    _register(
        "asn",
        "ASN, TNI/Polri, BUMN/BUMD",
        "nip nik nama tanggal_lahir instansi jenis jabatan",
        own_number="nip",
        of_means=True,
    ),
    _register(
        "bpjstk",
        "BPJS Ketenagakerjaan",
        "no_peserta nik nama tanggal_lahir upah pemberi_kerja status",
        own_number="no_peserta",
        of_means=True,
    ),
    _register(
        "ahu",
        "AHU (pengurus badan usaha)",
        "nik nama badan_usaha jabatan",
        identified_by=("alamat", "badan_usaha"),
        of_means=True,
    ),
    _register(
        "kematian",
        "Register kematian",
        "nik nama tanggal_lahir tanggal_meninggal no_akta",
        own_number="no_akta",
    ),
    _register(
        "pln",
        "Pelanggan PLN",
        "id_pelanggan nik nama alamat desa daya_va",
        role="asset",
        keys=(("id_pelanggan",),),
        own_number="id_pelanggan",
        of_means=True,
    ),
    _register(
        "kendaraan",
        "Kendaraan (Samsat)",
        "nopol nik nama alamat roda tahun merek",
        role="asset",
        keys=(("nopol",),),
        own_number="nopol",
        of_means=True,
    ),
    _register(
        "bansos",
        "Penerima bansos",
        "program periode nik no_kk nama alamat desa nominal",
        identified_by=("alamat",),
        repeats=True,
    ),
    _register(
        "pbi",
        "PBI-JKN (keluar/masuk)",
        "nik no_kk nama no_kartu tanggal_nonaktif alasan status",
        own_number="no_kartu",
    ),
    _source(
        "ikm",
        "Survei kepuasan (IKM)",
        _table(
            "ikm",
            "survey",
            f"no_urut tanggal layanan {' '.join(ELEMENTS)} jenis_kelamin umur",
            (ELEMENTS,),
            common=False,
            attributes="survey",
            identified_by=ELEMENTS,
            repeats=True,
        ),
        register=False,
        needs="untuk survei harus ada sedikitnya satu kolom unsur pelayanan (U1 sampai U9)",
    ),
    _source(
        "aduan",
        "Aduan dan sanggah",
        _table(
            "aduan",
            "complaint",
            "nomor tanggal kanal kategori nik nama desa isi",
            (("isi",),),
            attributes="complaint",
            own_number="nomor",
            identified_by=("isi",),
        ),
        register=False,
    ),
    _source(
        "verifikasi",
        "Balasan verifikasi desa",
        _table(
            "verifikasi",
            "reply",
            "id_temuan nama nik no_kk nik_lapangan hasil_verifikasi catatan petugas "
            "tanggal_verifikasi",
            (("id_temuan",),),
            attributes="reply",
        ),
        register=False,
        by_villages=True,
    ),
)

SOURCES: dict[str, Source] = {source.name: source for source in _DECLARED}
TABLES: dict[str, SourceTable] = {t.name: t for source in _DECLARED for t in source.tables}
REGISTRIES: tuple[str, ...] = tuple(name for name, source in SOURCES.items() if source.registry)
BY_VILLAGES: tuple[str, ...] = tuple(n for n, source in SOURCES.items() if source.by_villages)


def tables_of(source: str) -> tuple[SourceTable, ...]:
    """Tables the files of a source folder may hold, the one to try first first."""
    return SOURCES[source].tables if source in SOURCES else ()


def names_of(source: str) -> tuple[str, ...]:
    """What a header in a file of this source may mean, in any of its tables."""
    return tuple(dict.fromkeys(name for t in tables_of(source) for name in t.header_names))


def label_of(source: str) -> str:
    """What officers call a source; its folder's name where it is not one of ours."""
    return SOURCES[source].label if source in SOURCES else source
