"""What next month's form shows of this month's rows: read values plainly, doubts as typed."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import polars as pl

from pipelines.publish.letters.listed import FORM_COLUMNS, listed_rows
from schemas import core, link, out, out_lists
from schemas.base import conform, empty
from schemas.raw import raw_schema
from schemas.sources import TABLES

VILLAGE = "63.05.02.2001"
OLD, NEW = date(2026, 10, 2), date(2026, 10, 9)


def row(
    number: int,
    typed: dict[str, Any],
    read: dict[str, Any] | None = None,
    *,
    file: str = "a.csv",
    day: date = OLD,
    problems: tuple[tuple[str, str], ...] = (),
    indicator: dict[str, Any] | None = None,
    person: str | None = None,
    outcome: str = "accepted",
) -> dict[str, Any]:
    """One list row: typed cells, the core's reading, its problems, whom it was found to be."""
    return locals()


def listed(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    """The form's rows for a village list of these rows."""
    places = [
        {
            "record_id": f"{r['file']}-{r['number']}",
            "source": "usulan-desa",
            "table": "usulan_desa",
            "file": r["file"],
            "period": "2026-10",
            "sheet": "",
            "row": r["number"],
            "list_date": r["day"],
        }
        for r in rows
    ]
    frames = {
        "raw.usulan_desa": pl.DataFrame(
            [
                {k: v for k, v in place.items() if k not in ("record_id", "table")} | r["typed"]
                for place, r in zip(places, rows, strict=True)
            ],
            schema=raw_schema(TABLES["usulan_desa"]),
        ),
        "core.record": _frame(
            core.Record,
            [
                place
                | {
                    "outcome": r["outcome"],
                    "village_code": VILLAGE,
                    "problems": [
                        {"code": c, "column": column, "message": ""} for c, column in r["problems"]
                    ],
                }
                for place, r in zip(places, rows, strict=True)
            ],
        ),
        "core.person": _frame(
            core.Person,
            [
                place | {"nik_status": "missing"} | (r["read"] or {})
                for place, r in zip(places, rows, strict=True)
            ],
        ),
        "core.indicator": _frame(
            core.Indicator,
            [
                place | (r["indicator"] or {})
                for place, r in zip(places, rows, strict=True)
                if r["indicator"]
            ],
        ),
        "link.record_person": _frame(
            link.RecordPerson,
            [
                place | {"person_id": r["person"] or place["record_id"]}
                for place, r in zip(places, rows, strict=True)
            ],
        ),
    }
    files = sorted({(r["day"], r["file"]) for r in rows}, reverse=True)
    frames["out.village_list"] = _frame(
        out_lists.VillageList,
        [
            {"file": file, "village_code": VILLAGE, "recency": place}
            for place, (_, file) in enumerate(files, start=1)
        ],
    )
    frames["out.withdrawal"] = empty(out_lists.Withdrawal)
    frames["out.indicator_answer"] = empty(out_lists.IndicatorAnswer)
    frames["out.household_status"] = empty(out.HouseholdStatus)
    con = duckdb.connect()
    for name, frame in frames.items():
        con.execute(f"create schema if not exists {name.split('.')[0]}")
        con.register("incoming", frame)
        con.execute(f"create table {name} as from incoming")
        con.unregister("incoming")
    return listed_rows(con, VILLAGE).to_dicts()


def _frame(table: Any, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return conform(pl.DataFrame(rows, infer_schema_length=None), table)


def test_what_was_read_stands_in_its_plain_form() -> None:
    (found,) = listed(
        row(
            2,
            {"nama": "HAMDAN", "nik": "'6305 0112 0380 0001", "jenis_kelamin": "1",
             "tanggal_lahir": "12/3/80", "hubungan_keluarga": "1", "lantai": "8",
             "khawatir_pangan": "v", "tempat_tinggal": "v", "daya_listrik": "5", "rt": "001"},
            {"nik": "6305011203800001", "nik_status": "ok", "sex": "L",
             "birth_date": date(1980, 3, 12), "shdk": "kepala"},
            indicator={"lantai": 8, "khawatir_pangan": True, "tempat_tinggal": True,
                       "daya_listrik": 2201, "kk_tidak_bekerja": False},
        )
    )  # fmt: skip
    assert {k: v for k, v in found.items() if v and k != "village_code"} == {
        "nama": "HAMDAN", "nik": "6305011203800001", "jenis_kelamin": "L",
        "tanggal_lahir": "1980-03-12", "hubungan_keluarga": "Kepala Keluarga", "rt": "001",
        "lantai": "Tanah", "khawatir_pangan": "Ya", "tempat_tinggal": "Ada",
        "kk_tidak_bekerja": "Tidak", "daya_listrik": ">2200",
    }  # fmt: skip


def test_what_could_not_be_read_stays_as_typed_and_is_marked() -> None:
    (found,) = listed(
        row(
            2,
            {"nama": "X", "nik": "63050112.03", "tanggal_lahir": "31-02-1980", "lantai": "???"},
            {"nik_status": "short"},
            problems=(("nik_short", "nik"), ("date_invalid", "tanggal_lahir"),
                      ("indicator_unreadable", "lantai"), ("date_ambiguous", "nama")),
        )
    )  # fmt: skip
    assert (found["nik"], found["tanggal_lahir"]) == ("6305011203", "31-02-1980")
    assert found["lantai"] == "???"
    assert sorted(found["faulty"]) == ["lantai", "nik", "tanggal_lahir"]


def test_the_digit_that_excel_invented_is_not_written_as_text() -> None:
    (found,) = listed(
        row(
            2,
            {"nama": "X", "nik": "6305011203800010", "no_kk": "6305010101100020"},
            {"nik_status": "rounded"},
            problems=(("nik_rounded", "nik"), ("kk_rounded", "no_kk")),
        )
    )
    assert (found["nik"], found["no_kk"]) == ("630501120380001", "630501010110002")


def test_a_dummy_or_a_neighbours_number_is_left_to_be_filled_in() -> None:
    dummy, slid, kk = listed(
        row(2, {"nama": "X", "nik": "9999999999999999"}, {"nik_status": "dummy"}),
        row(3, {"nama": "Y", "nik": "6305011203800001"}, {"nik_status": "missing"}),
        row(
            4,
            {"nama": "Z", "nik": "6305010101100002"},
            {"nik_status": "is_kk", "birth_date": date(1980, 1, 1)},
        ),
    )
    assert (dummy["nik"], slid["nik"], kk["nik"]) == (None, None, None)


def test_swapped_numbers_stand_in_their_own_columns() -> None:
    (found,) = listed(
        row(
            2,
            {"nama": "X", "nik": "63050101011", "no_kk": "6305011203800001"},
            {"nik": "6305011203800001", "nik_status": "repaired"},
            problems=(("nik_swapped", "nik"),),
        )
    )
    assert (found["nik"], found["no_kk"]) == ("6305011203800001", "63050101011")


def test_a_day_that_differs_from_the_nik_is_written_in_words() -> None:
    (found,) = listed(
        row(
            2,
            {"nama": "X", "tanggal_lahir": "7 Sep 85"},
            {"birth_date": date(1985, 9, 7)},
            problems=(("nik_date_mismatch", "nik"),),
        )
    )
    assert found["tanggal_lahir"] == "7 September 1985"


def test_of_two_files_the_newer_row_stands_and_a_blank_overwrites_nothing() -> None:
    rows = listed(
        row(2, {"nama": "HAMDAN", "alamat": "JL LAMA", "dusun": "I"}, person="p1", file="a.csv"),
        row(3, {"nama": "RUSDIANA", "alamat": "JL B"}, person="p2", file="a.csv"),
        row(2, {"nama": "HAMDAN A", "alamat": "JL BARU"}, person="p1", file="b.csv", day=NEW),
        row(3, {"nama": "ARSYAD"}, person="p3", file="b.csv", day=NEW),
    )
    assert [(r["nama"], r["alamat"], r["dusun"]) for r in rows] == [
        ("HAMDAN A", "JL BARU", "I"),
        ("ARSYAD", None, None),
        ("RUSDIANA", "JL B", None),
    ]


def test_two_rows_of_one_file_are_both_kept() -> None:
    """A village may list two people whom the linkage takes for one; neither may be lost."""
    rows = listed(
        row(2, {"nama": "SITI", "dusun": "I"}, person="p1"),
        row(3, {"nama": "SITI A"}, person="p1"),
    )
    assert [(r["nama"], r["dusun"]) for r in rows] == [("SITI", "I"), ("SITI A", None)]


def test_families_stand_together_and_those_without_kk_on_top() -> None:
    kk = {"kk": "6305010101100001", "family_key": "kk:1"}
    rows = listed(
        row(2, {"nama": "A1", "no_kk": "6305010101100001"}, kk),
        row(3, {"nama": "B1"}, {"family_key": "seq:b", "shdk": "kepala"}),
        row(4, {"nama": "B2"}, {"family_key": "seq:b", "shdk": "anak"}),
        row(5, {"nama": "A2", "no_kk": "6305010101100001"}, kk),
        row(6, {"nama": "C"}, {"shdk": "anak"}),
    )
    assert [r["nama"] for r in rows] == ["C", "B1", "B2", "A1", "A2"]


def test_rejected_rows_are_not_carried_over() -> None:
    rows = listed(row(2, {"nama": "A"}), row(3, {"nik": "1"}, outcome="rejected"))
    assert [r["nama"] for r in rows] == ["A"]


def test_the_form_has_every_column_but_place_age_and_running_number() -> None:
    left_out = set(TABLES["usulan_desa"].column_names) - set(FORM_COLUMNS)
    assert left_out == {"no_urut", "umur", "kode_desa", "desa", "kecamatan"}
