"""The demo regency: what is written is what the account says, and always the same."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from pipelines.demo import DemoSummary, generate
from pipelines.errors import UsageError

REGISTERS = {
    "aduan", "ahu", "asn", "bansos", "bpjstk", "dtks", "dtsen", "dukcapil", "ikm", "kematian",
    "kendaraan", "pbi", "pln", "sktm", "usulan-desa",
}  # fmt: skip


@dataclass
class Demo:
    """A generated regency."""

    inbox: Path
    truth: Path
    summary: DemoSummary

    def table(self, name: str) -> pl.DataFrame:
        return pl.read_parquet(self.truth / f"{name}.parquet")


def _generate(folder: Path, **changes: object) -> Demo:
    given: dict[str, object] = {"households": 240, "seed": 4, "months": 2, "noise": 2.0}
    inbox, truth = folder / "inbox", folder / "truth"
    summary = generate(inbox, region="63.05", truth=truth, **(given | changes))  # type: ignore[arg-type]
    return Demo(inbox, truth, summary)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return _generate(tmp_path_factory.mktemp("demo"))


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_writes_the_same_bytes(demo: Demo, tmp_path: Path) -> None:
    again = _generate(tmp_path)
    assert _digests(again.inbox) == _digests(demo.inbox)
    assert _digests(again.truth) == _digests(demo.truth)


def test_another_seed_writes_other_people(demo: Demo, tmp_path: Path) -> None:
    other = _generate(tmp_path, seed=5, months=1)
    niks = set(other.table("persons")["nik"])
    assert len(niks & set(demo.table("persons")["nik"])) < len(niks) / 10


def test_the_first_month_does_not_depend_on_how_many_follow(demo: Demo, tmp_path: Path) -> None:
    single = _generate(tmp_path, months=1)
    first = {k: v for k, v in _digests(demo.inbox).items() if k.startswith("2026-10")}
    assert _digests(single.inbox) == first


def test_every_source_is_sent_once_and_some_again(demo: Demo) -> None:
    sent = demo.table("files").filter(pl.col("expect") == "read")
    by_month = dict(sent.group_by("period").agg(pl.col("source").unique()).iter_rows())
    assert set(by_month["2026-10"]) == REGISTERS
    assert set(by_month["2026-11"]) == {
        "usulan-desa", "dtks", "sktm", "kematian", "bansos", "aduan", "ikm",
    }  # fmt: skip


def test_the_account_names_every_file_in_the_inbox(demo: Demo) -> None:
    written = {p.relative_to(demo.inbox).as_posix() for p in demo.inbox.rglob("*") if p.is_file()}
    files = demo.table("files").select(pl.concat_str("period", "source", "file", separator="/"))
    assert set(files.to_series()) == written
    assert files.is_unique().all()


def test_a_row_of_the_account_stands_where_it_says(demo: Demo) -> None:
    """In Dukcapil's list the NIK is always right, so line and person must agree."""
    rows = demo.table("records").filter(pl.col("source") == "dukcapil")
    niks = dict(
        demo.table("persons")
        .filter(pl.col("period") == "2026-10")
        .select("true_person", "nik")
        .iter_rows()
    )
    path = next((demo.inbox / "2026-10" / "dukcapil").iterdir())
    with path.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    assert rows.height == len(lines) - 1
    for row, person in rows.select("row", "true_person").iter_rows():
        assert lines[row - 1][1] == niks[person]


def test_accounted_rows_of_workbooks_hold_something_and_nothing_is_left_out(demo: Demo) -> None:
    rows = demo.table("records").with_columns(pl.col("sheet").fill_null(""))
    files = demo.table("files").filter(pl.col("expect") == "read")
    checked = 0
    for period, source, name in files.select("period", "source", "file").iter_rows():
        path = demo.inbox / period / source / name
        if path.suffix not in {".xlsx", ".xls", ".ods"}:
            continue
        book = fastexcel.read_excel(path.read_bytes())
        for sheet in book.sheet_names:
            marked = set(
                rows.filter(
                    pl.col("period") == period, pl.col("file") == name, pl.col("sheet") == sheet
                )["row"]
            )
            cells = book.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
            frame = cells.to_polars()
            filled = frame.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
            standing = {at + 1 for at, full in enumerate(filled) if full}
            assert marked <= standing
            if marked:
                below = {row for row in standing if row > min(marked)}
                assert below - marked <= {min(marked)}
            checked += 1
    assert checked > 10


def test_registry_columns_are_complete(demo: Demo) -> None:
    month = demo.inbox / "2026-10"
    width = {
        path.name.split("_")[1]: len(path.read_text().splitlines()[0].split(","))
        for path in (month / "dtks").iterdir()
    }
    assert width == {"ART": 43, "RUTA": 71}
    siak = next((month / "dukcapil").iterdir()).read_text().splitlines()[0]
    assert len(siak.split(",")) == 37


def test_a_proposal_list_stays_below_half_of_its_village(tmp_path: Path) -> None:
    demo = _generate(tmp_path, households=700, months=1)
    files = demo.table("files").filter(pl.col("source") == "usulan-desa", pl.col("village") != "")
    rows = demo.table("records").filter(pl.col("role") == "person")
    homes = demo.table("households").select("true_household", "village")
    extract = rows.filter(pl.col("source") == "dukcapil").join(homes, on="true_household")
    people = dict(extract.group_by("village").len().iter_rows())
    whole = 0
    for name, village in files.select("file", "village").iter_rows():
        share = rows.filter(pl.col("file") == name).height / people[village]
        if "seluruh penduduk" in name:
            assert share > 0.5
            whole += 1
        else:
            assert share < 0.5
    assert whole == 1


def test_the_civil_registry_extract_shows_no_card_newer_than_itself(tmp_path: Path) -> None:
    """Families with a new card are in the lists; parents and children do not both renew."""
    demo = _generate(tmp_path, households=1500, seed=13, months=1)
    extract = next((demo.inbox / "2026-10" / "dukcapil").iterdir())
    shown = pl.read_csv(extract, infer_schema=False, columns=["Nomor KK"])
    recorded = shown["Nomor KK"].str.slice(6, 6).str.to_date("%d%m%y")
    assert (recorded < date(2026, 9, 16)).all()


def test_noise_scales_the_errors(tmp_path: Path) -> None:
    wrong = []
    for noise in (0.0, 1.0, 2.0):
        demo = _generate(tmp_path / str(noise), noise=noise, months=1)
        rows = demo.table("records").filter(pl.col("source") == "usulan-desa", "is_data")
        wrong.append(1 - rows.filter(pl.col("role") == "person")["nik_ok"].mean())  # type: ignore[operator]
    assert wrong[0] == 0
    assert 0.03 < wrong[1] < wrong[2]


def test_every_kind_of_flag_is_expected_somewhere(demo: Demo) -> None:
    flags = demo.table("expected_flags")
    assert set(flags["kind"]) == {
        "missing_from_dtks", "ineligible_sktm", "ineligible_dtks", "deceased_in_dtks",
        "duplicate_in_dtks", "duplicate_submission", "members_missing", "desil_mismatch",
        "identity_unverified",
    }  # fmt: skip


def test_numbers_of_people_and_cards_are_unique(demo: Demo) -> None:
    month = pl.col("period") == "2026-11"
    assert demo.table("persons").filter(month)["nik"].is_unique().all()
    assert demo.table("households").filter(month)["no_kk"].is_unique().all()


def test_truth_is_only_written_where_asked(tmp_path: Path) -> None:
    generate(tmp_path / "inbox", region="63.05", households=40)
    assert not list(tmp_path.rglob("*.parquet"))


@pytest.mark.parametrize(("region", "period"), [("63.99", "2026-10"), ("63.05", "2026-13")])
def test_an_unknown_region_or_month_is_a_usage_error(
    tmp_path: Path, region: str, period: str
) -> None:
    with pytest.raises(UsageError):
        generate(tmp_path, region=region, households=40, period=period)


def test_every_third_seed_sends_one_village_as_the_older_bdt_export(tmp_path: Path) -> None:
    demo = _generate(tmp_path, seed=5, months=1)
    path = next((demo.inbox / "2026-10" / "dtks").glob("BDT*.xlsx"))
    sheet = fastexcel.read_excel(path.read_bytes()).load_sheet(0, header_row=0).to_polars()
    assert sheet.width == 101
    rows = demo.table("records").filter(pl.col("file") == path.name, "is_data")
    assert rows.height == sheet.height - 1  # the row that numbers the columns is no data
    assert rows["true_person"].is_unique().all()


def test_some_certificates_are_questioned_for_a_company_alone(demo: Demo) -> None:
    flags = demo.table("expected_flags").filter(pl.col("kind") == "ineligible_sktm")
    alone = flags.filter(pl.col("reason") == "ahu")
    assert alone.height > 0
    assert set(alone["expect"]) == {"review"}
