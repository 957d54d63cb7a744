"""Village lists as village software writes them: OpenSID, the SIAK list, Buku Induk Penduduk.

Column names and codes: OpenSID's population import (43 columns, first cell `###` ends the data),
the SIAK list (37 columns), BIP 2016 (a family row, then its members). None of them carries the
poverty indicators.
"""

from __future__ import annotations

from datetime import date
from random import Random

from pipelines.demo.people import SHDK_CODES, PersonRow
from pipelines.demo.rendering import Cell, Line, Mark, Sheet, not_data
from pipelines.demo.world import World
from pipelines.domain.villages import Village

OPENSID = (
    "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id "
    "pendidikan_sedang_id pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah "
    "ibu_nik nama_ibu golongan_darah_id akta_lahir dokumen_pasport tanggal_akhir_paspor "
    "dokumen_kitas akta_perkawinan tanggalperkawinan akta_perceraian tanggalperceraian cacat_id "
    "cara_kb_id hamil ktp_el status_rekam alamat_sekarang status_dasar suku tag_id_card "
    "id_asuransi no_asuransi lat lng"
)
SIAK = (
    "Nomor KK,NIK,Nama Penduduk,Status,Tempat Lahir,Tanggal Lahir,Kelamin,NIK Ayah,Ayah,NIK Ibu,"
    "Ibu,Status Kawin,SHDK,Agama,Kecamatan,Desa/Kel,Alamat,RW,RT,Pendidikan,Pekerjaan,"
    "Deskripsi Pekerjaan,Gol. Darah,Cacat,Cetak KTP,Ganti KTP,KTP Berakhir,Nomor Paspor,"
    "Nomor Akta Lahir,Nomor Akta Kawin,Tanggal Kwn,Nomor Akta Cerai,Tgl Cerai,Petugas Registrasi,"
    "Tgl Ubah,Petugas Entri,Tgl Entri"
)
SEX = {"L": ("1", "LAKI-LAKI"), "P": ("2", "PEREMPUAN")}
MARITAL = {"BELUM KAWIN": "1", "KAWIN": "2", "CERAI HIDUP": "3", "CERAI MATI": "4"}
WORK = {
    "BELUM/TIDAK BEKERJA": "1", "MENGURUS RUMAH TANGGA": "2", "PELAJAR/MAHASISWA": "3",
    "PENSIUNAN": "4", "PEGAWAI NEGERI SIPIL (PNS)": "5", "PERDAGANGAN": "8",
    "PETANI/PEKEBUN": "9", "KARYAWAN SWASTA": "15", "BURUH HARIAN LEPAS": "19",
    "BURUH TANI/PERKEBUNAN": "20", "BURUH NELAYAN/PERIKANAN": "21", "GURU": "65", "SOPIR": "81",
    "PEDAGANG": "84", "WIRASWASTA": "88",
}  # fmt: skip
EDUCATION = {
    "TIDAK / BELUM SEKOLAH": "1", "BELUM TAMAT SD/SEDERAJAT": "2", "TAMAT SD / SEDERAJAT": "3",
    "SLTP/SEDERAJAT": "4", "SLTA / SEDERAJAT": "5", "DIPLOMA IV/ STRATA I": "8",
}  # fmt: skip
"""OpenSID import codes of the values this generator uses."""


def opensid(rng: Random, rows: list[PersonRow], world: World) -> list[Sheet]:
    """OpenSID's 43 columns, in codes or in words; `###` and a note end the data."""
    coded = rng.random() < 0.7
    names = OPENSID.split()
    lines = [Line(list(names))]
    for row in rows:
        person = world.persons[row.mark.person or 0]
        value = row.values
        given: dict[str, Cell] = {
            "alamat": value["alamat"], "dusun": value["dusun"], "rw": value["rw"],
            "rt": value["rt"], "nama": value["nama"], "no_kk": value["no_kk"],
            "nik": value["nik"], "sex": SEX[person.sex][0 if coded else 1],
            "tempatlahir": value["tempat_lahir"], "tanggallahir": value["tanggal_lahir"],
            "agama_id": "1" if coded else "ISLAM",
            "pendidikan_kk_id": EDUCATION[person.education] if coded else person.education,
            "pendidikan_sedang_id": "18" if coded else "TIDAK SEDANG SEKOLAH",
            "pekerjaan_id": WORK.get(person.work, "89") if coded else person.work,
            "status_kawin": MARITAL[person.marital] if coded else person.marital,
            "kk_level": SHDK_CODES[person.shdk] if coded else person.shdk,
            "warganegara_id": "1" if coded else "WNI", "ayah_nik": person.nik_ayah,
            "nama_ayah": person.ayah, "ibu_nik": person.nik_ibu,
            "nama_ibu": value["nama_ibu_kandung"],
            "golongan_darah_id": "13" if coded else "TIDAK TAHU",
            "alamat_sekarang": value["alamat"], "status_dasar": "1" if coded else "HIDUP",
            "suku": "BANJAR",
        }  # fmt: skip
        lines.append(Line([given.get(name) for name in names], row.mark))
    lines.append(Line(["###", *[None] * 42], not_data("end")))
    if rng.random() < 0.5:
        lines.append(Line(["Baris di bawah ini tidak diimpor", *[None] * 42], not_data("end")))
    return [Sheet("Data Penduduk", lines)]


def siak(rows: list[PersonRow], world: World, village: Village) -> list[Line]:
    """The SIAK list of a village."""
    names = SIAK.split(",")
    lines = [Line(list(names))]
    for row in rows:
        lines.append(Line(siak_cells(row, world, village, names), row.mark))
    return lines


def siak_cells(row: PersonRow, world: World, village: Village, names: list[str]) -> list[Cell]:
    """One SIAK row of a village list."""
    person = world.persons[row.mark.person or 0]
    value = row.values
    given: dict[str, Cell] = {
        "Nomor KK": value["no_kk"], "NIK": value["nik"], "Nama Penduduk": value["nama"],
        "Status": "HIDUP", "Tempat Lahir": value["tempat_lahir"],
        "Tanggal Lahir": value["tanggal_lahir"], "Kelamin": SEX[person.sex][1],
        "NIK Ayah": person.nik_ayah, "Ayah": person.ayah, "NIK Ibu": person.nik_ibu,
        "Ibu": value["nama_ibu_kandung"], "Status Kawin": person.marital, "SHDK": person.shdk,
        "Agama": "ISLAM", "Kecamatan": village.district.upper(),
        "Desa/Kel": village.name.upper(), "Alamat": value["alamat"], "RW": value["rw"],
        "RT": value["rt"], "Pendidikan": person.education, "Pekerjaan": person.work,
        "Gol. Darah": "TIDAK TAHU",
    }  # fmt: skip
    return [given.get(name) for name in names]


def bip(rows: list[PersonRow], world: World, village: Village) -> list[Sheet]:
    """Buku Induk Penduduk: per family a row with KK, address and head, then numbered members."""
    regency = village.regency.split(" ", 1)[-1].upper()
    titles = (
        "BUKU INDUK PENDUDUK WARGA NEGARA INDONESIA",
        f"DESA/KELURAHAN : {village.name.upper()}",
        f"KECAMATAN : {village.district.upper()}",
        f"KABUPATEN : {regency}",
    )
    lines = [Line([title]) for title in titles]
    lines += [
        Line([]),
        Line(["No", "Nama Lengkap", "NIK", "Lahir", None, "JK", "SHDK", "Agama",
              "Pendidikan Terakhir", "Pekerjaan", "Nama Orang Tua", None]),
        Line([None, None, None, "Tempat Lahir", "Tgl/Bln/Th", None, None, None, None, None,
              "Ibu", "Ayah"]),
        Line([f"(-{n})" for n in range(1, 13)], not_data("numbering")),
    ]  # fmt: skip
    number = 0
    for row in rows:
        person = world.persons[row.mark.person or 0]
        value = row.values
        if row.first:
            number = 0
            family = Mark(role="household", household=row.family.hid, expect="either")
            head = f"Kepala Keluarga : {value['nama']}"
            lines.append(
                Line([f"No. KK : {value['no_kk']}", None, None, f"Alamat : {value['alamat']}",
                      None, None, f"RT/RW : {value['rt']}/{value['rw']}", None, None, head,
                      None, None], family)
            )  # fmt: skip
        number += 1
        lines.append(
            Line([number, value["nama"], value["nik"], value["tempat_lahir"],
                  value["tanggal_lahir"], "Laki-laki" if person.sex == "L" else "Perempuan",
                  person.shdk, "ISLAM", person.education, person.work,
                  value["nama_ibu_kandung"], person.ayah], row.mark)
        )  # fmt: skip
    lines.append(Line([]))
    lines.append(Line([f"Jumlah penduduk: {len(rows)}"], not_data("total")))
    return [Sheet("BIP", lines)]


def dated_name(village: Village, day: date, dated: bool) -> str:
    """OpenSID's way of naming its export: month and year, or the full date."""
    stamp = day.strftime("%d%m%Y" if dated else "%m%Y")
    return f"penduduk_{village.name.lower().replace(' ', '_')}_{stamp}.xlsx"
