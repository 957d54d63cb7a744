"""What a run publishes: shapes, types, sums, roles, population lists, absent registers."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.integration.contract.office import (
    BINUANG,
    COMFORTABLE,
    PERIOD,
    POOR,
    TATAKAN,
    Office,
    Output,
    Person,
    Where,
)
from tests.integration.contract.test_months import decide

PERSON_SOURCES = {
    "usulan-desa", "dtks", "dtsen", "dukcapil", "asn", "bpjstk", "ahu", "kematian", "bansos",
}  # fmt: skip
REGISTRY_KINDS = {
    "missing_from_dtks", "ineligible_dtks", "deceased_in_dtks", "duplicate_in_dtks",
    "members_missing", "desil_mismatch",
}  # fmt: skip
ANSWERS = "Layak,Tidak Layak,Pindah,Meninggal,Tidak Ditemukan,Sudah Terdaftar"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Something in every source folder, good rows and bad, and files that cannot be read."""
    o = Office(tmp_path_factory.mktemp("outputs") / "kantor")
    o.neighbours(BINUANG, 30)
    head, wife = o.couple()
    o.propose(head, wife)
    o.usulan(o.person(), POOR, nama="")  # nobody can be identified
    o.usulan(head, POOR)  # an exact repeat
    registered, spouse = o.couple()
    o.dtks(registered)
    o.write("dtks", {"IDBDT": "B1", "NamaKRT": registered.nama}, "RUTA.csv", "dtks ruta")
    o.dtsen(3, registered, spouse)
    o.sktm(spouse)
    o.register("asn", registered, jenis="PNS")
    o.register("bpjstk", registered, upah="1000000", status="AKTIF")
    o.register("ahu", registered, badan_usaha="CV JAYA", jabatan="DIREKTUR")
    o.register("kematian", o.person(), tanggal_meninggal="01-02-2026")
    o.register("pln", registered, daya_va="900")
    o.register("kendaraan", registered, roda="2")
    o.register("kendaraan", o.person(), roda="4", nik="", nama="-")  # nobody's
    o.register("bansos", spouse, program="PKH", nominal="600000")
    o.write("aduan", {"nomor": "1", "nama": head.nama, "isi": "Belum terdaftar"}, "aduan.csv")
    o.save()
    inbox = o.workspace.inbox / PERIOD
    (inbox / "sktm" / "kosong.xlsx").write_bytes(b"")
    (inbox / "asn" / "salinan.csv").write_bytes((inbox / "asn" / "asn.csv").read_bytes())
    (inbox / "pln" / "bukan tabel.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    return o


@pytest.fixture(scope="module")
def out(office: Office) -> Output:
    return office.run()


def test_the_reports_rows_add_up_for_every_source(out: Output) -> None:
    for source, counts in out.report["sources"].items():
        rows = out.records.filter(source=source)
        assert counts["rows_read"] == rows.height
        assert counts["rows_read"] == sum(
            counts[outcome] for outcome in ("accepted", "rejected", "not_data")
        )
        for outcome in ("accepted", "rejected", "not_data"):
            assert counts[outcome] == rows.filter(outcome=outcome).height


def test_every_row_written_is_in_the_records_once(office: Office, out: Output) -> None:
    written = {
        (path, number) for path, rows in office.files.items() for number in range(2, len(rows) + 1)
    }
    found = list(out.records.select("file", "row").iter_rows())
    assert len(found) == len(set(found)) == len(written)
    assert set(found) == written


def test_files_refused_and_repeated_are_reported(out: Output) -> None:
    refused = out.report["files_refused"]
    assert {(f["source"], f["file"]) for f in refused} == {
        ("sktm", f"{PERIOD}/sktm/kosong.xlsx"),
        ("pln", f"{PERIOD}/pln/bukan tabel.pdf"),
    }
    assert all(set(f) == {"source", "file", "code", "message"} and f["message"] for f in refused)
    (repeated,) = out.report["files_repeated"]
    assert (repeated["source"], repeated["file"]) == ("asn", f"{PERIOD}/asn/salinan.csv")


def test_records_have_the_contracts_types_and_roles(out: Output) -> None:
    schema = out.records.schema
    assert schema["row"] == pl.Int64
    assert schema["problems"] == pl.List(
        pl.Struct({"code": pl.String, "column": pl.String, "message": pl.String})
    )
    for name in ("record_id", "source", "file", "sheet", "role", "outcome", "person_id",
                 "household_id", "carried_from"):  # fmt: skip
        assert schema[name] == pl.String
    roles = {
        (source, role) for source, role in out.records.select("source", "role").unique().iter_rows()
    }
    assert roles == {
        *((source, "person") for source in PERSON_SOURCES),
        ("dtks", "household"), ("dtsen", "household"), ("sktm", "certificate"),
        ("pln", "asset"), ("kendaraan", "asset"), ("aduan", "complaint"),
    }  # fmt: skip
    assert out.records["record_id"].is_unique().all()


def test_every_accepted_row_that_names_a_person_has_a_person_and_a_household(out: Output) -> None:
    accepted = out.records.filter(outcome="accepted")
    named = accepted.filter(pl.col("role") != "household")
    assert named["person_id"].null_count() == 0
    assert named["household_id"].null_count() == 0


def test_rows_about_nobody_are_rejected_with_what_to_do(out: Output) -> None:
    rejected = out.records.filter(outcome="rejected")
    assert sorted(rejected["source"]) == ["kendaraan", "usulan-desa", "usulan-desa"]
    messages = rejected["problems"].explode().struct.field("message")
    assert all(message and " " in message for message in messages)


def test_flags_have_the_contracts_types(out: Output) -> None:
    schema = out.flags.schema
    assert schema["needs_review"] == pl.Boolean
    assert schema["confidence"] == pl.Float64
    assert schema["person_ids"] == pl.List(pl.String)
    assert schema["reasons"] == pl.List(
        pl.Struct(
            {"code": pl.String, "rule": pl.String, "evidence": pl.String,
             "record_ids": pl.List(pl.String)}
        )
    )  # fmt: skip
    assert schema["priority"].is_integer()
    assert out.flags.height > 0
    for name in ("flag_id", "kind", "household_id", "state", "first_period", "confidence"):
        assert out.flags[name].null_count() == 0
    assert out.flags["confidence"].is_between(0, 1).all()
    assert out.flags.select("kind", "household_id").is_unique().all()
    assert set(out.flags["village_code"]) == {BINUANG}
    known = set(out.records["record_id"])
    for reasons in out.flags["reasons"]:
        for reason in reasons:
            assert reason["rule"] and reason["evidence"] and set(reason["record_ids"]) <= known


def test_golden_values_name_records_that_carry_them(out: Output) -> None:
    records = set(out.records["record_id"])
    for table, values in (
        ("persons", ("nik", "nama", "sex", "birth_date", "kk", "shdk")),
        ("households", ("kk", "head", "alamat", "village")),
    ):
        frame = out.table(table)
        for value in values:
            named = frame[f"{value}_record"].drop_nulls()
            assert len(named) > 0 and set(named) <= records


def test_coverage_has_every_village_of_the_regency(out: Output) -> None:
    coverage = out.table("coverage")
    assert coverage.height == 135
    row = coverage.filter(village_code=BINUANG).row(0, named=True)
    assert (row["proposed"], row["poor"], row["missing"], row["submitted"]) == (1, 1, 1, True)
    assert (row["sktm_held"], row["sktm_valid"], row["sktm_ineligible"]) == (1, 1, 1)
    assert coverage.filter(village_code=TATAKAN).row(0, named=True)["submitted"] is False


def test_the_verification_workbook_lists_the_villages_flags(out: Output) -> None:
    (book,) = (out.folder / "verification").iterdir()
    assert book.name == "63.05.01.1001 Binuang.xlsx"
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(row for row in rows if "ID Temuan" in row)
    assert set(header) >= {"ID Temuan", "Hasil Verifikasi", "Catatan", "Petugas",
                           "Tanggal Verifikasi"}  # fmt: skip
    column = header.index("ID Temuan")
    listed = [str(row[column]) for row in rows[rows.index(header) + 1 :] if row[column]]
    assert set(out.flags["flag_id"]) <= set(listed)
    lists = [v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert lists == [f'"{ANSWERS}"']


def absent(tmp_path: Path, *sources: str) -> tuple[Output, Person]:
    """A month without some sources; a civil servant's family holds a letter and is proposed."""
    o = Office(tmp_path / "kantor")
    o.neighbours(BINUANG, 20)
    head, wife = o.couple()
    o.propose(head, wife, o.person())
    o.sktm(wife)
    o.register("asn", head, jenis="PNS")
    o.dtks(o.couple()[0])
    o.register("kematian", o.person(), tanggal_meninggal="01-02-2026")
    for path in [path for path in o.files if path.split("/")[1] in sources]:
        del o.files[path]
    return o.run(), head


def test_without_a_registry_nothing_is_said_of_it_and_the_run_says_so(tmp_path: Path) -> None:
    out, head = absent(tmp_path, "dtks")
    assert set(out.flags_of(head)) == {"ineligible_sktm"}
    assert not set(out.flags["kind"]) & REGISTRY_KINDS
    assert "no_registry" in {warning["code"] for warning in out.report["warnings"]}
    page = (out.folder / "dashboard.html").read_text(encoding="utf-8")
    assert "Tidak ada data registri yang menentukan" in page


def test_without_dukcapil_nobody_is_unverified(tmp_path: Path) -> None:
    out, head = absent(tmp_path, "dukcapil")
    assert "identity_unverified" not in set(out.flags["kind"])
    assert set(out.flags_of(head)) == {"ineligible_sktm", "missing_from_dtks"}


def test_a_population_list_proposes_nobody_until_an_officer_confirms_it(tmp_path: Path) -> None:
    o = Office(tmp_path / "kantor")
    couples = [o.couple() for _ in range(4)]
    stranger = o.person()
    o.dtks(couples[3][0])
    for head, wife in couples[:3]:  # six of eight people of the village
        o.propose(head, wife, file="Data penduduk Binuang.csv")
    o.propose(stranger, file="Data penduduk Binuang.csv")
    o.propose(*couples[3], indicators=COMFORTABLE, file="Usulan Binuang.csv")
    out = o.run()
    assert set(out.flags["kind"]) == {"members_missing"}
    assert out.table("coverage").filter(village_code=BINUANG)["proposed"].item() == 1
    path = f"{PERIOD}/usulan-desa/Data penduduk Binuang.csv"
    page = (out.folder / "dashboard.html").read_text(encoding="utf-8")
    assert "daftar penduduk" in page.lower()

    decide(o, "population_list", [path], "confirm", "2026-11-01")
    out = o.run()
    assert {flag for p in couples for flag in out.flags_of(*p)} == {
        "missing_from_dtks", "members_missing",
    }  # fmt: skip
    assert "identity_unverified" in out.flags_of(stranger)


def test_a_list_of_exactly_half_of_the_village_proposes(tmp_path: Path) -> None:
    o = Office(tmp_path / "kantor")
    o.dtks(o.couple()[0])
    proposed = o.couple()
    o.propose(*proposed)
    assert set(o.run().flags_of(*proposed)) == {"missing_from_dtks"}


@pytest.mark.parametrize(("verdict", "same"), [("same", True), ("different", False)])
def test_a_decision_on_a_pair_stands(tmp_path: Path, verdict: str, same: bool) -> None:
    o = Office(tmp_path / "kantor")
    o.neighbours(BINUANG, 20)
    head, wife = o.couple()
    o.propose(head, wife)
    alike: Where = o.dtks(head, IDBDT="B1", NIK="", NoKK="", TglLahir="")
    out = o.run()
    assert out.flags_of(head)["missing_from_dtks"]["subtype"] == "near_match"
    own = out.records.filter(source="dukcapil", person_id=out.person_id(head))["record_id"][0]
    pair = {out.record(alike)["record_id"], own}
    listed = out.table("pairs_for_review").select("record_id_l", "record_id_r").rows()
    assert {frozenset(row) for row in listed}
    decide(o, "pair", sorted(pair), verdict, "2026-11-01")
    out = o.run()
    assert (out.record(alike)["person_id"] == out.person_id(head)) is same
    flags = out.flags_of(head)
    if same:
        assert set(flags) == {"members_missing"}
    else:
        assert flags["missing_from_dtks"]["subtype"] == "confirmed_poor"
    assert pair not in [
        {row["record_id_l"], row["record_id_r"]}
        for row in out.table("pairs_for_review").iter_rows(named=True)
    ]
