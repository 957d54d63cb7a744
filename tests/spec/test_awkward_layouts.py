"""Village lists in every layout that villages use, with the truth next to every row."""

from __future__ import annotations

import pytest

from tests.spec.awkward_pages import (
    EVERYBODY,
    FAMILIES,
    Page,
    Somebody,
    cells,
    check,
    delimited,
    titled,
    wide_header,
    xlsx,
)

HEADER, KEYS = wide_header()
LIST = HEADER.split("|")
OPENSID = (
    "alamat dusun rw rt nama no_kk nik sex tempatlahir tanggallahir agama_id pendidikan_kk_id "
    "pendidikan_sedang_id pekerjaan_id status_kawin kk_level warganegara_id ayah_nik nama_ayah "
    "ibu_nik nama_ibu golongan_darah_id akta_lahir dokumen_pasport tanggal_akhir_paspor "
    "dokumen_kitas akta_perkawinan tanggalperkawinan akta_perceraian tanggalperceraian cacat_id "
    "cara_kb_id hamil ktp_el status_rekam alamat_sekarang status_dasar suku tag_id_card "
    "id_asuransi no_asuransi lat lng"
).split()
SHDK_CODE = {"KEPALA KELUARGA": 1, "SUAMI": 2, "ISTRI": 3, "ANAK": 4}
SIAK = (
    "Nomor KK|NIK|Nama Penduduk|Status|Tempat Lahir|Tanggal Lahir|Kelamin|NIK Ayah|Ayah|NIK Ibu|"
    "Ibu|Status Kawin|SHDK|Agama|Kecamatan|Desa/Kel|Alamat|RW|RT|Pendidikan|Pekerjaan|"
    "Deskripsi Pekerjaan|Gol. Darah|Cacat|Cetak KTP|Ganti KTP|KTP Berakhir|Nomor Paspor|"
    "Nomor Akta Lahir|Nomor Akta Kawin|Tanggal Kwn|Nomor Akta Cerai|Tgl Cerai|Petugas Registrasi|"
    "Tgl Ubah|Petugas Entri|Tgl Entri"
).split("|")


def once(
    family: list[Somebody], number: int, page: Page, kk: object = "own", **typed: object
) -> None:
    """A family whose number and KK stand on its first row only."""
    for i, person in enumerate(family):
        first = i == 0
        shown = (person.kk if kk == "own" else kk) if first else None
        page.data([number if first else None, *cells(person, KEYS, kk=shown, **typed)],
                  person, person.kk)  # fmt: skip


# --- families: KK given once


def test_a_kk_and_number_on_the_first_row_of_each_family() -> None:
    page = titled().above(*LIST)
    for n, family in enumerate(FAMILIES, start=1):
        once(family, n, page)
    core = check(xlsx({"Data": page}), page)
    assert sorted(core["person"]["kk"].to_list()) == sorted(p.kk for p in EVERYBODY)


def test_a_family_without_kk_that_starts_with_a_number_is_its_own() -> None:
    """The number starts a new family even when its first row is a wife."""
    page = titled().above(*LIST)
    once(FAMILIES[0], 1, page)
    headless = FAMILIES[3][1:]
    once(headless, 2, page, kk=None)
    once(FAMILIES[5], 3, page)
    core = check(xlsx({"Data": page}), page)
    kks = dict(core["person"].select("nama", "kk").rows())
    assert kks["NORHAYATI"] is None
    assert kks["SITI AMINAH"] == FAMILIES[0][0].kk


@pytest.mark.parametrize("dash", ["-", "0", "sda", "''"])
def test_a_kk_cell_that_says_nothing_belongs_to_the_family_above(dash: str) -> None:
    page = titled().above(*LIST)
    for n, family in enumerate(FAMILIES, start=1):
        for i, person in enumerate(family):
            kk = person.kk if i == 0 else dash
            page.data([n if i == 0 else None, *cells(person, KEYS, kk=kk)], person, person.kk)
    check(xlsx({"Data": page}), page)


def test_a_numbered_row_each_with_the_kk_on_the_heads_row_only() -> None:
    page = titled().above(*LIST)
    n = 0
    for family in FAMILIES:
        for i, person in enumerate(family):
            n += 1
            kk = person.kk if i == 0 else None
            page.data([n, *cells(person, KEYS, kk=kk)], person, person.kk)
    check(xlsx({"Data": page}), page)


def test_a_kk_in_merged_cells_with_number_and_address_merged_too() -> None:
    page = titled().above(*LIST)
    for n, family in enumerate(FAMILIES, start=1):
        top = page.next
        for i, person in enumerate(family):
            shown = {} if i == 0 else {"kk": None, "alamat": None, "rt": None, "rw": None}
            page.data([n if i == 0 else None, *cells(person, KEYS, **shown)], person, person.kk,
                      rt="1", rw="2")  # fmt: skip
        if len(family) > 1:
            for column in (1, 2, 10, 11, 12):
                page.merge(top, column, page.next - 1, column)
    check(xlsx({"Data": page}), page)


def test_a_merged_kk_without_relation_column() -> None:
    page = titled().above("No", "No. KK", "NIK", "Nama", "Tgl Lahir")
    for n, family in enumerate(FAMILIES, start=1):
        top = page.next
        for i, person in enumerate(family):
            kk = person.kk if i == 0 else None
            page.data([n, *cells(person, "kk nik nama tgl", kk=kk)], person, person.kk, sex=None)
        if len(family) > 1:
            page.merge(top, 2, page.next - 1, 2)
    check(xlsx({"Data": page}), page)


def test_a_list_without_kk_column_has_its_families_under_their_heads() -> None:
    page = titled().above("No", "NIK", "Nama", "JK", "Tgl Lahir", "Hub. Kel")
    for n, person in enumerate(EVERYBODY, start=1):
        page.data([n, *cells(person, "nik nama jk tgl shdk")], person, person.kk)
    check(xlsx({"Data": page}), page)


def test_families_parted_by_blank_rows_with_the_kk_once() -> None:
    page = titled().above(*LIST)
    for n, family in enumerate(FAMILIES, start=1):
        once(family, n, page)
        page.above().above()
    check(xlsx({"Data": page}), page)


def test_a_kk_once_in_text_with_relations_in_codes() -> None:
    page = Page().above("NO", "NKK", "NIK", "NAMA", "L/P", "TGL LAHIR", "HUB KEL")
    for n, family in enumerate(FAMILIES, start=1):
        for i, person in enumerate(family):
            kk = person.kk if i == 0 else None
            row = cells(person, "kk nik nama jk tgl shdk", kk=kk, shdk=SHDK_CODE[person.shdk])
            page.data([n if i == 0 else None, *row], person, person.kk)
    check(delimited(page), page, "Desa Tatakan.csv")


# --- exports


def opensid(page: Page, people: list[Somebody], words: bool = False) -> Page:
    page.above(*OPENSID)
    for p in people:
        values: dict[str, object] = {
            "alamat": "JL. IRIGASI", "dusun": "I", "rw": "2", "rt": "1", "nama": p.name,
            "no_kk": p.kk, "nik": p.nik, "sex": p.sex if words else 1 + (p.sex == "P"),
            "tempatlahir": "TAPIN", "tanggallahir": p.day("%Y-%m-%d"), "agama_id": 1,
            "kk_level": p.shdk if words else SHDK_CODE[p.shdk], "status_dasar": "HIDUP" if words
            else 1, "nama_ibu": p.mother, "status_rekam": 3, "warganegara_id": 1,
        }  # fmt: skip
        page.data([values.get(column) for column in OPENSID], p, p.kk, rt="1", shdk={
            "KEPALA KELUARGA": "kepala", "ISTRI": "istri", "ANAK": "anak"}[p.shdk])  # fmt: skip
    return page


@pytest.mark.parametrize("words", [False, True])
def test_opensids_export_ends_at_its_mark(words: bool) -> None:
    page = opensid(Page(), EVERYBODY, words).aside("###").aside("catatan", None, "isi", "MARIAM")
    page.aside(*["x"] * 12)
    check(xlsx({"Data Penduduk": page}), page, "penduduk_tatakan_082026.xlsx")


def test_opensids_temporary_nik_is_no_nik() -> None:
    page = Page().above(*OPENSID)
    for p in EVERYBODY:
        row: list[object] = [None] * len(OPENSID)
        for name, value in (("nama", p.name), ("nik", "0630502200100001"), ("no_kk", p.kk),
                            ("sex", 1 + (p.sex == "P")), ("tanggallahir", p.day("%d/%m/%Y")),
                            ("kk_level", SHDK_CODE[p.shdk])):  # fmt: skip
            row[OPENSID.index(name)] = value
        page.data(row, p, p.kk, nik=None, nik_status="temporary")
    check(xlsx({"Data": page}), page, "tatakan.xlsx")


def siak_row(p: Somebody, **typed: object) -> list[object]:
    values: dict[str, object] = {
        "Nomor KK": p.kk, "NIK": p.nik, "Nama Penduduk": p.name, "Status": "HIDUP",
        "Tempat Lahir": "TAPIN", "Tanggal Lahir": p.day(), "Ibu": p.mother, "SHDK": p.shdk,
        "Kelamin": "LAKI-LAKI" if p.sex == "L" else "PEREMPUAN", "Kecamatan": "TAPIN SELATAN",
        "Desa/Kel": "TATAKAN", "Alamat": "JL. IRIGASI", "RW": "002", "RT": "001",
        "Pekerjaan": "PETANI", "Petugas Registrasi": "SULAIMAN", "Tgl Ubah": "05-01-2019",
        "Petugas Entri": "RINA", "Tgl Entri": "04-01-2019",
    } | typed  # fmt: skip
    return [values.get(column) for column in SIAK]


def test_the_siak_list_of_a_village_with_its_many_dates() -> None:
    page = Page().above(*SIAK)
    for p in EVERYBODY:
        page.data(siak_row(p), p, p.kk, rt="1", rw="2")
    check(xlsx({"Sheet1": page}), page, "data penduduk.xlsx")


def test_the_siak_list_says_who_died_and_who_moved() -> None:
    page = Page().above(*SIAK)
    states = ["HIDUP", "MATI", "PINDAH", "MENINGGAL", "Hidup", "MENINGGAL DUNIA"]
    for i, p in enumerate(EVERYBODY):
        state = states[i % len(states)]
        page.data(siak_row(p, Status=state), p, p.kk, dead=state[:2].upper() in ("MA", "ME"),
                  moved=state == "PINDAH")  # fmt: skip
    check(delimited(page, "|"), page, "siak.txt")


# --- Buku Induk Penduduk

BIP = (
    "No|Nama Lengkap|NIK|Tempat Lahir|Tgl/Bln/Th|JK|SHDK|Agama|Pendidikan Terakhir|Pekerjaan|"
    "Ibu|Ayah"
).split("|")
BIP_WORDINGS = {
    "labels_and_values_in_one_cell": lambda p: [
        f"No. KK : {p.kk}, Alamat : JL. IRIGASI, RT/RW : 001/002, Kepala Keluarga : {p.name}"
    ],
    "labels_and_values_in_cells_of_their_own": lambda p: [
        "NO KK", ":", p.kk, None, "ALAMAT", ":", "JL. IRIGASI", None, "RT 001 RW 002"
    ],
    "each_label_with_its_value": lambda p: [
        f"NO KK: {p.kk}", None, "ALAMAT JL. IRIGASI", None, "RT 001 RW 002", None,
        f"KEPALA KELUARGA: {p.name}",
    ],
    "long_labels": lambda p: [
        f"Nomor Kartu Keluarga : {p.kk}", None, None, f"Nama Kepala Keluarga : {p.name}", None,
        "Alamat : JL. IRIGASI RT 001 / RW 002",
    ],
    "label_left_number_right": lambda p: ["No.KK", p.kk, "Kepala Keluarga", p.name,
                                          "Alamat", "JL. IRIGASI", "RT/RW", "001/002"],
    "kartu_keluarga_no": lambda p: [
        f"KARTU KELUARGA NO. {p.kk}", None, f"KK : {p.name}", "RT : 001", "RW : 002"
    ],
    "number_as_a_number": lambda p: ["No. KK :", int(p.kk), None, "Alamat :", "JL. IRIGASI",
                                     None, "RT :", 1, "RW :", 2],
    "numbered_family": lambda p: [1, f"NO. KK : {p.kk}", "ALAMAT : JL. IRIGASI", "RT/RW : 1/2"],
}  # fmt: skip


def bip(page: Page, wording: str, two_rows: bool = True) -> Page:
    if two_rows:
        page.above("No", "Nama Lengkap", "NIK", "Kelahiran", None, "JK", "SHDK", "Agama",
                   "Pendidikan Terakhir", "Pekerjaan", "Orang Tua", None)  # fmt: skip
        page.above(None, None, None, "Tempat Lahir", "Tgl/Bln/Th", None, None, None, None, None,
                   "Ibu", "Ayah")  # fmt: skip
    else:
        page.above(*BIP)
    page.aside(*[f"(-{i})" for i in range(1, 13)])
    for family in FAMILIES:
        head = BIP_WORDINGS[wording](family[0])
        page.data(head)
        for i, p in enumerate(family, start=1):
            page.data([i, p.name, p.nik, "TAPIN", p.day(), p.sex, p.shdk, "ISLAM", "SLTA",
                       "PETANI", p.mother, "KASTALANI"], p, p.kk, rt="1", rw="2")  # fmt: skip
        page.above()
    return page


@pytest.mark.parametrize("wording", BIP_WORDINGS)
def test_family_rows_of_a_buku_induk_in_any_wording(wording: str) -> None:
    page = bip(titled("BUKU INDUK PENDUDUK"), wording)
    core = check(xlsx({"BIP": page}), page)
    households = core["household"]
    assert set(households["kk"]) == {family[0].kk for family in FAMILIES}
    assert households.height == len(FAMILIES)
    assert set(core["record"].filter(role="household")["village_code"]) == {"63.05.02.2001"}
    assert sorted(core["person"]["kk"].to_list()) == sorted(p.kk for p in EVERYBODY)


def test_a_buku_induk_with_a_page_header_above_every_family() -> None:
    page = titled("BUKU INDUK PENDUDUK")
    first = True
    for family in FAMILIES:
        p = family[0]
        line = [f"No. KK : {p.kk}", None, None, f"Kepala Keluarga : {p.name}"]
        if first:
            page.above(*BIP)
        else:
            page.aside(*BIP)
        first = False
        page.data(line)
        for i, p in enumerate(family, start=1):
            page.data([i, p.name, p.nik, "TAPIN", p.day(), p.sex, p.shdk, "ISLAM", "SLTA",
                       "PETANI", p.mother, "KASTALANI"], p, p.kk)  # fmt: skip
    check(xlsx({"BIP": page}), page)


def test_a_buku_induk_whose_first_family_row_stands_above_the_header() -> None:
    """Each family has its own box: the family row, then a header, then its members."""
    page = titled("BUKU INDUK PENDUDUK")
    for n, family in enumerate(FAMILIES):
        p = family[0]
        line = [f"No. KK : {p.kk}", None, None, "Alamat : JL. IRIGASI", None, "RT/RW : 001/002"]
        page.data(line)
        page.aside(*BIP) if n else page.above(*BIP)
        for i, p in enumerate(family, start=1):
            page.data([i, p.name, p.nik, "TAPIN", p.day(), p.sex, p.shdk, "ISLAM", "SLTA",
                       "PETANI", p.mother, "KASTALANI"], p, p.kk)  # fmt: skip
        page.above()
    core = check(xlsx({"BIP": page}), page)
    assert sorted(core["person"]["kk"].to_list()) == sorted(p.kk for p in EVERYBODY)


def test_a_buku_induk_with_totals_per_family_and_signatures() -> None:
    page = titled("BUKU INDUK PENDUDUK").above(*BIP)
    page.aside(*range(1, 13))
    for family in FAMILIES:
        p = family[0]
        page.data([f"No. KK : {p.kk}, RT/RW : 001/002, Kepala Keluarga : {p.name}"])
        for i, p in enumerate(family, start=1):
            page.data([i, p.name, p.nik, "TAPIN", p.day(), p.sex, p.shdk, "ISLAM", "SLTA",
                       "PETANI", p.mother, "KASTALANI"], p, p.kk, rt="1")  # fmt: skip
        page.aside(None, f"Jumlah anggota keluarga : {len(family)} orang")
    page.above().aside(*[None] * 8, "Tatakan, 5 Agustus 2026").aside(
        *[None] * 8, "Pambakal Tatakan"
    )
    page.above().aside(*[None] * 8, "( H. SYAMSUDDIN )")
    check(xlsx({"BIP": page}), page)
