"""Registers of every source in awkward dress, with the truth next to every row."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import polars as pl
import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    Somebody,
    check,
    delimited,
    read,
    xlsx,
)

RAMLI, SITI = FAMILIES[0][:2]
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
LETTERS = [
    "460/001/SKTM-TTK/VIII/2026",
    "460 / 002 / SKTM / 2026",
    "No. 003/SKTM/VIII/2026",
    "4",
    "005",
    "SKTM-006",
    "460.1/07.a/Kesra",
    "470 - 008 - DS.TTK",
    " 009 / VIII / 2026 ",
    None,
]


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
    "pbi": (["NO", "NOMOR KARTU JKN", "NIK", "NO KK", "NAMA PESERTA", "TGL NONAKTIF", "ALASAN",
             "STATUS"],
            lambda n, p: [n, f"000123456{n:04d}", p.nik, p.kk, p.name, "1 Februari 2026",
                          "Tidak ada di DTSEN", "NONAKTIF"]),
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
    if source == "pbi":
        assert register["tanggal_nonaktif"].unique().to_list() == [date(2026, 2, 1)]
        assert not register["aktif"].any()
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
    "pbi": [({"NIK": None}, None), ({"NAMA PESERTA": None}, "name_missing"),
            ({"NIK": None, "NOMOR KARTU JKN": "-"}, "no_identity")],
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


@pytest.mark.parametrize(
    "source", [*REGISTERS, "sktm", "dtks", "dtsen", "dukcapil", "verifikasi", "ikm"]
)
@pytest.mark.parametrize("header", WRONG)
def test_columns_of_something_else_are_refused_in_every_source(source: str, header: str) -> None:
    if source == "aduan" and "Uraian" in header:
        header = "Kode;Jumlah"
    lines = [header, *(f"{i};kegiatan {i};{i * 1000};x" for i in range(1, 9))]
    intake = read("\n".join(lines).encode(), "data.csv", source)
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
