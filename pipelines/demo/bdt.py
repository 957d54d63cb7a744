"""DTKS as the older BDT 2015 export: 101 long headers, one row a person, the household repeated.

It has an age instead of a birth date and no IDARTBDT, so whoever has no NIK here can hardly be
told apart. A second row numbers the columns (KOLOM). The headers are those of OpenSID's import.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from pipelines.demo.holdings import DtksFamily
from pipelines.demo.noise import Corruptor, Written
from pipelines.demo.register_files import mark
from pipelines.demo.registry_files import HUB
from pipelines.demo.rendering import Cell, Line, Outbox, Sheet, not_data
from pipelines.demo.world import World

HEADER = (
    "ruta_6 (1)|ID rumah tangga (2)|Provinsi (3)|Kode Provinsi (4)|Kab/Kota (5)|"
    "Kode Kab/Kota (6)|Kecamatan (7)|Kode Kecamatan (8)|Desa/Kelurahan (9)|"
    "Kode Desa/Kelurahan (10)|Nama SLS (11)|Alamat (12)|Nama KRT (13)|Jumlah ART (14)|"
    "Jumlah Keluarga (15)|Status bangunan (16)|Status lahan (17)|Luas lantai (18)|"
    "Lantai terluas (19)|Dinding terluas (20)|Kondisi Dinding (21)|Atap Terluas (22)|"
    "Kondisi Atap (23)|Jumlah kamar tidur (24)|Sumber air minum (25)|"
    "Cara memperoleh air minum (26)|Sumber penerangan utama (27)|Daya terpasang (28)|"
    "Bahan bakar memasak (29)|Fasilitas BAB (30)|Jenis kloset (31)|Tempat buang tinja (32)|"
    "Kepemilikan tabung gas 5,5kg (33)|Kepemilikan lemari es (34)|Kepemilikan ac (35)|"
    "Kepemilikan pemanas air (36)|Kepemilikan telepon rumah (37)|Kepemilikan televisi (38)|"
    "Kepemilikan emas dan tabungan (39)|Kepemilikan laptop/komputer (40)|"
    "Kepemilikan sepeda (41)|Kepemilikan sepeda motor (42)|Kepemilikan mobil (43)|"
    "Kepemilikan perahu (44)|Kepemilikan motor tempel (45)|Kepemilikan perahu motor (46)|"
    "Kepemilikan kapal (47)|Nomor HP  yang aktif (48)|"
    "Jumlah ruangan rumah yang ditempati (49)|Kepemilikan aset tidak bergerak (50)|"
    "Luas aset tidak bergerak|Kepemilikan rumah di tempat lain|Jumlah sapi yang dimiliki|"
    "Jumlah kerbau yang dimiliki|Jumlah kuda yang dimiliki|Jumlah babi yang dimiliki|"
    "Jumlah kambing/domba yang dimiliki|Status ART yang memiliki usaha|Status KKS|Status KIP|"
    "Status KIS|Status BPJS  mandiri|Status Jamsostek|Status asuransi kesehatan lainnya|"
    "Status PKH|Status Rastra|Status KUR|No Urut ART Wanita Usia Subur|Usia Suami|Usia Istri|"
    "Kepesertaan KB|Metode Kontrasepsi|Lama menggunakan kontrasepsi (tahun)|"
    "Lama menggunakan kontrasepsi (bulan)|Tempat pelayanan KB|Status ingin punya anak lagi|"
    "Alasan utama tidak ber KB|percentile|Nomor urut ART|Nama ART|NIK|HubKRT|"
    "Nomor urut keluarga|Hubungan dengan kepala keluarga|jenis kelamin|"
    "Umur anggota rumah tangga (tahun)|Status perkawinan|Kepemilikan akta/buku nikah|"
    "Tercantum di dalam KK|Kepemilikan kartu identitas|Status kehamilan|Jenis cacat|"
    "Penyakit kronis|Partisipasi sekolah|Pendidikan tertinggi|Kelas tertinggi|"
    "Ijazah tertinggi|Bekerja seminggu yg lalu|Jumlah jam kerja|Lapangan usaha|"
    "Status dalam pekerjaan"
)


def write(
    seed: int,
    out: Outbox,
    world: World,
    families: list[DtksFamily],
    name: str,
    noise: float,
    today: date,
) -> None:
    """Write the families as one BDT workbook; a person surveyed twice stands here once."""
    names = HEADER.split("|")
    numbers: list[Cell] = [f"KOLOM {number}" for number in range(1, len(names) + 1)]
    lines = [Line(list(names)), Line(numbers, not_data("numbering"))]
    errors = Corruptor(Random(seed), "dtks", noise)
    for family in families:
        about = _household(world, family)
        for order, pid in enumerate(dict.fromkeys(pid for pid, _ in family.members), 1):
            errors.about(seed, "bdt", family.idbdt, order)
            person = world.persons[pid]
            nik, title, _ = errors.identity(person)
            given: dict[str, Cell] = about | {
                "Nomor urut ART": str(order),
                "Nama ART": title.value,
                "NIK": nik.value,
                "HubKRT": HUB.get(person.shdk, "8"),
                "Nomor urut keluarga": "1",
                "Hubungan dengan kepala keluarga": HUB.get(person.shdk, "8"),
                "jenis kelamin": "1" if person.sex == "L" else "2",
                "Umur anggota rumah tangga (tahun)": str(today.year - person.birth.year),
            }
            row = mark(person, "person", nik, title, Written(""))
            if row.expect == "rejected":
                row = replace(row, expect="either")  # no NIK and only an age
            lines.append(Line([given.get(n) for n in names], row))
    out.workbook(name, [Sheet("BDT", lines)], "bdt")


def _household(world: World, family: DtksFamily) -> dict[str, Cell]:
    household = world.households[family.hid]
    village = world.village(household)
    return {
        "ID rumah tangga (2)": family.idbdt,
        "Kode Provinsi (4)": village.digits[:2],
        "Kab/Kota (5)": village.regency,
        "Kode Kab/Kota (6)": village.digits[2:4],
        "Kecamatan (7)": village.district,
        "Kode Kecamatan (8)": village.digits[4:6],
        "Desa/Kelurahan (9)": village.name,
        "Kode Desa/Kelurahan (10)": village.digits[6:],
        "Nama SLS (11)": f"RT {household.rt:03d}",
        "Alamat (12)": f"JL {household.street} RT {household.rt:02d}",
        "Nama KRT (13)": world.persons[family.members[0][0]].nama,
        "Jumlah ART (14)": str(len(family.members)),
        "Jumlah Keluarga (15)": "1",
        "Lantai terluas (19)": str(household.conditions["lantai"]),
        "Dinding terluas (20)": str(household.conditions["dinding"]),
    }
