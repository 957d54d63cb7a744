"""Registers of every source in awkward dress, with the truth beside every row."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    Somebody,
    cells,
    check,
    delimited,
    outcome,
    xlsx,
)

RAMLI, SITI = FAMILIES[0][:2]
FORMATS = Path("/work/shared/reference/formats")
ART = (
    "kd_wilayah IDBDT IDARTBDT KDPROP KDKAB KDKEC KDDESA NoPesertaPKH Nama JnsKel TmpLahir TglLahir "
    "HubKRT NIK NoKK Hub_KRT NUK Hubkel Umur Sta_kawin Ada_akta_nikah Ada_diKK "
    "Ada_kartu_identitas Sta_hamil Jenis_cacat Penyakit_kronis Partisipasi_sekolah "
    "Pendidikan_tertinggi Kelas_tertinggi Ijazah_tertinggi Sta_Bekerja Jumlah_jamkerja "
    "Lapangan_usaha Status_pekerjaan Sta_keberadaan_art Sta_kepesertaan_pbi Ada_kks Ada_pbi "
    "Ada_kip Ada_pkh Ada_BPNT Anak_diluar_rt namagadis_ibukandung"
).split()
RUTA = (
    "IDBDT RUTA6 NoPesertaPBDT KDPROP KDKAB KDKEC KDDESA Alamat NoPesertaPKH Nama_SLS Nama_KRT "
    "Jumlah_ART Jumlah_Keluarga Sta_bangunan Lantai Dinding Daya Nomor_PLN Fasbab Percentile"
).split()
ANGGOTA = (
    "nomor_induk_kependudukan nomor_kartu_keluarga nama tanggal_lahir jenis_kelamin "
    "status_hubungan_keluarga status_kawin pbi_nas pbi_pemda id_pelanggan_pln kode_provinsi_ktp "
    "provinsi_ktp kode_kabupaten_kota_ktp kabupaten_kota_ktp kode_kecamatan_ktp kecamatan_ktp "
    "kode_kelurahan_desa_ktp kelurahan_desa_ktp rt_ktp rw_ktp dusun_ktp alamat_ktp pekerjaan_ktp "
    "pendidikan_akhir_ktp"
).split()
KELUARGA = (
    "kode_provinsi provinsi kode_kabupaten_kota kabupaten_kota kode_kecamatan kecamatan "
    "kode_kelurahan_desa kelurahan_desa alamat nomor_kartu_keluarga nama_kepala_keluarga "
    "jumlah_anggota_keluarga luas_lantai jenis_lantai_terluas jenis_dinding_terluas "
    "daya_terpasang id_pelanggan_pln fasilitas_bab desil_nasional desil_provinsi "
    "desil_kabupaten_kota is_siks_ng"
).split()
HUB = {"KEPALA KELUARGA": "1", "ISTRI": "2", "ANAK": "3"}
SHDK = {"KEPALA KELUARGA": "kepala", "ISTRI": "istri", "ANAK": "anak"}


def filled(columns: list[str], **values: object) -> list[object]:
    unknown = set(values) - set(columns)
    assert not unknown, unknown
    return [values.get(column) for column in columns]


def family_number(p: Somebody) -> int:
    return next(i for i, family in enumerate(FAMILIES, start=1) if p in family)


def art(p: Somebody, **also: object) -> list[object]:
    values: dict[str, object] = {
        "IDBDT": f"63050200{family_number(p):06d}", "NIK": p.nik, "NoKK": p.kk, "Nama": p.name,
        "IDARTBDT": f"630502{EVERYBODY.index(p):010d}", "JnsKel": "1" if p.sex == "L" else "2",
        "TglLahir": p.day("%Y-%m-%d"), "Hub_KRT": HUB[p.shdk], "Ada_pkh": "1", "Ada_BPNT": "0",
        "namagadis_ibukandung": p.mother, "KDPROP": "63", "KDKAB": "05", "KDKEC": "020",
        "KDDESA": "001",
    }  # fmt: skip
    return filled(ART, **(values | also))


# --- DTKS


def test_dtks_people_with_a_kemendagri_code() -> None:
    page = Page().above(*ART)
    for p in EVERYBODY:
        row = art(p, kd_wilayah="6305022001", KDKEC="02", KDDESA="2001")
        page.data(row, p, p.kk, shdk=SHDK[p.shdk])
    check(delimited(page, ","), page, "DTKS_ART_6305_202608.csv", "dtks")


@pytest.mark.parametrize(("kec", "desa"), [("020", "2001"), ("02", "2001"), ("2", "2001")])
def test_dtks_people_with_pieces_of_a_code(kec: str, desa: str) -> None:
    page = Page().above(*ART)
    for p in EVERYBODY:
        page.data(art(p, KDKEC=kec, KDDESA=desa), p, p.kk)
    check(delimited(page, ";"), page, "art.csv", "dtks")


def test_dtks_people_with_a_hundred_spellings_of_headers_in_a_workbook() -> None:
    page = Page().above("DATA DTKS KABUPATEN TAPIN").above()
    page.above("ID BDT", "ID ART BDT", "NAMA ART", "Jns Kel", "Tgl. Lahir", "N I K", "No KK",
               "Hub KRT", "Nama Gadis Ibu Kandung", "Desa", "Kecamatan", "PKH", "BPNT")  # fmt: skip
    for p in EVERYBODY:
        page.data([f"63050200{family_number(p):06d}", f"63050{EVERYBODY.index(p):09d}",
                   *cells(p, "nama jk tgl nik kk"), HUB[p.shdk], *cells(p, "ibu desa kec"), 1, 0],
                  p, p.kk, shdk=SHDK[p.shdk])  # fmt: skip
    core = check(xlsx({"ART": page}), page, "dtks.xlsx", "dtks")
    assert core["dtks_member"]["idbdt"].null_count() == 0
    assert core["dtks_member"]["ada_pkh"].all()


def test_dtks_households_and_people_in_one_workbook() -> None:
    people, houses = Page().above(*ART), Page().above(*RUTA)
    for p in EVERYBODY:
        people.data(art(p, kd_wilayah="6305022001"), p, p.kk)
    for family in FAMILIES:
        houses.data(filled(RUTA, IDBDT=f"63050200{family_number(family[0]):06d}",
                           KDPROP="63", KDKAB="05", KDKEC="02", KDDESA="2001",
                           Alamat="JL. IRIGASI", Nama_KRT=family[0].name, Jumlah_ART=len(family)))  # fmt: skip
    pages = {"ART": people, "RUTA": houses}
    core = check(xlsx(pages), pages, "DTKS Tapin.xlsx", "dtks")
    assert core["household"].height == len(FAMILIES)
    assert core["household"]["head"].to_list().count("RAMLI") == 1


def test_dtks_rows_without_nik_and_birth_are_known_by_their_idartbdt() -> None:
    page = Page().above(*ART)
    for p in EVERYBODY:
        row = art(p, kd_wilayah="6305022001", NIK=None, TglLahir=None)
        page.data(row, p, p.kk, nik=None, birth_date=None)
    check(delimited(page, "|"), page, "ART.txt", "dtks")


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the office's reference lists are not here")
@pytest.mark.parametrize("kolom", [True, False])
def test_bdt_with_its_hundred_and_one_headers(kolom: bool) -> None:
    text = (FORMATS / "bdt2015_opensid_header_101.txt").read_text().splitlines()
    header = [line.split("\t", 1)[1] for line in text if "\t" in line]
    page = Page().above(*header)
    if kolom:
        page.aside(*["KOLOM" if i == 1 else i for i in range(1, 102)])
    for p in EVERYBODY:
        values: dict[str, object] = {
            "ID rumah tangga (2)": f"63050200{family_number(p):06d}", "Nama ART": p.name,
            "Desa/Kelurahan (9)": "TATAKAN", "Kecamatan (7)": "TAPIN SELATAN", "NIK": p.nik,
            "jenis kelamin": "1" if p.sex == "L" else "2", "HubKRT": HUB[p.shdk],
            "Umur anggota rumah tangga (tahun)": 2026 - p.born.year, "Nomor urut ART": 1,
            "Nama KRT (13)": FAMILIES[family_number(p) - 1][0].name, "Alamat (12)": "JL. IRIGASI",
            "Status PKH": 1, "Hubungan dengan kepala keluarga": HUB[p.shdk],
        }  # fmt: skip
        page.data([values.get(h) for h in header], p, p.kk, birth_date=None, shdk=SHDK[p.shdk])
    check(xlsx({"BDT": page}), page, "bdt.xlsx", "dtks")


# --- DTSEN


def dtsen_member(p: Somebody, **also: object) -> list[object]:
    values: dict[str, object] = {
        "nomor_induk_kependudukan": p.nik, "nomor_kartu_keluarga": p.kk, "nama": p.name,
        "tanggal_lahir": p.day("%Y-%m-%d"), "status_hubungan_keluarga": p.shdk.title(),
        "jenis_kelamin": "Laki-laki" if p.sex == "L" else "Perempuan",
        "kode_kelurahan_desa_ktp": "6305022001", "kelurahan_desa_ktp": "TATAKAN",
        "kecamatan_ktp": "TAPIN SELATAN", "rt_ktp": "001", "rw_ktp": "002",
        "alamat_ktp": "JL. IRIGASI", "pekerjaan_ktp": "PETANI",
    }  # fmt: skip
    return filled(ANGGOTA, **(values | also))


def quoted(page: Page) -> list[str]:
    return ["|".join(f'"{"" if v is None else v}"' for v in line) for line in page.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_dtsen_members_quoted_between_pipes(encoding: str) -> None:
    page = Page().above(*ANGGOTA)
    for p in EVERYBODY:
        page.data(dtsen_member(p, alamat_ktp="JL. CAFÉ"), p, p.kk, shdk=SHDK[p.shdk], rt="1")
    name = "anggota_keluarga_dtsen_v3_2026_63.05.csv"
    check("\n".join(quoted(page)).encode(encoding), page, name, "dtsen")


def test_malformed_dtsen_lines_lose_nobody() -> None:
    page = Page().above(*ANGGOTA)
    for p in EVERYBODY:
        page.data(dtsen_member(p), p, p.kk)
    lines = quoted(page)
    lines[3] = lines[3].replace('"JL. IRIGASI"', '"JL. IRI|GASI"')  # a delimiter in quotes
    lines[5] = lines[5].replace('"JL. IRIGASI"', '"JL. "IRIGASI" 5"')  # quotes in quotes
    lines[7] = lines[7].replace('"', "")  # no quotes
    lines[8] = lines[8].replace('"', "").replace("JL. IRIGASI", "JL. IRI|GASI")  # one too many
    lines[9] = lines[9].rsplit("|", 3)[0]  # cut short
    lines[10] = lines[10] + '|""'
    lines[11] = lines[11][:-1]  # unclosed
    check("\n".join(lines).encode(), page, "anggota.csv", "dtsen")


def test_dtsen_families_with_their_desil() -> None:
    page = Page().above(*KELUARGA)
    for n, family in enumerate(FAMILIES, start=1):
        page.data(filled(KELUARGA, kode_kelurahan_desa="6305022001", kelurahan_desa="TATAKAN",
                         kecamatan="TAPIN SELATAN", alamat="JL. IRIGASI",
                         nomor_kartu_keluarga=family[0].kk, nama_kepala_keluarga=family[0].name,
                         jumlah_anggota_keluarga=len(family), desil_nasional=n,
                         jenis_lantai_terluas="8", daya_terpasang="450"))  # fmt: skip
    core = check("\n".join(quoted(page)).encode(), page, "keluarga_dtsen_v3_2026_1.csv", "dtsen")
    assert sorted(core["household"]["desil"].to_list()) == [1, 2, 3, 4, 5, 6]
    assert core["household"]["kk"].null_count() == 0


def test_dtsen_families_without_kk_and_head_are_rejected() -> None:
    page = Page().above(*KELUARGA)
    family = {"kode_kelurahan_desa": "6305022001", "desil_nasional": 3}
    page.data(filled(KELUARGA, nomor_kartu_keluarga=RAMLI.kk, **family))
    page.data(filled(KELUARGA, nama_kepala_keluarga="RAMLI", **family))
    page.rejected(filled(KELUARGA, nomor_kartu_keluarga="0", **family), "household_unknown")
    check("\n".join(quoted(page)).encode(), page, "keluarga.csv", "dtsen")


# --- SKTM


def sktm_line(n: int, p: Somebody, **typed: object) -> list[object]:
    values: dict[str, object] = {
        "no": n, "nomor": f"460/{n:03d}/SKTM-TTK/VIII/2026", "tgl": "5 Agustus 2026",
        "nama": p.name, "nik": p.nik, "kk": p.kk, "alamat": "JL. IRIGASI RT 1 RW 2",
        "desa": "TATAKAN", "kec": "TAPIN SELATAN", "perlu": "BEASISWA", "sampai": None,
    } | typed  # fmt: skip
    return list(values.values())


SKTM = ["No", "Nomor Surat", "Tanggal Surat", "Nama", "NIK", "No KK", "Alamat", "Desa", "Kecamatan",
        "Keperluan", "Berlaku Sampai"]  # fmt: skip
LETTERS = ["460/001/SKTM-TTK/VIII/2026", "460 / 002 / SKTM / 2026", "No. 003/SKTM/VIII/2026", "4",
           "005", "SKTM-006", "460.1/07.a/Kesra", "470 - 008 - DS.TTK", " 009 / VIII / 2026 ", None]  # fmt: skip


@pytest.mark.parametrize("header", [
    SKTM,
    ["NO", "NO. SURAT", "TGL SURAT", "NAMA PEMOHON", "NIK PEMOHON", "NO. KK", "ALAMAT",
     "DESA/KELURAHAN", "KECAMATAN", "PERUNTUKAN", "MASA BERLAKU"],
    ["No.", "Nomor SKTM", "Tgl. SKTM", "Nama Lengkap", "N I K", "Nomor KK", "Alamat Lengkap",
     "Kelurahan/Desa", "Kec.", "Tujuan", "Berlaku s/d"],
    ["No. Urut", "No. Register", "Tanggal Terbit", "Nama", "No. KTP", "KK", "Alamat Rumah",
     "Nama Desa", "Nama Kecamatan", "Maksud/Tujuan", "Berlaku Hingga"],
])  # fmt: skip
def test_a_register_of_letters_with_odd_numbers_and_dates(header: list[str]) -> None:
    page = Page().above("REGISTER SURAT KETERANGAN TIDAK MAMPU").above("BULAN AGUSTUS 2026").above()
    page.above(*header)
    days = ["5 Agustus 2026", "05-08-2026", date(2026, 8, 5), "5/8/26", "2026-08-05",
            "05 AGUSTUS 2026", "5 Agt 2026", "Rabu, 5 Agustus 2026", 46239, "5-8-2026"]  # fmt: skip
    for n, letter in enumerate(LETTERS):
        p = EVERYBODY[n]
        page.data(sktm_line(n + 1, p, nomor=letter, tgl=days[n], sampai="5 Februari 2027"), p,
                  birth_date=None, sex=None)  # fmt: skip
    page.above().aside(*[None] * 8, "Rantau, 31 Agustus 2026").aside(*[None] * 8, "Kepala Dinas")
    core = check(xlsx({"Register": page}), page, "register.xlsx", "sktm")
    assert core["certificate"]["tanggal_surat"].unique().to_list() == [date(2026, 8, 5)]
    assert core["certificate"]["berlaku_sampai"].unique().to_list() == [date(2027, 2, 5)]


def test_letters_without_name_are_rejected_and_without_nik_accepted() -> None:
    page = Page().above(*SKTM)
    page.data(sktm_line(1, RAMLI), RAMLI, birth_date=None, sex=None)
    page.rejected(sktm_line(2, SITI, nama=None), "name_missing")
    page.data(sktm_line(3, SITI, nik=None, kk=None), SITI, nik=None, birth_date=None, sex=None)
    page.rejected(sktm_line(4, SITI, nama="-"), "name_missing")
    page.rejected(sktm_line(5, RAMLI, nomor="460/001/SKTM-TTK/VIII/2026"), "repeated_row")
    page.data(sktm_line(6, RAMLI), RAMLI, birth_date=None, sex=None)
    check(xlsx({"S": page}), page, "sktm.xlsx", "sktm")


def test_a_register_of_letters_with_a_sheet_for_every_month() -> None:
    pages = {}
    for month in ("JULI", "AGUSTUS"):
        page = Page().above(f"REGISTER SKTM BULAN {month} 2026").above(*SKTM)
        for n, p in enumerate(EVERYBODY[:5], start=1):
            page.data(sktm_line(n, p, nomor=f"{n}/{month}"), p, birth_date=None, sex=None)
        page.aside("Jumlah", 5)
        pages[month] = page
    check(xlsx(pages), pages, "sktm.xlsx", "sktm")


# --- the others


REGISTERS: dict[str, tuple[list[str], Any]] = {
    "asn": (["NO", "NIP", "NIK", "NAMA PEGAWAI", "TGL LAHIR", "UNIT KERJA", "STATUS"],
            lambda n, p: [n, f"1980081720050{n:05d}", p.nik, p.name, p.day(), "DINAS X", "PNS"]),
    "bpjstk": (["No KPJ", "NIK", "Nama Tenaga Kerja", "Tgl Lahir", "Upah", "Nama Perusahaan",
                "Status"],
               lambda n, p: [f"0173848{n:04d}", p.nik, p.name, p.day(), "Rp 3.500.000,00",
                             "PT TAPIN", "Aktif"]),
    "ahu": (["NIK", "Nama Pengurus", "Nama Perseroan", "Jabatan"],
            lambda n, p: [p.nik, p.name, "PT TAPIN JAYA", "DIREKTUR"]),
    "kematian": (["No", "No. Akta Kematian", "NIK", "Nama", "Tgl Lahir", "Tgl Meninggal"],
                 lambda n, p: [n, f"6305-KM-{n:04d}", p.nik, p.name, p.day(), "5 Mei 2026"]),
    "pln": (["IDPEL", "NIK", "NAMA PELANGGAN", "ALAMAT", "KELURAHAN", "TARIF/DAYA"],
            lambda n, p: [f"2203549543{n:02d}", p.nik, p.name, "JL IRIGASI RT 1", "TATAKAN",
                          "R1/900"]),
    "kendaraan": (["NO POLISI", "NIK", "NAMA PEMILIK", "ALAMAT", "JML RODA", "THN", "MERK"],
                  lambda n, p: [f"DA {5000 + n} KTA", p.nik, p.name, "TATAKAN RT 3", 4, 2019,
                                "TOYOTA"]),
    "bansos": (["JENIS BANTUAN", "TAHAP", "NIK", "NO KK", "NAMA KPM", "ALAMAT", "DESA", "NILAI"],
               lambda n, p: ["PKH", "2026-08", p.nik, p.kk, p.name, "RT 1", "TATAKAN", "600.000"]),
    "aduan": (["No. Aduan", "Tgl Aduan", "Kanal", "Jenis Aduan", "NIK Pelapor", "Nama Pelapor",
               "Desa", "Uraian Aduan"],
              lambda n, p: [f"A-{n}", "5/8/2026", "WA", "DTKS", p.nik, p.name, "TATAKAN",
                            "Belum terdaftar"]),
}  # fmt: skip
VILLAGED = {"pln", "kendaraan", "bansos", "aduan"}
BORN = {"asn", "bpjstk", "kematian"}


@pytest.mark.parametrize("source", REGISTERS)
@pytest.mark.parametrize("dress", ["sheet", "text", "parquet"])
def test_a_register_in_the_field_s_own_words(source: str, dress: str) -> None:
    header, line = REGISTERS[source]
    page = Page(village="63.05.02.2001" if source in VILLAGED else None)
    if dress == "sheet":
        page.above(f"DATA {source.upper()} KABUPATEN TAPIN").above("Per 31 Agustus 2026").above()
    page.above(*header)
    rows = [line(n, p) for n, p in enumerate(EVERYBODY, start=1)]
    for row, p in zip(rows, EVERYBODY, strict=True):
        born = {} if source in BORN else {"birth_date": None}
        page.data(row, p, sex=None, **born)
    if dress == "sheet":
        page.above().aside(None, "Jumlah", len(rows)).aside(None, None, "Rantau, 31 Agustus 2026")
        page.aside(None, None, "Kepala Seksi,").aside(None, None, "NIP. 198001012005011003")
        content = xlsx({"Data": page})
    elif dress == "text":
        content = delimited(page, ";", "utf-8-sig", "\r\n")
    else:
        memory = BytesIO()
        frame = pl.DataFrame([[str(v) for v in row] for row in rows], schema=header, orient="row")
        frame.write_parquet(memory)
        content = memory.getvalue()
        page.wanted = {row - 1: want for row, want in page.wanted.items()}
    core = check(content, page, f"{source}.dat", source)
    register = core["register"]
    if source == "bpjstk":
        assert register["upah"].unique().to_list() == [3_500_000.0]
        assert register["aktif"].all()
    if source == "kematian":
        assert register["tanggal_meninggal"].unique().to_list() == [date(2026, 5, 5)]
        assert core["person"]["dead"].all()
    if source == "pln":
        assert register["daya_va"].unique().to_list() == [900.0]
    if source == "kendaraan":
        assert register["roda"].unique().to_list() == [4]
    if source == "bansos":
        assert register["nominal"].unique().to_list() == [600_000.0]


REJECTIONS: dict[str, list[tuple[dict[str, object], str | None]]] = {
    "ahu": [({"NIK": None, "Nama Perseroan": None}, "no_identity"), ({"NIK": "-"}, None),
            ({"Nama Pengurus": None}, "name_missing")],
    "bansos": [({"NIK": None, "NO KK": None, "ALAMAT": None}, "no_identity"),
               ({"NIK": None, "NO KK": None}, None), ({"NIK": None, "ALAMAT": "-"}, None),
               ({"NAMA KPM": None}, "name_missing")],
    "pln": [({"NIK": None}, None), ({"NAMA PELANGGAN": None}, None),
            ({"NIK": "0", "NAMA PELANGGAN": "-"}, "owner_unknown")],
    "kendaraan": [({"NIK": None}, None), ({"NAMA PEMILIK": None, "NIK": None}, "owner_unknown"),
                  ({"NAMA PEMILIK": None}, None)],
    "aduan": [({"Uraian Aduan": None}, "text_missing"), ({"NIK Pelapor": None}, None),
              ({"Nama Pelapor": None, "NIK Pelapor": None}, None)],
    "kematian": [({"NIK": None}, None), ({"Nama": None}, "name_missing"),
                 ({"Tgl Lahir": None}, None)],
    "asn": [({"NAMA PEGAWAI": None}, "name_missing"), ({"NIK": None}, None)],
    "bpjstk": [({"Nama Tenaga Kerja": "-"}, "name_missing"), ({"Tgl Lahir": None}, None)],
}  # fmt: skip


@pytest.mark.parametrize("source", REJECTIONS)
def test_rows_of_a_register_are_rejected_only_when_nobody_is_known_by_them(source: str) -> None:
    header, line = REGISTERS[source]
    page = Page(village="63.05.02.2001" if source in VILLAGED else None).above(*header)
    for n, p in enumerate(EVERYBODY[:6], start=1):
        page.data(line(n, p))
    for n, (gaps, code) in enumerate(REJECTIONS[source], start=7):
        row = [gaps.get(h, v) for h, v in zip(header, line(n, EVERYBODY[n]), strict=True)]
        if code:
            page.rejected(row, code)
        else:
            page.data(row)
    check(xlsx({"Data": page}), page, f"{source}.xlsx", source)


WRONG = ["Kegiatan;Pagu;Realisasi", "No;Nama;Alamat;Keterangan", "Kode;Uraian"]


@pytest.mark.parametrize("source", [*REGISTERS, "sktm", "dtks", "dtsen", "dukcapil", "verifikasi"])
@pytest.mark.parametrize("header", WRONG)
def test_columns_of_something_else_are_refused_in_every_source(source: str, header: str) -> None:
    if source == "aduan" and "Uraian" in header:
        header = "Kode;Jumlah"
    lines = [header, *(f"{i};kegiatan {i};{i * 1000};x" for i in range(1, 9))]
    intake, _ = outcome("\n".join(lines).encode(), "data.csv", source)
    assert intake.files["code"].to_list() == ["no_key_columns"]


def test_the_civil_register_says_who_died() -> None:
    header = ["Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir",
              "Kelamin", "SHDK", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT"]  # fmt: skip
    page = Page().above(*header)
    for i, p in enumerate(EVERYBODY):
        state = ["HIDUP", "MENINGGAL", "MATI", "PINDAH"][i % 4]
        page.data([p.kk, p.nik, p.name, state, "TAPIN", p.day(), p.sex, p.shdk, "TAPIN SELATAN",
                   "TATAKAN", "JL. IRIGASI", "002", "001"], p, p.kk,
                  dead=state in ("MENINGGAL", "MATI"), moved=state == "PINDAH")  # fmt: skip
    check(delimited(page, ","), page, "SIAK.csv", "dukcapil")
