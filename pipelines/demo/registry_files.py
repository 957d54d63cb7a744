"""The social registries: DTKS (ART and RUTA extracts), DTSEN (families and members), recipients.

Short headers and codes of DTKS/SIKS: Hub_KRT 1 kepala, 2 istri/suami, 3 anak, 5 cucu, 6 orang
tua, 8 lainnya; JnsKel 1 L, 2 P. DTSEN is pipe-delimited and quoted, with some malformed lines.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from pipelines.demo.holdings import DtksFamily, DtsenFamily, Holdings
from pipelines.demo.noise import Corruptor, Written
from pipelines.demo.register_files import mark
from pipelines.demo.rendering import Cell, Line, Mark, Outbox
from pipelines.demo.world import Person, World

ART = (
    "kd_wilayah IDBDT IDARTBDT KDPROP KDKAB KDKEC KDDESA NoPesertaPKH Nama JnsKel TmpLahir "
    "TglLahir HubKRT NIK NoKK Hub_KRT NUK Hubkel Umur Sta_kawin Ada_akta_nikah Ada_diKK "
    "Ada_kartu_identitas Sta_hamil Jenis_cacat Penyakit_kronis Partisipasi_sekolah "
    "Pendidikan_tertinggi Kelas_tertinggi Ijazah_tertinggi Sta_Bekerja Jumlah_jamkerja "
    "Lapangan_usaha Status_pekerjaan Sta_keberadaan_art Sta_kepesertaan_pbi Ada_kks Ada_pbi "
    "Ada_kip Ada_pkh Ada_BPNT Anak_diluar_rt namagadis_ibukandung"
)
RUTA = (
    "IDBDT RUTA6 NoPesertaPBDT KDPROP KDKAB KDKEC KDDESA Alamat NoPesertaPKH NoPesertaKKS2016 "
    "NoPesertaPBI PesertaKIP Nama_SLS Nama_KRT Jumlah_ART Jumlah_Keluarga Sta_bangunan Sta_lahan "
    "Luas_lantai Lantai Dinding Kondisi_dinding Atap Kondisi_atap Jumlah_kamar Sumber_airminum "
    "Nomor_meter_air cara_proleh_airminum Sumber_penerangan Daya Nomor_PLN bb_masak Nomor_gas "
    "Fasbab Kloset Buang_tinja Ada_tabung_gas Ada_lemari_es Ada_ac Ada_pemanas Ada_telpon Ada_tv "
    "Ada_emas Ada_laptop Ada_sepeda Ada_motor Ada_mobil Ada_perahu Ada_motor_tempel "
    "Ada_perahu_motor Ada_kapal Aset_tak_bergerak Luas_atb Rumah_lain Jumlah_sapi Jumah_kerbau "
    "Jumlah_kuda Jumlah_babi Jumlah_kambing Sta_art_usaha Sta_kks Sta_kip Sta_kis "
    "Sta_bpjs_mandiri Sta_jamsostek Sta_asuransi Sta_pkh Sta_rastra Sta_kur Sta_keberadaan_RT "
    "Percentile"
)
HUB = {"KEPALA KELUARGA": "1", "ISTRI": "2", "ANAK": "3", "CUCU": "5", "ORANGTUA": "6"}
DTSEN_FAMILY = (
    "kode_provinsi provinsi kode_kabupaten_kota kabupaten_kota kode_kecamatan kecamatan "
    "kode_kelurahan_desa kelurahan_desa alamat nomor_kartu_keluarga nama_kepala_keluarga "
    "jumlah_anggota_keluarga jenis_lantai_terluas jenis_dinding_terluas daya_terpasang "
    "fasilitas_bab desil_nasional desil_provinsi desil_kabupaten_kota"
)
DTSEN_MEMBER = (
    "nomor_induk_kependudukan nomor_kartu_keluarga nama tanggal_lahir jenis_kelamin "
    "status_hubungan_keluarga status_kawin kode_kelurahan_desa_ktp kelurahan_desa_ktp rt_ktp "
    "rw_ktp alamat_ktp pekerjaan_ktp"
)


def programmes(family: DtksFamily) -> tuple[bool, bool, bool]:
    """PKH, BPNT and PBI of a DTKS family: fixed by its number, so it holds month after month."""
    number = int(family.idbdt[-6:])
    return number % 5 < 2, number % 9 < 4, number % 3 > 0


def dtks(
    seed: int,
    out: Outbox,
    world: World,
    families: list[DtksFamily],
    stamp: str,
    noise: float,
    today: date,
    mended: float = 0.0,
) -> None:
    """ART and RUTA with short headers. Some people appear twice, see `holdings.enrol`; `mended` is
    the share of member rows whose errors someone has corrected."""
    errors = Corruptor(Random(seed), "dtks", noise)
    art_names, ruta_names = ART.split(), RUTA.split()
    art, ruta = [Line(list(art_names))], [Line(list(ruta_names))]
    for family in families:
        household = world.households[family.hid]
        village = world.village(household)
        place: dict[str, Cell] = {
            "IDBDT": family.idbdt, "KDPROP": village.digits[:2], "KDKAB": village.digits[2:4],
            "KDKEC": village.digits[4:6], "KDDESA": village.digits[6:],
        }  # fmt: skip
        pkh, bpnt, pbi = programmes(family)
        for pid, idart in family.members:
            rng = errors.about(seed, "dtks", idart)
            person = world.persons[pid]
            nik, name, birth = errors.identity(person)
            if Random(f"{seed}/mended/{idart}").random() < mended:
                nik, name, birth = Written(person.nik), Written(person.nama), Written(person.birth)
            kk = errors.kk(family.kk)
            hub = HUB.get(person.shdk, "8")
            given = place | {
                "kd_wilayah": village.digits, "IDARTBDT": idart, "Nama": name.value,
                "JnsKel": "1" if person.sex == "L" else "2", "TmpLahir": person.birthplace,
                "TglLahir": birth.value if isinstance(birth.value, str)
                else f"{birth.value:%d/%m/%Y}",
                "HubKRT": hub, "Hub_KRT": hub, "NIK": nik.value, "NoKK": kk.value,
                "Umur": str(today.year - person.birth.year), "Sta_keberadaan_art": "1",
                "Ada_pbi": str(int(pbi)), "Ada_pkh": str(int(pkh)), "Ada_BPNT": str(int(bpnt)),
                "namagadis_ibukandung": "" if rng.random() < 0.25 else person.ibu,
            }  # fmt: skip
            row = mark(person, "person", nik, name, birth)
            if row.expect == "rejected" and name.value:
                row = replace(row, expect="either")  # no NIK, no date, but Umur gives the year
            art.append(Line([given.get(n) for n in art_names], row))
        head = world.persons[family.members[0][0]]
        about = place | {
            "Alamat": f"JL {household.street} RT {household.rt:02d}",
            "Nama_SLS": f"RT {household.rt:03d}", "Nama_KRT": head.nama,
            "Jumlah_ART": str(len(family.members)), "Jumlah_Keluarga": "1",
            "Lantai": str(household.conditions["lantai"]),
            "Dinding": str(household.conditions["dinding"]), "Sta_keberadaan_RT": "1",
        }  # fmt: skip
        ruta.append(
            Line([about.get(n) for n in ruta_names], Mark(role="household", household=family.hid))
        )
    out.text(f"DTKS_ART_{world.regency.bare}_{stamp}.csv", art, "csv")
    out.text(f"DTKS_RUTA_{world.regency.bare}_{stamp}.csv", ruta, "csv")


def dtsen(rng: Random, out: Outbox, world: World, holdings: Holdings, noise: float) -> None:
    """Families and members, pipe-delimited and quoted; one line in 150 is malformed."""
    errors = Corruptor(rng, "dtsen", noise)
    family_names, member_names = DTSEN_FAMILY.split(), DTSEN_MEMBER.split()
    families, members = [Line(list(family_names))], [Line(list(member_names))]
    for family in sorted(holdings.dtsen, key=lambda f: f.kk):
        families.append(_family_line(world, family, family_names))
        for pid in family.members:
            person = world.persons[pid]
            nik, name, birth = errors.identity(person)
            given = _member(world, family, person) | {
                "nomor_induk_kependudukan": nik.value, "nama": name.value,
                "tanggal_lahir": birth.value if isinstance(birth.value, str)
                else birth.value.isoformat(),
            }  # fmt: skip
            row = mark(person, "person", nik, name, birth)
            members.append(Line([given.get(n) for n in member_names], row))
    damaged = _malformed(rng, members)
    encoding = rng.choice(("utf-8", "latin-1"))
    code = world.regency.code
    out.text(f"keluarga_dtsen_v3_2026_{code}.csv", families, "dtsen", sep="|", quoted=True,
             encoding=encoding)  # fmt: skip
    out.text(f"anggota_keluarga_dtsen_v3_2026_{code}.csv", members, "dtsen", sep="|", quoted=True,
             encoding=encoding, damaged=damaged)  # fmt: skip


def _family_line(world: World, family: DtsenFamily, names: list[str]) -> Line:
    household = world.households[family.hid]
    village = world.village(household)
    given: dict[str, Cell] = {
        "kode_provinsi": village.code[:2], "kode_kabupaten_kota": village.code[:5],
        "kabupaten_kota": village.regency.upper(), "kode_kecamatan": village.district_code,
        "kecamatan": village.district.upper(), "kode_kelurahan_desa": village.code,
        "kelurahan_desa": village.name.upper(),
        "alamat": f"JL {household.street} RT {household.rt}", "nomor_kartu_keluarga": family.kk,
        "nama_kepala_keluarga": world.persons[family.members[0]].nama,
        "jumlah_anggota_keluarga": str(len(family.members)),
        "jenis_lantai_terluas": str(household.conditions["lantai"]),
        "jenis_dinding_terluas": str(household.conditions["dinding"]),
        "daya_terpasang": str(household.conditions["daya_listrik"]),
        "fasilitas_bab": str(household.conditions["jamban"]),
    }  # fmt: skip
    if family.desil is not None:
        given |= {
            "desil_nasional": str(family.desil), "desil_provinsi": str(min(10, family.desil + 1)),
            "desil_kabupaten_kota": str(family.desil),
        }  # fmt: skip
    return Line([given.get(n) for n in names], Mark(role="household", household=family.hid))


def _member(world: World, family: DtsenFamily, person: Person) -> dict[str, Cell]:
    household = world.households[family.hid]
    village = world.village(household)
    return {
        "nomor_kartu_keluarga": family.kk,
        "jenis_kelamin": "Laki-laki" if person.sex == "L" else "Perempuan",
        "status_hubungan_keluarga": person.shdk.title(), "status_kawin": person.marital.title(),
        "kode_kelurahan_desa_ktp": village.code, "kelurahan_desa_ktp": village.name.upper(),
        "rt_ktp": f"{household.rt:03d}", "rw_ktp": f"{household.rw:03d}",
        "alamat_ktp": f"JL {household.street}", "pekerjaan_ktp": person.work,
    }  # fmt: skip


def _malformed(rng: Random, members: list[Line]) -> dict[int, str]:
    """Some member lines as broken exports write them; what becomes of them is left open."""
    damaged: dict[int, str] = {}
    for index, line in enumerate(members):
        if line.mark is None or rng.random() > 1 / 150:
            continue
        cells = [str(c or "") for c in line.cells]
        how = rng.randrange(3)
        if how == 0:  # a stray quote inside an address
            cells[-2] = f'{cells[-2]} "BLOK A'
            text = "|".join(f'"{c}"' for c in cells)
        elif how == 1:  # the tail is cut off
            text = "|".join(f'"{c}"' for c in cells[:9])
        else:  # an unquoted pipe inside the address
            text = "|".join([*(f'"{c}"' for c in cells[:-2]), cells[-2] + "|A", f'"{cells[-1]}"'])
        damaged[index] = text
        line.mark = replace(line.mark, expect="either")
    return damaged


def bansos(seed: int, out: Outbox, world: World, holdings: Holdings, noise: float) -> None:
    """Recipients of PKH and BPNT: the heads of DTKS families on the programmes."""
    errors = Corruptor(Random(seed), "bansos", noise)
    lines = [Line(["program", "periode", "nik", "no_kk", "nama", "alamat", "desa", "nominal"])]
    period = out.account.period
    for family in sorted(holdings.dtks, key=lambda f: f.idbdt):
        person = world.persons[family.members[0][0]]
        household = world.households[person.hid]
        pkh, bpnt, _ = programmes(family)
        errors.about(seed, "bansos", family.idbdt)
        nik, name, _ = errors.identity(person)
        for programme, given, amount in (("PKH", pkh, "750000"), ("BPNT", bpnt, "600000")):
            if given:
                lines.append(
                    Line([programme, period, nik.value, household.kk, name.value,
                          f"RT {household.rt}", world.village(household).name, amount],
                         mark(person, "person", nik, name, expect="accepted"))
                )  # fmt: skip
    out.text(f"bansos_{period}.csv", lines, "csv")
