"""What becomes of rows: ids, outcomes, repairs, families, villages, indicators."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from tests.support.standardize_world import codes_of, core_of, outcome_of, person_on, raw

# A woman born 20 March 1970 and a man born 19 March 1974; the KK was recorded 11 October 2010.
WOMAN, MAN, KK = "6305036003700001", "6305011903740001", "6305011110100009"


def village(**row: Any) -> dict[str, Any]:
    """A complete row of a village list, changed by `row`."""
    return {
        "nama": "HAMSIAH",
        "nik": WOMAN,
        "no_kk": KK,
        "jenis_kelamin": "P",
        "tanggal_lahir": "20-03-1970",
        "hubungan_keluarga": "3",
        "kode_desa": "6305011001",
        **row,
    }


def test_a_good_row_has_no_problems() -> None:
    core = core_of(raw("usulan_desa", village()))
    assert codes_of(core, 2) == set()
    person = person_on(core, 2)
    assert (person["nik"], person["kk"], person["sex"], person["shdk"]) == (WOMAN, KK, "P", "istri")
    assert person["family_key"] == f"kk:{KK}"


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("usulan_desa", {"nik": WOMAN}, "name_missing"),
        ("usulan_desa", {"nik": WOMAN, "nama": "-"}, "name_missing"),
        ("usulan_desa", {"nama": "HAMSIAH", "no_kk": KK}, "no_identity"),
        ("usulan_desa", {"nama": "HAMSIAH", "nik": "0", "tanggal_lahir": "-"}, "no_identity"),
        ("usulan_desa", {"nama": "HAMSIAH", "nik": "9999999999999999"}, "no_identity"),
        ("bansos", {"nama": "HAMSIAH", "program": "PKH"}, "no_identity"),
        ("ahu", {"nama": "HAMSIAH", "jabatan": "DIREKTUR"}, "no_identity"),
        ("sktm", {"nomor_surat": "400/1", "nik": WOMAN}, "name_missing"),
        ("aduan", {"nama": "HAMSIAH", "isi": "-"}, "text_missing"),
        ("dtks_ruta", {"kdkec": "01"}, "household_unknown"),
        ("dtsen_keluarga", {"no_kk": "0"}, "household_unknown"),
        ("pln", {"id_pelanggan": "123", "nik": "-"}, "owner_unknown"),
    ],
)
def test_rows_by_which_nobody_is_known_are_rejected_and_say_why(
    table: str, row: dict[str, Any], code: str
) -> None:
    core = core_of(raw(table, row))
    assert outcome_of(core, 2) == "rejected"
    assert codes_of(core, 2) == {code}
    assert core["person"].is_empty()


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("usulan_desa", {"nama": "HAMSIAH", "nik": "63050360037000"}),
        ("usulan_desa", {"nama": "HAMSIAH", "tanggal_lahir": "31-02-1970"}),
        ("usulan_desa", {"nama": "HAMSIAH", "tanggal_lahir": "1970"}),
        ("bansos", {"nama": "HAMSIAH", "alamat": "RT 1"}),
        ("bansos", {"nama": "HAMSIAH", "no_kk": KK}),
        ("ahu", {"nama": "HAMSIAH", "badan_usaha": "CV MAJU"}),
        ("dtks_art", {"nama": "HAMSIAH", "idartbdt": "630500001274000232"}),
        ("sktm", {"nomor_surat": "400/1", "nama": "HAMSIAH"}),
        ("aduan", {"isi": "Bantuan belum cair"}),
        ("pln", {"id_pelanggan": "123", "nik": WOMAN}),
        ("kendaraan", {"nopol": "DA 1 A", "nama": "HAMSIAH"}),
        ("dtks_ruta", {"idbdt": "63050000001274"}),
        ("dtsen_keluarga", {"no_kk": KK}),
        ("bip_keluarga", {"nama_kepala": "HAMSIAH"}),
        ("verifikasi", {"id_temuan": "f123"}),
    ],
)
def test_rows_with_a_wrong_or_sparse_identity_are_accepted(table: str, row: dict[str, Any]) -> None:
    assert outcome_of(core_of(raw(table, row)), 2) == "accepted"


def test_a_row_that_repeats_an_earlier_one_is_rejected_whatever_its_running_number() -> None:
    core = core_of(raw("usulan_desa", village(no_urut="1"), village(no_urut="2")))
    assert outcome_of(core, 2) == "accepted"
    assert outcome_of(core, 3) == "rejected"
    assert "repeated_row" in codes_of(core, 3)


def test_the_same_row_in_two_files_is_no_repetition() -> None:
    core = core_of(
        raw("usulan_desa", village(), file="2026-10/usulan-desa/a.xlsx"),
        raw("usulan_desa", village(), file="2026-10/usulan-desa/b.xlsx"),
    )
    assert core["record"]["outcome"].to_list() == ["accepted", "accepted"]
    assert core["record"]["record_id"].n_unique() == 2


def test_two_equal_payments_are_both_kept() -> None:
    row = {"program": "BPNT", "nama": "HAMSIAH", "nik": WOMAN, "nominal": "600000"}
    core = core_of(raw("bansos", row, row))
    assert core["record"]["outcome"].to_list() == ["accepted", "accepted"]


def test_a_record_id_follows_content_and_not_place() -> None:
    here = core_of(raw("usulan_desa", village(no_urut="7"), file="2026-10/usulan-desa/a.xlsx"))
    there = core_of(
        raw(
            "usulan_desa",
            village(row=40, sheet="Lain", nama="HAMSIAH "),
            file="2026-11/usulan-desa/b.csv",
        )
    )
    assert here["record"]["record_id"].to_list() == there["record"]["record_id"].to_list()


def test_swapped_nik_and_kk_are_put_in_their_place() -> None:
    core = core_of(raw("usulan_desa", village(nik=KK, no_kk=WOMAN)))
    person = person_on(core, 2)
    assert (person["nik"], person["kk"], person["nik_status"]) == (WOMAN, KK, "repaired")
    assert codes_of(core, 2) == {"nik_swapped"}


def test_a_kk_with_a_womans_day_is_probably_a_nik() -> None:
    core = core_of(raw("sktm", {"nomor_surat": "1", "nama": "ANANG", "nik": MAN, "no_kk": WOMAN}))
    assert person_on(core, 2)["kk"] is None
    assert "kk_is_nik" in codes_of(core, 2)


def test_a_kk_typed_into_the_nik_cell_is_no_nik() -> None:
    core = core_of(raw("usulan_desa", village(nik=KK)))
    person = person_on(core, 2)
    assert (person["nik"], person["nik_status"], person["kk"]) == (None, "is_kk", KK)


def test_a_nik_that_disagrees_with_birth_or_sex_stays_and_is_asked_back() -> None:
    core = core_of(raw("usulan_desa", village(jenis_kelamin="L", tanggal_lahir="20-03-1971")))
    assert person_on(core, 2)["nik"] == WOMAN
    assert codes_of(core, 2) == {"nik_date_mismatch", "nik_sex_mismatch"}


def test_a_nik_column_slid_down_one_row_is_put_back() -> None:
    births = ["01-01-1981", "02-02-1982", "03-03-1983", "04-04-1984", "05-05-1985"]
    niks = [f"630501{b[:2]}{b[3:5]}{b[8:]}0001" for b in births]
    names = ["ANANG", "BUDI", "CATUR", "DARMA", "EDI"]
    rows = [
        village(nama=n, nik=nik, tanggal_lahir=b, jenis_kelamin="L", no_kk=None)
        for n, b, nik in zip(names, births, [None, *niks[:-1]], strict=True)
    ]
    core = core_of(raw("usulan_desa", *rows))
    assert [person_on(core, r)["nik"] for r in range(2, 7)] == [*niks[:-1], None]
    assert "nik_shifted" in codes_of(core, 3)


def test_one_nik_under_several_people_is_nobodys() -> None:
    people = [("ANANG", "01-01-1981"), ("BUDI", "02-02-1982"), ("CATUR", "03-03-1983")]
    core = core_of(raw("usulan_desa", *[village(nama=n, tanggal_lahir=b) for n, b in people]))
    assert [person_on(core, r)["nik_status"] for r in (2, 3, 4)] == ["shared"] * 3
    assert person_on(core, 2)["nik"] is None


def test_a_family_resent_in_another_file_does_not_make_its_nik_shared() -> None:
    files = [f"2026-10/usulan-desa/{i}.xlsx" for i in range(4)]
    core = core_of(*[raw("usulan_desa", village(nama=f"HAMSIAH {i}"), file=f)
                     for i, f in enumerate(files)])  # fmt: skip
    assert set(core["person"]["nik_status"]) == {"ok"}


def test_number_cells_that_all_end_in_zero_were_rounded_by_excel() -> None:
    rows = [
        village(nik=f"63050160037000{i}0", nama=name, numeric_cells=["nik"], no_kk=None)
        for i, name in enumerate(["ANIS", "BETI", "CICI"], start=1)
    ]
    core = core_of(raw("usulan_desa", *rows))
    assert set(core["person"]["nik_status"]) == {"rounded"}
    assert core["person"]["nik_digits"].null_count() == 0


def test_one_zero_among_number_cells_with_other_ends_is_a_good_nik() -> None:
    niks = ["6305016003700010", "6305016003700011", "6305016003700012"]
    rows = [
        village(nik=nik, nama=name, numeric_cells=["nik"], no_kk=None)
        for nik, name in zip(niks, ["ANIS", "BETI", "CICI"], strict=True)
    ]
    assert set(core_of(raw("usulan_desa", *rows))["person"]["nik_status"]) == {"ok"}


def test_births_after_the_period_are_no_births() -> None:
    core = core_of(raw("usulan_desa", village(tanggal_lahir="20-03-2027")))
    assert person_on(core, 2)["birth_date"] is None
    assert "date_in_future" in codes_of(core, 2)


def test_a_place_before_the_birth_date_is_the_place_of_birth() -> None:
    core = core_of(raw("usulan_desa", village(tanggal_lahir="Rantau, 20-03-1970")))
    person = person_on(core, 2)
    assert (str(person["birth_date"]), person["birth_place"]) == ("1970-03-20", "RANTAU")


def test_a_row_that_says_dead_or_moved_is_marked() -> None:
    rows = [village(nama=n, status=s) for n, s in (("ANA", "2"), ("BETI", "3"), ("CICI", "1"))]
    core = core_of(raw("usulan_desa", *rows))
    marks = [(p["dead"], p["moved"]) for p in (person_on(core, r) for r in (2, 3, 4))]
    assert marks == [(True, False), (False, True), (False, False)]


def test_default_birth_dates_are_marked() -> None:
    core = core_of(
        raw(
            "usulan_desa",
            village(tanggal_lahir="31-12-1960"),
            village(tanggal_lahir="01-07-1960"),
            village(tanggal_lahir="15-07-1960"),
        )
    )
    assert [person_on(core, r)["birth_default"] for r in (2, 3, 4)] == [True, True, False]


def test_families_without_kk_are_the_rows_under_a_head() -> None:
    rows = [
        village(no_kk=None, nama="ANANG", hubungan_keluarga="1"),
        village(no_kk=None, nama="BETI"),
        village(no_kk=None, nama="CATUR", hubungan_keluarga="1"),
        village(no_kk=None, nama="DEWI", hubungan_keluarga="4"),
    ]
    core = core_of(raw("usulan_desa", *rows))
    keys = [person_on(core, r)["family_key"] for r in range(2, 6)]
    assert keys[0] == keys[1] and keys[2] == keys[3] and keys[0] != keys[2]
    moved = core_of(raw("usulan_desa", *rows[2:], *rows[:2]))
    assert {person_on(moved, r)["family_key"] for r in range(2, 6)} == set(keys)


def test_one_missing_kk_within_a_family_belongs_to_the_family() -> None:
    core = core_of(
        raw(
            "usulan_desa",
            village(nama="ANANG", hubungan_keluarga="1"),
            village(nama="BETI", no_kk=None),
            village(nama="CATUR", hubungan_keluarga="4"),
        )
    )
    assert person_on(core, 3)["family_key"] == f"kk:{KK}"


def test_a_kk_copied_over_several_heads_makes_no_family() -> None:
    rows = [village(nama=n, hubungan_keluarga="1") for n in ("ANANG", "BUDI", "CATUR")]
    core = core_of(raw("usulan_desa", *rows))
    assert len({person_on(core, r)["family_key"] for r in (2, 3, 4)}) == 3
    assert "kk_shared" in codes_of(core, 2)


def test_the_title_then_the_file_name_give_the_village_of_a_list_without_one() -> None:
    titled = raw("usulan_desa", village(kode_desa=None, title_village="DESA TATAKAN"))
    named = raw(
        "usulan_desa",
        village(kode_desa=None, nama="BETI", row=9, file_village="usulan suato tatakan"),
    )
    core = core_of(titled, named)
    found = dict(core["record"].select("village_basis", "village_code").iter_rows())
    assert found == {"title": "63.05.02.2001", "filename": "63.05.02.2002"}


def test_a_name_that_disagrees_with_the_code_is_asked_back_and_the_code_stands() -> None:
    core = core_of(raw("usulan_desa", village(desa="Tatakan")))
    assert person_on(core, 2)["village_code"] == "63.05.01.1001"
    assert codes_of(core, 2) == {"village_disagrees"}


def test_bps_pieces_are_known_by_the_file_as_a_whole() -> None:
    pieces = [("010", "1001"), ("020", "2001"), ("020", "1004")]
    rows = [
        {"idartbdt": str(i), "nama": "ANANG", "nik": MAN, "kdkec": k, "kddesa": d}
        for i, (k, d) in enumerate(pieces, start=1)
    ]
    core = core_of(raw("dtks_art", *rows))
    assert person_on(core, 2)["village_code"] == "63.05.01.1001"
    assert person_on(core, 3)["village_code"] == "63.05.02.2001"
    assert set(core["record"]["village_basis"]) == {"bps_code"}


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("KARANG PUTIH RT 3", None),
        ("Desa Karang Putih", None),
        ("JL KARANG PUTIH RT 3", "KARANG PUTI"),
        ("MELATI RT 3", "MELATI"),
    ],
)
def test_the_village_alone_is_no_street(address: str, street: str | None) -> None:
    row = {"id_pelanggan": "1", "nama": "ANANG", "alamat": address, "desa": "KARANG PUTIH"}
    assert person_on(core_of(raw("pln", row)), 2)["street"] == street


def test_a_vehicle_owners_address_gives_village_and_rt() -> None:
    core = core_of(raw("kendaraan", {"nopol": "DA 1", "nama": "ANANG", "alamat": "BINUANG RT 3"}))
    person = person_on(core, 2)
    assert (person["village_code"], person["rt"]) == ("63.05.01.1001", "3")


def test_a_street_that_bears_a_villages_name_is_no_village() -> None:
    row = {"nopol": "DA 1", "nama": "ANANG", "alamat": "JL BINUANG RAYA NO 3"}
    assert person_on(core_of(raw("kendaraan", row)), 2)["village_code"] is None


def test_ticked_columns_mean_no_where_they_are_empty_on_the_indicator_row() -> None:
    core = core_of(
        raw(
            "usulan_desa",
            village(nama="ANANG", khawatir_pangan="v", lantai="8"),
            village(nama="BETI", lantai="2", no_kk=None),
            village(nama="CATUR"),
        )
    )
    read = core["indicator"].sort("lantai")
    assert read["khawatir_pangan"].to_list() == [False, True]
    assert read["tidak_beli_pakaian"].to_list() == [None, None]


def test_an_unreadable_indicator_is_a_problem_and_no_value() -> None:
    core = core_of(raw("usulan_desa", village(lantai="entah", jamban="6")))
    assert core["indicator"]["lantai"].to_list() == [None]
    assert codes_of(core, 2) == {"indicator_unreadable"}


def test_companies_and_mosques_are_customers_but_no_people() -> None:
    core = core_of(raw("pln", {"id_pelanggan": "1", "nama": "MASJID AL FALAH", "daya_va": "2200"}))
    assert core["person"].is_empty()
    assert core["register"]["daya_va"].to_list() == [2200.0]


def test_an_owner_known_by_nik_alone_is_a_person() -> None:
    core = core_of(raw("pln", {"id_pelanggan": "1", "nik": MAN, "daya_va": "2200"}))
    assert core["person"]["nik"].to_list() == [MAN]


def test_a_letters_end_may_lie_after_the_period_and_its_short_year_too() -> None:
    row = {"nomor_surat": "1", "nama": "ANANG", "nik": MAN, "tanggal_surat": "1/10/26"}
    core = core_of(raw("sktm", {**row, "berlaku_sampai": "31/03/27"}))
    assert str(core["certificate"]["berlaku_sampai"].item()) == "2027-03-31"
    assert str(core["certificate"]["tanggal_surat"].item()) == "2026-10-01"
    assert codes_of(core, 2) == set()


def test_every_row_is_a_record_once_whatever_becomes_of_it() -> None:
    frame = raw("usulan_desa", village(), village(), {"nik": WOMAN}, {"extra": "{}"})
    core = core_of(frame)
    assert core["record"].sort("row")["row"].to_list() == [2, 3, 4, 5]
    assert core["record"]["record_id"].is_unique().all()


def test_the_order_of_rows_in_the_frame_changes_nothing() -> None:
    rows = [village(nama=n, nik=None, no_kk=None) for n in ("ANANG", "BETI", "CATUR", "BETI")]
    frame = raw("usulan_desa", *rows)
    straight, shuffled = core_of(frame), core_of(frame.sample(fraction=1, shuffle=True, seed=3))
    for name, table in straight.items():
        assert table.equals(shuffled[name]), name


def test_no_message_repeats_a_value_of_the_row() -> None:
    core = core_of(raw("usulan_desa", village(nik="6305O36003700Z01", tanggal_lahir="31-02-1959")))
    messages = " ".join(
        core["record"].explode("problems").unnest("problems")["message"].drop_nulls().to_list()
    )
    assert messages
    assert "HAMSIAH" not in messages and "1959" not in messages and "6305" not in messages


def test_an_empty_month_gives_empty_tables_of_the_declared_columns() -> None:
    core = core_of()
    assert all(frame.is_empty() and frame.width > 1 for frame in core.values())
    assert isinstance(core["record"].schema["list_date"], pl.Date)
