"""DTKS, BDT and DTSEN extracts in awkward dress, with the truth next to every row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    Somebody,
    cells,
    check,
    delimited,
    xlsx,
)

RAMLI, SITI = FAMILIES[0][:2]
FORMATS = Path("/work/shared/reference/formats")
ART = (
    "kd_wilayah IDBDT IDARTBDT KDPROP KDKAB KDKEC KDDESA NoPesertaPKH Nama JnsKel "
    "TmpLahir TglLahir "
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
        houses.data(
            filled(
                RUTA,
                IDBDT=f"63050200{family_number(family[0]):06d}",
                KDPROP="63",
                KDKAB="05",
                KDKEC="02",
                KDDESA="2001",
                Alamat="JL. IRIGASI",
                Nama_KRT=family[0].name,
                Jumlah_ART=len(family),
            )
        )
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
