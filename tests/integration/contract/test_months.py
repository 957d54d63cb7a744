"""Months in a row: states of flags, ids that persist, registers that are carried forward."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.office.publications.withdrawing import withdraw
from pipelines.run.month import run_month
from tests.integration.contract.office import (
    BINUANG,
    COMFORTABLE,
    POOR,
    Office,
    Output,
    Person,
    Where,
    kk_of,
)

PROJECT = Path(__file__).parents[3]
FIRST, SECOND, THIRD = "2026-10", "2026-11", "2026-12"


@dataclass
class Months:
    """Three months of one office."""

    office: Office
    people: dict[str, tuple[Person, ...]]
    out: dict[str, Output]


def decide(o: Office, kind: str, subjects: Iterable[str], verdict: str, at: str) -> None:
    """Let an officer decide, through the table of decisions and the command that imports it."""
    file = o.root / "keputusan.csv"
    row = [kind, " ".join(subjects), verdict, "dilihat sendiri", "petugas", at]
    file.write_text("kind,subject_ids,verdict,reason,by,at\n" + ",".join(row) + "\n")
    command = [sys.executable, "-m", "pipelines.cli", "decisions", "import", str(o.root), str(file)]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT)


def flag_id(out: Output, p: Person, kind: str = "missing_from_dtks") -> str:
    return str(out.flags_of(p)[kind]["flag_id"])


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Months:
    """October to December: families that stay, go and come back, and officers who decide."""
    o = Office(tmp_path_factory.mktemp("months") / "kantor", period=FIRST)
    o.neighbours(BINUANG, 60)
    names = ("stays", "leaves", "returns", "dismissed", "agreed", "confirmed", "moved")
    people: dict[str, tuple[Person, ...]] = {name: o.couple() for name in names}
    registered = [o.couple() for _ in range(12)]
    for head, wife in registered:
        o.dtks(head)
        o.dtks(wife)
    incomplete = {**POOR, "daya_listrik": ""}
    for name, family in people.items():
        o.propose(*family, indicators=incomplete if name == "agreed" else POOR)
    out = {FIRST: o.run()}

    decide(o, "flag", [flag_id(out[FIRST], people["dismissed"][0])], "disagree", "2026-11-01")
    decide(o, "flag", [flag_id(out[FIRST], people["agreed"][0])], "agree", "2026-11-01")
    confirmed = out[FIRST].household(people["confirmed"][0])
    decide(o, "proposal", [confirmed], "agree", "2026-11-01")

    o.next_month(SECOND)  # only the village's list and a smaller DTKS come; Dukcapil is carried
    for head, wife in registered[:9]:
        o.dtks(head)
        o.dtks(wife)
    for name, family in people.items():
        if name in ("leaves", "returns"):
            o.propose(*family, indicators=COMFORTABLE)
        elif name == "moved":
            o.propose(*(replace(p, kk=kk_of(990, date(2026, 10, 20))) for p in family))
        else:
            o.propose(*family, indicators=incomplete if name == "agreed" else POOR)
    out[SECOND] = o.run()

    o.next_month(THIRD)
    for name, family in people.items():
        if name != "leaves":
            o.propose(*family, indicators=incomplete if name == "agreed" else POOR)
    out[THIRD] = o.run()
    return Months(o, people, out)


def state(months: Months, period: str, name: str) -> str | None:
    """State of a family's missing_from_dtks in a period, resolved included; None when unlisted."""
    out = months.out[period]
    household = out.household(months.people[name][0])
    own = out.flags.filter(household_id=household, kind="missing_from_dtks")
    assert own.height <= 1
    return own["state"][0] if own.height else None


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("stays", ["new", "persisting", "persisting"]),
        ("leaves", ["new", "resolved", None]),
        ("returns", ["new", "resolved", "reopened"]),
        ("dismissed", ["new", "resolved", None]),
        ("agreed", ["new", "persisting", "persisting"]),
        ("moved", ["new", "persisting", "persisting"]),
    ],
)
def test_a_flag_has_its_state(months: Months, name: str, states: list[str | None]) -> None:
    assert [state(months, period, name) for period in (FIRST, SECOND, THIRD)] == states


def test_a_flag_keeps_its_id_and_its_first_period(months: Months) -> None:
    for name in ("stays", "returns", "agreed"):
        flags = [
            months.out[period].flags_of(months.people[name][0])["missing_from_dtks"]
            for period in (FIRST, THIRD)
        ]
        assert flags[0]["flag_id"] == flags[1]["flag_id"]
        assert [flag["first_period"] for flag in flags] == [FIRST, FIRST]


def test_agreement_ends_the_review(months: Months) -> None:
    head = months.people["agreed"][0]
    before, after = (months.out[p].flags_of(head)["missing_from_dtks"] for p in (FIRST, SECOND))
    assert (before["needs_review"], after["needs_review"]) == (True, False)
    assert after["subtype"] == "indicators_missing"
    assert after["confidence"] >= before["confidence"]


def test_people_and_households_keep_their_ids(months: Months) -> None:
    ids = [
        {
            (row["nik"], row["person_id"], row["household_id"])
            for row in months.out[period].table("persons").iter_rows(named=True)
        }
        for period in (FIRST, SECOND, THIRD)
    ]
    assert ids[0] == ids[1] == ids[2]


def test_only_the_confirmed_household_is_proposed(months: Months) -> None:
    def proposed(period: str) -> list[str]:
        sheet = pl.read_excel(months.out[period].folder / "usulan-siks.xlsx", infer_schema_length=0)
        return sheet["NIK"].to_list()

    assert proposed(FIRST) == []
    assert sorted(proposed(SECOND)) == sorted(p.nik for p in months.people["confirmed"])


def test_what_is_carried_forward_is_shown_with_its_age(months: Months) -> None:
    report = months.out[THIRD].report
    assert report["sources"]["dukcapil"]["oldest_period"] == FIRST
    assert report["sources"]["dukcapil"]["age_months"] == 2
    assert report["sources"]["dtks"]["age_months"] == 1
    records = months.out[THIRD].records
    carried = records.filter(source="dukcapil")
    assert set(carried["carried_from"]) == {FIRST} and carried.height > 60
    assert records.filter(source="usulan-desa")["carried_from"].null_count() == 12
    page = (months.out[THIRD].folder / "dashboard.html").read_text(encoding="utf-8")
    assert "Oktober 2026" in page


def test_evidence_gives_the_age_of_what_it_rests_on(months: Months) -> None:
    texts = {
        period: months.out[period].flags_of(months.people["stays"][0])["missing_from_dtks"][
            "reasons"
        ][0]["evidence"]
        for period in (FIRST, SECOND, THIRD)
    }
    assert "DTKS (data bulan 10-2026)" in texts[FIRST]
    assert "DTKS (data bulan 11-2026)" in texts[SECOND]
    assert "DTKS (data bulan 11-2026)" in texts[THIRD]
    assert not any("DTSEN" in text for text in texts.values())


def test_a_register_that_shrinks_by_more_than_a_tenth_is_warned_of(months: Months) -> None:
    warned = {period: {w["source"] for w in out.report["warnings"]}
              for period, out in months.out.items()}  # fmt: skip
    assert "dtks" not in warned[FIRST]
    assert "dtks" in warned[SECOND]
    assert "dtks" not in warned[THIRD]


def test_a_rerun_of_an_earlier_period_gives_the_same_ids_and_content(
    months: Months, tmp_path: Path
) -> None:
    before = {name: months.out[THIRD].table(name) for name in ("flags", "persons", "households")}
    run_month(months.office.workspace, THIRD)
    for name, table in before.items():
        assert table.equals(pl.read_parquet(months.out[THIRD].folder / f"{name}.parquet"))
    withdraw(months.office.workspace, THIRD, "berkas keliru")
    run_month(months.office.workspace, THIRD)
    for name, table in before.items():
        assert table.equals(pl.read_parquet(months.out[THIRD].folder / f"{name}.parquet"))


def two_increments(root: Path, mode: str) -> tuple[Output, list[Where], Person]:
    """DTKS in two halves over two months; the second month's run."""
    o = Office(root, period=FIRST)
    if mode == "increment":
        o.configure('[sources.dtks]\nmode = "full"', '[sources.dtks]\nmode = "increment"')
    o.neighbours(BINUANG, 20)
    families = [o.couple() for _ in range(2)]
    first = [o.dtks(p) for p in families[0]]
    o.propose(families[0][0])
    o.run()
    o.next_month(SECOND)
    second = [o.dtks(p) for p in families[1]]
    o.propose(families[0][0])
    return o.run(), first + second, families[0][0]


def test_a_full_extract_replaces_the_one_before(tmp_path: Path) -> None:
    out, _, head = two_increments(tmp_path / "kantor", "full")
    assert out.records.filter(source="dtks").height == 2
    assert "missing_from_dtks" in out.flags_of(head)


def test_increments_are_read_together(tmp_path: Path) -> None:
    out, rows, head = two_increments(tmp_path / "kantor", "increment")
    assert [out.record(where)["carried_from"] for where in rows] == [FIRST, FIRST, None, None]
    assert out.flags_of(head) == {}
