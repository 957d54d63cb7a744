"""A small invented month, finished up to the out layer, for everything that publish writes.

Five villages, six households. Names and numbers are made up; one name is a formula, because some
villages send such cells.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipelines.domain.regions import load_regions
from pipelines.office.config import Config
from pipelines.publish import RunInfo, write_outputs
from pipelines.publish.papers import Papers
from pipelines.publish.workbooks.rejected import write_rejected
from schemas import core, link, out, out_lists, raw
from schemas.base import Table, conform, empty
from schemas.raw import raw_schema
from schemas.sources import TABLES

PERIOD = "2026-10"
FORMULA = "=cmd|'/c calc'!A1"

VILLAGES = [
    ("63.05.01.1001", "Binuang", "63.05.01", "Binuang"),
    ("63.05.01.2003", "Tungkap", "63.05.01", "Binuang"),
    ("63.05.02.2001", "Tatakan", "63.05.02", "Tapin Selatan"),
    ("63.05.02.2002", "Suato Tatakan", "63.05.02", "Tapin Selatan"),
    ("63.05.08.2001", "Miawa", "63.05.08", "Piani"),
]
# household, village, head, members (name, NIK, sex, SHDK)
FAMILIES: list[tuple[str, str | None, list[tuple[str, str | None, str, str]]]] = [
    ("k1", "63.05.01.2003", [("AMINAH", "6305014101800001", "P", "kepala")]),
    (
        "k2",
        "63.05.01.2003",
        [
            ("BURHAN", "6305010202750002", "L", "kepala"),
            ("CITRA", "6305014303770003", "P", "istri"),
            (FORMULA, None, "L", "anak"),
        ],
    ),
    ("k3", "63.05.02.2001", [("DARMI", "6305024404600004", "P", "kepala")]),
    ("k4", "63.05.02.2001", [("EFENDI", "6305020505650005", "L", "kepala")]),
    ("k5", "63.05.08.2001", [("FAUZI", "6305080606900006", "L", "kepala")]),
    ("k6", None, [("GAZALI", None, "L", "kepala")]),
]
# id, kind, subtype, household, people, review, priority, state, evidence
FLAGS = [
    ("f01", "missing_from_dtks", "confirmed_poor", "k1", ["k1-0"], False, 1, "new",
     "Diusulkan Desa Tungkap; memenuhi empat kriteria: lantai tanah, dinding bambu, tanpa jamban,"
     " daya 450 VA."),
    ("f02", "ineligible_sktm", None, "k2", ["k2-1"], False, 2, "persisting",
     "Memegang SKTM yang berlaku; anggota keluarga tercatat sebagai ASN."),
    ("f03", "identity_unverified", None, "k2", ["k2-2", "k2-1"], True, 4, "new",
     "Tidak ditemukan di data Dukcapil."),
    ("f04", "deceased_in_dtks", None, "k3", ["k3-0"], False, 2, "reopened",
     "Tercatat meninggal 3 September 2026 di register kematian."),
    ("f05", "missing_from_dtks", "sktm_only", "k4", ["k4-0"], True, 5, "new",
     "Tidak diusulkan desa, tetapi memegang SKTM yang berlaku."),
    ("f06", "duplicate_in_dtks", None, "k5", ["k5-0"], False, 3, "resolved",
     "Tercatat dua kali di DTKS."),
    ("f07", "missing_from_dtks", "indicators_missing", "k6", ["k6-0"], True, 3, "new",
     "Kriteria kemiskinan belum lengkap."),
]  # fmt: skip


def frame(table: type[Table], rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a frame of the declared columns; what a row does not give is null."""
    return conform(pl.DataFrame(rows, infer_schema_length=None), table)


def location(name: str, row: int, source: str = "usulan-desa", period: str = PERIOD) -> dict:
    return {
        "source": source,
        "file": f"{period}/{source}/{name}",
        "period": period,
        "carried_from": None if period == PERIOD else period,
        "sheet": "Data",
        "row": row,
    }


def problem(code: str, column: str, message: str) -> dict[str, str]:
    return {"code": code, "column": column, "message": message}


NIK_SHORT = problem("nik_short", "nik", "NIK kurang dari 16 angka. Periksa lagi pada KTP atau KK.")
NO_NAME = problem("name_missing", "nama", "Nama kosong. Isi nama lengkap sesuai KTP atau KK.")
FORMULA_LIKE = problem(
    "formula_like", "nama", "Nama diawali tanda rumus (=, +, @). Ketik ulang nama orangnya."
)
NOTED = problem(
    "nik_repaired", "nik", "Huruf pada NIK dibaca sebagai angka (O menjadi 0). Mohon dicek."
)

# record, file, row, village, outcome, problems, typed cells
TUNGKAP, PIANI, ASN = "Tungkap Oktober.xlsx", "tanpa desa.xlsx", "ASN 2026.xlsx"
LISTED: list[tuple[str, dict, str | None, str, list, dict]] = [
    ("r1", location(TUNGKAP, 5), "63.05.01.2003", "accepted", [],
     {"nama": "AMINAH", "nik": "6305014101800001"}),
    ("r2", location(TUNGKAP, 6), "63.05.01.2003", "accepted", [FORMULA_LIKE],
     {"nama": FORMULA, "nik": None}),
    ("r3", location(TUNGKAP, 7), "63.05.01.2003", "rejected", [NO_NAME, NIK_SHORT],
     {"nama": "", "nik": "63050141"}),
    ("r4", location(TUNGKAP, 8), "63.05.01.2003", "accepted", [NOTED],
     {"nama": "BURHAN", "nik": "63O5010202750002"}),
    ("r5", location(TUNGKAP, 9), "63.05.01.2003", "not_data", [], {}),
    ("r6", location(PIANI, 3), None, "accepted", [NIK_SHORT],
     {"nama": "+62 GAZALI", "nik": "630508"}),
    ("r7", location(ASN, 2, "asn", "2026-08"), "63.05.01.2003", "accepted", [NIK_SHORT],
     {"nama": "CITRA", "nik": "630501"}),
]  # fmt: skip


def core_and_raw() -> dict[str, pl.DataFrame]:
    """The raw and core tables that publish reads, by full name."""
    records = [
        where
        | {
            "record_id": record,
            "table": "asn" if where["source"] == "asn" else "usulan_desa",
            "role": None if outcome == "not_data" else "person",
            "outcome": outcome,
            "problems": problems,
            "village_code": village,
            "list_date": date(2026, 10, 20) if where["source"] == "usulan-desa" else None,
        }
        for record, where, village, outcome, problems, _ in LISTED
    ]
    files = [
        location(name, 0, source, period)
        | {
            "sha256": name[0] * 64,
            "size": 100,
            "status": status,
            "code": code,
            "message": message,
            "rows_read": rows,
        }
        for name, source, period, status, code, message, rows in (
            (TUNGKAP, "usulan-desa", PERIOD, "read", None, None, 5),
            (PIANI, "usulan-desa", PERIOD, "read", None, None, 1),
            (ASN, "asn", "2026-08", "read", None, None, 1),
            ("rusak.xlsx", "usulan-desa", PERIOD, "refused", "broken",
             "Berkas rusak. Simpan ulang dari Excel, lalu kirim lagi.", 0),
            ("6305014101800001.xlsx", "usulan-desa", PERIOD, "repeated", "repeated",
             "Isinya sama dengan berkas lain. Tidak perlu dikirim lagi.", 0),
        )
    ]  # fmt: skip
    typed = {
        f"raw.{name}": pl.DataFrame(
            [
                where | cells
                for _, where, _, outcome, _, cells in LISTED
                if outcome != "not_data" and name == record_table(where)
            ],
            schema=raw_schema(TABLES[name]),
        )
        for name in ("usulan_desa", "asn")
    }
    return typed | {
        "raw.file": frame(raw.File, files),
        "raw.column_found": empty(raw.ColumnFound),
        "core.date_order": empty(core.DateOrder),
        "core.correction": empty(core.Correction),
        "core.record": frame(core.Record, records),
    }


def record_table(where: dict) -> str:
    return "asn" if where["source"] == "asn" else "usulan_desa"


def linked_and_judged() -> dict[str, pl.DataFrame]:
    """The link and out tables that publish reads, by full name."""
    persons = [
        {
            "person_id": f"{household}-{index}",
            "household_id": household,
            "nama": nama,
            "nik": nik,
            "sex": sex,
            "shdk": shdk,
            "birth_date": date(1980, 1, 1 + index),
            "village_code": village,
            "dead": False,
            "in_dtks": False,
            "in_dtsen": False,
            "in_dukcapil": True,
            "records": 1,
        }
        for household, village, members in FAMILIES
        for index, (nama, nik, sex, shdk) in enumerate(members)
    ]
    households = [
        {
            "household_id": household,
            "kk": f"630501010118000{household[1]}",
            "head_person_id": f"{household}-0",
            "head_name": members[0][0],
            "alamat": "JL. VETERAN NO. 3",
            "rt": household[1],
            "rw": "1",
            "village_code": village,
            "members": len(members),
            "living": len(members),
            "proposed": True,
            "in_dtks": False,
            "in_registry": False,
            "sktm_held": 0,
            "sktm_valid": 0,
            "disqualified": False,
            "proposal_confirmed": household == "k2",
        }
        for household, village, members in FAMILIES
    ]
    village_of = {household: village for household, village, _ in FAMILIES}
    flags = [
        {
            "flag_id": flag,
            "kind": kind,
            "subtype": subtype,
            "household_id": household,
            "person_ids": people,
            "village_code": village_of[household],
            "reasons": [
                {"code": "c", "rule": "Aturan", "evidence": evidence, "record_ids": ["r1"]}
            ],
            "confidence": 0.9,
            "needs_review": review,
            "priority": priority,
            "state": state,
            "first_period": PERIOD,
            "resolution": "source_corrected" if state == "resolved" else None,
            "last_judged": PERIOD,
        }
        for flag, kind, subtype, household, people, review, priority, state, evidence in FLAGS
    ]
    registries = [
        {
            "registry": "dtks", "label": "DTKS", "loaded": True, "decides": True,
            "data_period": PERIOD, "name": "DTKS (data bulan 10-2026)",
        },
        {
            "registry": "dtsen", "label": "DTSEN", "loaded": False, "decides": False,
            "name": "DTSEN",
        },
    ]  # fmt: skip
    coverage = [
        {
            "village_code": code,
            "village_name": village,
            "district_code": district_code,
            "district_name": district,
            "households": 10,
            "missing_unheard": 0,
            "proposed": index,
            "poor": index,
            "in_registry": 4,
            "missing": index,
            "sktm_held": 3,
            "sktm_valid": 2,
            "sktm_ineligible": index % 2,
            "submitted": code == "63.05.01.2003",
            "punctuality": "late" if code == "63.05.01.2003" else "nothing_sent",
            "submitted_on": date(2026, 10, 20) if code == "63.05.01.2003" else None,
            "window_opens": date(2026, 10, 1),
            "window_closes": date(2026, 10, 17),
            "problems": 4 if code == "63.05.01.2003" else 0,
            "rejected": 1 if code == "63.05.01.2003" else 0,
        }
        for index, (code, village, district_code, district) in enumerate(VILLAGES)
    ]
    rules = [
        {
            "kind": "missing_from_dtks",
            "code": "c",
            "rule": "Keluarga miskin",
            "words": "miskin",
            "legal_basis": "Kepmensos 262/HUK/2022",
            "version": "abc123",
            "in_force": True,
            "priority": 1,
        }
    ]
    return {
        "link.record_person": frame(
            link.RecordPerson,
            [{"record_id": "r1", "person_id": "k1-0", "match_reason": "nik", "probability": 1.0}],
        ),
        "link.evaluation_pair": frame(
            link.EvaluationPair,
            [
                {"record_id_l": left, "record_id_r": "r9", "stratum": "nik", "stratum_pairs": 7}
                for left in ("r2", "r1")
            ],
        ),
        "link.id_history": frame(
            link.IdHistory,
            [
                {"period": "2026-09", "unit": "person", "shared": 1, **change}
                for change in (
                    {"kind": "split", "old_id": "k1-0", "new_id": "k1-1"},
                    {"kind": "new", "new_id": "k2-0"},
                    {"kind": "gone", "old_id": "k3-0"},
                )
            ],
        ),
        "link.limit_reached": frame(
            link.LimitReached,
            [{"kind": "kk", "rule": "kk", "keys": 1, "entities": 212}],
        ),
        "link.record_household": frame(
            link.RecordHousehold, [{"record_id": "r1", "household_id": "k1"}]
        ),
        "out.person": frame(out.Person, persons),
        "out.household_status": frame(out.HouseholdStatus, households),
        "out.household": frame(out.Household, households),
        "out.registry": frame(out.Registry, registries),
        "out.few_senders": empty(out_lists.FewSenders),
        "out.indicator_answer": empty(out_lists.IndicatorAnswer),
        "out.flag": frame(out.Flag, flags),
        "out.coverage": frame(out.Coverage, coverage),
        "out.rule": frame(out.Rule, rules),
        "out.village": frame(
            out.Village,
            [
                {
                    "village_code": code,
                    "village_name": village,
                    "district_code": district_code,
                    "district_name": district,
                    "label": f"Desa {village}",
                }
                for code, village, district_code, district in VILLAGES
            ],
        ),
        "out.village_list": frame(
            out_lists.VillageList,
            [
                {
                    "file": f"{PERIOD}/usulan-desa/Penduduk Tungkap RT {rt}.xlsx",
                    "village_code": "63.05.01.2003",
                    "rows": 60,
                    "persons": 60,
                    "covered": 55,
                    "population": 200,
                    "population_list": True,
                    "basis": "layout",
                    "confirmed": False,
                    "proposes": False,
                    "recency": rt,
                    "replaces": False,
                }
                for rt in (1, 2)
            ]
            + [
                {
                    "file": f"{PERIOD}/usulan-desa/{name}",
                    "village_code": "63.05.01.2003",
                    "rows": 4,
                    "persons": 4,
                    "covered": 4,
                    "population": 200,
                    "population_list": False,
                    "confirmed": False,
                    "proposes": True,
                    "recency": recency,
                    "replaces": replaces,
                    "replaces_basis": "title" if replaces else None,
                    "same_as": same_as,
                }
                for name, recency, replaces, same_as in (
                    (TUNGKAP, 5, False, None),
                    ("Tungkap urut.xlsx", 4, False, f"{PERIOD}/usulan-desa/{TUNGKAP}"),
                    ("Tungkap pengganti.xlsx", 3, True, None),
                )
            ],
        ),
        "out.resubmission": frame(
            out_lists.Resubmission,
            [
                {"file": f"{PERIOD}/usulan-desa/{name}", "village_code": "63.05.01.2003",
                 "person_id": person, "change": change}
                for name, person, change in (
                    ("Tungkap urut.xlsx", "k1-0", "same"),
                    ("Tungkap urut.xlsx", "k2-0", "same"),
                    ("Tungkap pengganti.xlsx", "k1-0", "changed"),
                    ("Tungkap pengganti.xlsx", "k1-0", "changed"),
                    ("Tungkap pengganti.xlsx", "k2-1", "added"),
                    ("Tungkap pengganti.xlsx", "k2-0", "withdrawn"),
                )
            ],
        ),
        "out.pair_for_review": frame(
            out.PairForReview,
            [{"record_id_l": "r1", "record_id_r": "r6", "probability": 0.5,
              "agrees": ["nama"], "differs": ["nik"]}],
        ),
    }  # fmt: skip


RUN_INFO = RunInfo(
    started=datetime(2026, 11, 1, 2, tzinfo=UTC),
    finished=datetime(2026, 11, 1, 3, tzinfo=UTC),
    seconds={"read inbox": 1.5},
    model_version="2026-11",
    warnings=[("shrunk", "sktm", "Register SKTM menyusut lebih dari sepersepuluh.")],
)


def build_database() -> duckdb.DuckDBPyConnection:
    """The finished month in memory."""
    con = duckdb.connect()
    for name, rows in (core_and_raw() | linked_and_judged()).items():
        layer = name.split(".")[0]
        con.execute(f"create schema if not exists {layer}")
        con.register("incoming", rows)
        con.execute(f"create table {name} as select * from incoming")
        con.unregister("incoming")
    return con


def write_small_month(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """All outputs of the month into `folder`."""
    with Papers() as papers:
        write_rejected(con, load_regions("63.05"), PERIOD, folder / "rejected", papers)
        write_outputs(con, Config(region="63.05"), PERIOD, RUN_INFO, folder, papers)
