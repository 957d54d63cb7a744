"""The source tables: what an office's files are read as, each table declared once.

Every table names its columns from `schemas.columns`; all are text in the raw layer. A table lists
its own columns first: where a header spelling fits two columns, the one listed first has it. Every
table about people also takes the common person and place columns, because any file may bring them.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from schemas.base import dtypes
from schemas.columns import COMPOUNDS, VOCABULARY, SourceColumn
from schemas.raw import Location

COMMON = (
    "no_urut nik no_kk nama jenis_kelamin tempat_lahir tanggal_lahir "
    "nama_ibu_kandung alamat rt rw dusun kode_desa desa kecamatan keterangan"
)
PEOPLE: tuple[tuple[str, ...], ...] = (
    ("nama",),
    ("nik", "no_kk", "tanggal_lahir"),
)


@dataclass(frozen=True)
class SourceTable:
    """One raw table.

    `keys` are groups of columns: a table is recognised when of every group at least one column was
    found. `outranked_by` names columns that, where there is no NIK column, say that a file of the
    source is another table. `register` marks full extracts that carry forward (R in the contract).
    """

    name: str
    source: str
    role: str
    register: bool
    columns: tuple[SourceColumn, ...]
    keys: tuple[tuple[str, ...], ...]
    outranked_by: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    @property
    def header_names(self) -> tuple[str, ...]:
        """What a header of this table may mean: its columns, and several of them in one cell."""
        own = self.column_names
        return (*own, *(name for name, parts in COMPOUNDS.items() if set(parts) <= set(own)))

    def schema(self) -> dict[str, pl.DataType]:
        """Columns of the raw frame: those of `raw.Location`, then the canonical ones as text."""
        return {**dtypes(Location), **dict.fromkeys(self.column_names, pl.String())}

    def empty(self) -> pl.DataFrame:
        """A raw frame without rows."""
        return pl.DataFrame(schema=self.schema())


def _table(
    name: str,
    source: str,
    role: str,
    columns: str,
    keys: tuple[tuple[str, ...], ...],
    *,
    register: bool = True,
    common: bool = True,
    outranked_by: tuple[str, ...] = (),
) -> SourceTable:
    names = dict.fromkeys([*columns.split(), *(COMMON.split() if common else [])])
    declared = tuple(VOCABULARY[n] for n in names)
    return SourceTable(name, source, role, register, declared, keys, outranked_by)


_DECLARED = (
    _table(
        "usulan_desa",
        "usulan-desa",
        "person",
        "no_urut no_kk nik nama jenis_kelamin tempat_lahir tanggal_lahir hubungan_keluarga "
        "nama_ibu_kandung nama_ayah nik_ibu nik_ayah alamat rt rw dusun kode_desa desa kecamatan "
        "pekerjaan disabilitas hamil status status_kawin agama pendidikan umur nama_kepala "
        "tempat_tinggal kk_tidak_bekerja khawatir_pangan pangan_lebih_separuh tidak_beli_pakaian "
        "lantai dinding jamban daya_listrik keterangan",
        PEOPLE,
        register=False,
    ),
    _table(
        "bip_keluarga",
        "usulan-desa",
        "household",
        "no_kk nama_kepala alamat rt rw desa kecamatan kode_desa",
        (("no_kk",),),
        register=False,
        common=False,
    ),
    _table(
        "dtks_art",
        "dtks",
        "person",
        "kd_wilayah idbdt idartbdt kdprop kdkab kdkec kddesa nama jenis_kelamin tempat_lahir "
        "tanggal_lahir nik no_kk hubungan_keluarga nama_ibu_kandung nama_kepala alamat nama_sls "
        "umur status_kawin ada_pkh ada_bpnt ada_pbi sta_keberadaan_art disabilitas hamil pekerjaan "
        "lantai dinding fasbab daya desa kecamatan",
        (("nama",), ("nik", "no_kk", "tanggal_lahir", "idartbdt")),
    ),
    _table(
        "dtks_ruta",
        "dtks",
        "household",
        "idbdt kd_wilayah kdprop kdkab kdkec kddesa alamat nama_kepala nama_sls jumlah_anggota "
        "no_kk lantai dinding daya fasbab desa kecamatan rt rw dusun",
        (("idbdt",),),
        common=False,
    ),
    _table(
        "dtsen_anggota",
        "dtsen",
        "person",
        "nik no_kk nama tanggal_lahir jenis_kelamin hubungan_keluarga status_kawin kode_desa desa "
        "kecamatan alamat rt rw dusun pekerjaan pendidikan ada_pbi",
        PEOPLE,
        outranked_by=("desil_nasional", "jumlah_anggota"),
    ),
    _table(
        "dtsen_keluarga",
        "dtsen",
        "household",
        "no_kk nama_kepala kode_desa desa kecamatan alamat rt rw dusun desil_nasional "
        "jumlah_anggota lantai dinding jamban daya_listrik id_pelanggan",
        (("no_kk",),),
        common=False,
    ),
    _table(
        "sktm",
        "sktm",
        "certificate",
        "no_urut nomor_surat tanggal_surat nik no_kk nama tanggal_lahir jenis_kelamin alamat rt rw "
        "desa kecamatan kode_desa keperluan berlaku_sampai pekerjaan hubungan_keluarga",
        (("nomor_surat",), ("nama",)),
    ),
    _table(
        "dukcapil",
        "dukcapil",
        "person",
        "no_kk nik nama status tempat_lahir tanggal_lahir jenis_kelamin nik_ayah nama_ayah nik_ibu "
        "nama_ibu_kandung status_kawin hubungan_keluarga agama kecamatan desa alamat rw rt "
        "pendidikan pekerjaan disabilitas kode_desa dusun",
        PEOPLE,
    ),
    _table("asn", "asn", "person", "nip nik nama tanggal_lahir instansi jenis jabatan", PEOPLE),
    _table(
        "bpjstk",
        "bpjstk",
        "person",
        "no_peserta nik nama tanggal_lahir upah pemberi_kerja status",
        PEOPLE,
    ),
    _table("ahu", "ahu", "person", "nik nama badan_usaha jabatan", PEOPLE),
    _table(
        "kematian",
        "kematian",
        "person",
        "nik nama tanggal_lahir tanggal_meninggal no_akta",
        PEOPLE,
    ),
    _table(
        "pln", "pln", "asset", "id_pelanggan nik nama alamat desa daya_va", (("id_pelanggan",),)
    ),
    _table(
        "kendaraan", "kendaraan", "asset", "nopol nik nama alamat roda tahun merek", (("nopol",),)
    ),
    _table(
        "bansos",
        "bansos",
        "person",
        "program periode nik no_kk nama alamat desa nominal",
        PEOPLE,
    ),
    _table(
        "aduan",
        "aduan",
        "complaint",
        "nomor tanggal kanal kategori nik nama desa isi",
        (("isi",),),
        register=False,
    ),
    _table(
        "verifikasi",
        "verifikasi",
        "reply",
        "id_temuan nama nik no_kk nik_lapangan hasil_verifikasi catatan petugas tanggal_verifikasi",
        (("id_temuan",),),
        register=False,
    ),
)

TABLES: dict[str, SourceTable] = {table.name: table for table in _DECLARED}
SOURCES: tuple[str, ...] = tuple(dict.fromkeys(table.source for table in _DECLARED))


def tables_of(source: str) -> list[SourceTable]:
    """Tables the files of a source folder may hold, the one to try first first."""
    return [table for table in _DECLARED if table.source == source]


def names_of(source: str) -> tuple[str, ...]:
    """What a header in a file of this source may mean, in any of its tables."""
    return tuple(dict.fromkeys(name for t in tables_of(source) for name in t.header_names))
