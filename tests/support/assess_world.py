"""A small hand-made regency for the rules: say who stands where, then judge.

Every method adds rows to the core, link and raw tables as standardize and resolve would leave
them, and returns ids. Names, numbers and places are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

import sql
from pipelines.assess import assess, run_checks
from pipelines.machine.database import declare_sources
from pipelines.office.config import Config
from pipelines.office.ledger import DECISION
from schemas import core, link, raw
from schemas.base import Table, dtypes

TATAKAN, BINUANG, TAMBARANGAN = "63.05.02.2001", "63.05.01.1001", "63.05.02.1004"
COMFORTABLE = {
    "tempat_tinggal": True,
    "kk_tidak_bekerja": False,
    "khawatir_pangan": False,
    "pangan_lebih_separuh": False,
    "tidak_beli_pakaian": False,
    "lantai": 1,
    "dinding": 1,
    "jamban": 1,
    "daya_listrik": 1300,
}
POOR = {**COMFORTABLE, "kk_tidak_bekerja": True, "lantai": 8, "daya_listrik": 450}
ROLES = {"sktm": "certificate", "pln": "asset", "kendaraan": "asset", "verifikasi": "reply"}
FOLDERS = {
    "usulan_desa": "usulan-desa",
    "dtks_art": "dtks",
    "dtsen_anggota": "dtsen",
    "dtsen_keluarga": "dtsen",
}
TABLES: dict[str, type[Table]] = {
    "raw.file": raw.File,
    "core.record": core.Record,
    "core.person": core.Person,
    "core.indicator": core.Indicator,
    "core.household": core.Household,
    "core.dtks_member": core.DtksMember,
    "core.certificate": core.Certificate,
    "core.register": core.Register,
    "core.reply": core.Reply,
    "link.record_person": link.RecordPerson,
    "link.person_household": link.PersonHousehold,
    "link.record_household": link.RecordHousehold,
    "link.candidate": link.Candidate,
    "link.calibration": link.Calibration,
}


@dataclass
class World:
    """Rows of one period under construction."""

    period: str = "2026-10"
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {t: [] for t in TABLES})
    decisions: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    count: int = 0
    neighbours: int = 40

    def __post_init__(self) -> None:
        """Neighbours in dukcapil, so that a short list is not a population list."""
        for village in (TATAKAN, BINUANG, TAMBARANGAN):
            for n in range(self.neighbours):
                self.person(f"tetangga {village} {n}", village=village)

    def person(
        self,
        person: str,
        household: str | None = None,
        *,
        civil: bool = True,
        dead: bool = False,
        death_basis: str | None = None,
        village: str | None = TATAKAN,
        shdk: str | None = "kepala",
    ) -> str:
        """A person of a household (by default their own), with a Dukcapil row unless not civil."""
        self.rows["link.person_household"].append(
            {
                "person_id": person,
                "household_id": household or f"k-{person}",
                "kk": None,
                "kk_basis": "dukcapil" if civil else "alone",
                "dead": dead,
                "death_basis": death_basis or ("dukcapil" if dead else None),
                "village_code": village,
            }
        )
        if civil:
            self.record(
                "dukcapil", person, village=village, shdk=shdk,
                dead=dead and death_basis != "kematian",
            )  # fmt: skip
        return person

    def record(
        self,
        table: str,
        person: str | None,
        *,
        file: str | None = None,
        village: str | None = TATAKAN,
        probability: float = 1.0,
        reason: str = "nik",
        listed: date | None = None,
        carried_from: str | None = None,
        **values: Any,
    ) -> str:
        """A row of a raw table that names a person."""
        self.count += 1
        record_id = f"r{self.count:04d}"
        source = FOLDERS.get(table, table)
        path = f"{self.period}/{source}/{file or table + '.xlsx'}"
        place = {
            "source": source,
            "file": path,
            "period": carried_from or self.period,
            "carried_from": carried_from,
            "list_date": listed,
        }
        self.rows["core.record"].append(
            {
                "record_id": record_id,
                "table": table,
                "sheet": "",
                "row": self.count,
                "role": ROLES.get(table, "person"),
                "outcome": "accepted",
                "problems": [],
                "village_code": village,
                **place,
            }
        )
        read = self.files.setdefault(
            path, {"sha256": path, "size": 1, "status": "read", "layout": "table", "rows_read": 0,
                   "list_date_has_day": listed and True, **place},
        )  # fmt: skip
        read["rows_read"] += 1
        if person is not None:
            self.rows["core.person"].append(
                {
                    "record_id": record_id,
                    "source": source,
                    "table": table,
                    "nik_status": "missing",
                    "nama": person.upper(),
                    "birth_default": False,
                    "dead": False,
                    "village_code": village,
                    **values,
                }
            )
            self.rows["link.record_person"].append(
                {
                    "record_id": record_id,
                    "person_id": person,
                    "match_reason": reason,
                    "probability": probability,
                }
            )
        return record_id

    def village_row(self, person: str, indicators: dict[str, Any] | None = None, **row: Any) -> str:
        """A row of a village's list; without indicators nothing is known of the dwelling."""
        record_id = self.record("usulan_desa", person, **row)
        if indicators is not None:
            self.rows["core.indicator"].append({"record_id": record_id, **indicators})
        return record_id

    def bears_only_a_month(self, file: str) -> None:
        """The village list `file` is dated by its month, without a day."""
        self.files[f"{self.period}/usulan-desa/{file}"]["list_date_has_day"] = False

    def replaces(self, file: str, basis: str = "title") -> None:
        """The village list `file` says of itself that it replaces all before it."""
        self.files[f"{self.period}/usulan-desa/{file}"] |= {
            "replaces": True,
            "replaces_basis": basis,
        }

    def dtks(
        self, person: str, idartbdt: str | None = None, *, idbdt: str | None = None, **row: Any
    ) -> str:
        record_id = self.record("dtks_art", person, **row)
        self.rows["core.dtks_member"].append(
            {"record_id": record_id, "idartbdt": idartbdt or f"ART-{person}", "idbdt": idbdt}
        )
        return record_id

    def dtsen(self, person: str, kk: str, **row: Any) -> str:
        return self.record("dtsen_anggota", person, kk=kk, **row)

    def dtsen_family(self, kk: str, desil: int | None, household: str | None = None) -> str:
        record_id = self.record("dtsen_keluarga", None)
        self.rows["core.household"].append(
            {"record_id": record_id, "source": "dtsen", "table": "dtsen_keluarga", "kk": kk,
             "desil": desil}
        )  # fmt: skip
        if household:
            self.rows["link.record_household"].append(
                {"record_id": record_id, "household_id": household}
            )
        return record_id

    def sktm(
        self,
        person: str,
        issued: date | None = date(2026, 9, 1),
        until: date | None = None,
        keperluan: str = "Sekolah",
        nomor_surat: str | None = None,
        **row: Any,
    ) -> str:
        record_id = self.record("sktm", person, **row)
        self.rows["core.certificate"].append(
            {
                "record_id": record_id,
                "nomor_surat": nomor_surat or f"400/{record_id}",
                "tanggal_surat": issued,
                "berlaku_sampai": until,
                "keperluan": keperluan,
            }
        )
        return record_id

    def register(
        self, table: str, person: str, says: dict[str, Any] | None = None, **row: Any
    ) -> str:
        """A row of asn, bpjstk, ahu, kematian, pln or kendaraan; `says` are its own columns."""
        record_id = self.record(table, person, **row)
        self.rows["core.register"].append({"record_id": record_id, "table": table, **(says or {})})
        return record_id

    def reply(self, flag: str, hasil: str | None, *, file: str | None = None, **says: Any) -> str:
        """A row of a verification workbook that a village sent back."""
        record_id = self.record("verifikasi", None, file=file)
        self.rows["core.reply"].append(
            {"record_id": record_id, "id_temuan": flag, "hasil": hasil, **says}
        )
        return record_id

    def alike(self, left: str, right: str, probability: float) -> None:
        """A scored pair of two persons that was not joined."""
        first = {row["person_id"]: row["record_id"] for row in self.rows["link.record_person"]}
        pair = sorted([(first[left], left), (first[right], right)])
        self.rows["link.candidate"].append(
            {
                "record_id_l": pair[0][0],
                "record_id_r": pair[1][0],
                "person_id_l": pair[0][1],
                "person_id_r": pair[1][1],
                "probability": probability,
                "review": probability >= 0.2,
            }
        )

    def decide(
        self, kind: str, subject: str, verdict: str, evidence_hash: str | None = None
    ) -> None:
        """Someone decides; later calls are later decisions."""
        n = len(self.decisions)
        self.decisions.append(
            {
                "decision_id": f"d{n}",
                "kind": kind,
                "subject_ids": [subject],
                "verdict": verdict,
                "reason": "dilihat sendiri",
                "by": "petugas",
                "at": f"2026-10-{n + 1:02d}T08:00:00+00:00",
                "evidence_hash": evidence_hash,
            }
        )

    def load(self, con: duckdb.DuckDBPyConnection, seed: int | None = None) -> None:
        """Write the raw, core and link tables, with their rows shuffled when there is a seed."""
        for layer in ("raw", "core", "link"):
            con.execute(f"CREATE SCHEMA {layer}")
        declare_sources(con)
        self.rows["raw.file"] = list(self.files.values())
        for name, table in TABLES.items():
            frame = pl.DataFrame(self.rows[name], schema=dtypes(table))
            if seed is not None:
                frame = frame.sample(fraction=1, shuffle=True, seed=seed)
            con.register("incoming", frame)
            con.execute(f"CREATE TABLE {name} AS FROM incoming")
            con.unregister("incoming")
        con.execute(sql.read("link/calibrated"))
        con.execute(sql.read("link/row_evidence"))

    def judge(
        self,
        config: dict[str, Any] | None = None,
        previous: Path | None = None,
        database: Path | None = None,
        seed: int | None = None,
    ) -> Judged:
        """Assess, run our own checks, and let go of the database when it is a file."""
        con = duckdb.connect(str(database) if database else ":memory:", config={"threads": 1})
        self.load(con, seed)
        decisions = pl.DataFrame(self.decisions, schema=DECISION)
        settings = Config.model_validate({"region": "63.05", **(config or {})})
        assess(con, settings, self.period, decisions, previous)
        run_checks(con)
        judged = Judged(
            {
                name: con.sql(f"SELECT * FROM out.{name}").pl()
                for (name,) in con.execute(
                    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'out'"
                ).fetchall()
            }
        )
        con.close()
        return judged


@dataclass
class Judged:
    """The `out` tables of a judged world."""

    tables: dict[str, pl.DataFrame]

    def table(self, name: str) -> pl.DataFrame:
        return self.tables[name]

    def flags(self, kind: str) -> dict[str, dict[str, Any]]:
        """Active flags of a kind by household."""
        rows = self.tables["flag"].filter(
            (pl.col("kind") == kind) & (pl.col("state") != "resolved")
        )
        return {row["household_id"]: row for row in rows.iter_rows(named=True)}

    def flag(self, kind: str, household: str) -> dict[str, Any] | None:
        return self.flags(kind).get(household)

    def household(self, household: str) -> dict[str, Any]:
        rows = self.tables["household_status"].filter(pl.col("household_id") == household)
        return rows.row(0, named=True)


def codes(flag: dict[str, Any] | None) -> set[str]:
    """Reason codes of a flag; empty when there is none."""
    return {reason["code"] for reason in flag["reasons"]} if flag else set()
