"""A month with every hostile file among good ones: each is read or refused as meant, and nothing
else is disturbed.

Readers may use 700 MiB here, so that what fills any memory fills it soon.
"""

from __future__ import annotations

import json
import os
import socket
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from pipelines.intake import Intake, period, read_period
from pipelines.intake.files.refusals import MESSAGES
from pipelines.intake.inbox import InboxFile, hashed, list_inbox
from pipelines.office.config import Config, EngineConfig
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.integration.hostile_files import BIDI, CASES, LIST, Case
from tests.support.intake_files import FAMILIES
from tests.support.small_inbox import PERIOD, fill_inbox

FOLDER = f"inbox/{PERIOD}/usulan-desa"
NAMES = {  # name on disk -> name as people see it
    "-rf --no-preserve.csv": "-rf --no-preserve.csv",
    "baris\nbaru.csv": "baris\\nbaru.csv",
    f"gaji{BIDI}xslx.csv": "gaji\\u202exslx.csv",
    "قائمة القرية.csv": "قائمة القرية.csv",
    os.fsdecode(b"bukan utf8 \xff\xfe.csv"): "bukan utf8 \\xff\\xfe.csv",
    "x" * 251 + ".csv": "x" * 251 + ".csv",
}
ODDITIES = {  # what is not a file of data, and why it is refused
    "~$Usulan.xlsx": "temporary_file",
    ".tersembunyi.csv": "temporary_file",
    "tautan ke luar.csv": "outside_workspace",
    "tautan ke folder": "outside_workspace",
    "tautan putus.csv": "broken_link",
    "tautan berputar.csv": "broken_link",
    "tautan ke perangkat.csv": "outside_workspace",
    "pipa.csv": "not_a_file",
    "soket.csv": "not_a_file",
    "tautan ke pipa.csv": "not_a_file",
}


def own_list(number: int) -> bytes:
    """The good list with bytes of its own."""
    return LIST + b"\n" * number


def fill_with_oddities(folder: Path) -> None:
    """Names and things that a file system allows and an office does not mean."""
    for number, name in enumerate(NAMES, start=10):
        (folder / name).write_bytes(own_list(number))
    (folder / "folder bernama.xlsx").mkdir()
    (folder / "folder bernama.xlsx" / "isi.csv").write_bytes(own_list(30))
    (folder / "~$Usulan.xlsx").write_bytes(b"user")
    (folder / ".tersembunyi.csv").write_bytes(LIST)
    (folder / "tautan ke luar.csv").symlink_to("/etc/passwd")
    (folder / "tautan ke folder").symlink_to(folder.parent)
    (folder / "tautan putus.csv").symlink_to(folder / "tidak ada.csv")
    (folder / "tautan berputar.csv").symlink_to(folder / "tautan berputar.csv")
    (folder / "tautan ke perangkat.csv").symlink_to("/dev/zero")
    (folder / "tautan ke pipa.csv").symlink_to(folder / "pipa.csv")
    os.mkfifo(folder / "pipa.csv")
    here = os.open(folder, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as listener:  # a socket's path may have but 108 bytes
        listener.bind(f"/proc/self/fd/{here}/soket.csv")
    os.close(here)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The month, run and published; the workspace is in `root`."""
    root = tmp_path_factory.mktemp("kantor")
    fill_inbox(root)
    (root / "padan.toml").write_text('region = "63.05"\n[engine]\nreader_memory_mib = 700\n')
    for case in CASES:
        (root / FOLDER / case.file).write_bytes(case.make())
    fill_with_oddities(root / FOLDER)
    with warnings.catch_warnings():
        warnings.filterwarnings("error", module="xlsxwriter")  # it warns of what it leaves out
        run_month(Workspace(root), PERIOD)
    return Workspace(root)


@pytest.fixture(scope="module")
def report(month: Workspace) -> dict[str, dict[str, str]]:
    """The refused files of the village folder: (code, message) by their path in it."""
    read = json.loads((month.out(PERIOD) / "report.json").read_text())
    prefix = f"{PERIOD}/usulan-desa/"
    return {f["file"].removeprefix(prefix): f for f in read["files_refused"]}


@pytest.fixture(scope="module")
def records(month: Workspace) -> pl.DataFrame:
    found = pl.read_parquet(month.out(PERIOD) / "records.parquet")
    return found.with_columns(pl.col("file").str.replace(rf"^{PERIOD}/usulan-desa/", ""))


def rows_of(records: pl.DataFrame, file: str) -> pl.DataFrame:
    return records.filter((pl.col("file") == file) & (pl.col("role") == "person"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_hostile_file_is_read_or_refused_as_meant(
    case: Case, report: dict[str, dict[str, str]], records: pl.DataFrame
) -> None:
    people = rows_of(records, case.file).filter(pl.col("outcome") != "not_data")
    if case.code is None:
        assert case.file not in report
        assert people.height == case.people
    else:
        assert report[case.file]["code"] == case.code
        assert report[case.file]["message"] == MESSAGES[case.code]
        assert people.is_empty()


@pytest.mark.parametrize("name", NAMES.values())
def test_a_file_of_an_odd_name_is_read_under_a_name_that_can_be_shown(
    name: str, records: pl.DataFrame
) -> None:
    assert rows_of(records, name).height == len(FAMILIES)


@pytest.mark.parametrize(("name", "code"), ODDITIES.items())
def test_what_is_no_file_of_data_is_refused_and_never_waited_for(
    name: str, code: str, report: dict[str, dict[str, str]]
) -> None:
    assert report[name]["code"] == code


def test_a_list_in_a_folder_named_like_a_file_is_read(records: pl.DataFrame) -> None:
    assert rows_of(records, "folder bernama.xlsx/isi.csv").height == len(FAMILIES)


def test_the_good_files_among_them_are_read_whole(
    records: pl.DataFrame, report: dict[str, dict[str, str]]
) -> None:
    good = rows_of(records, "Usulan Binuang.csv")
    assert good["outcome"].to_list() == ["accepted"] * 3
    assert good["household_id"].n_unique() == 3
    assert "Usulan Binuang.csv" not in report


def test_the_row_below_a_zero_byte_or_an_open_quote_is_not_lost(records: pl.DataFrame) -> None:
    for file in ("bita nol di tengah.csv", "kutip tidak ditutup.csv"):
        assert rows_of(records, file)["row"].sort().to_list() == [2, 3, 4, 5, 6, 7]


def test_unseen_characters_are_neither_compared_nor_shown(
    month: Workspace, records: pl.DataFrame
) -> None:
    plain = rows_of(records, "csv dinamai xlsx.xlsx").sort("row")
    disguised = rows_of(records, "huruf tak tampak.csv").sort("row")
    assert disguised["person_id"].to_list() == plain["person_id"].to_list()
    for path in month.out(PERIOD).rglob("*"):
        for name, text in texts_of(path):
            assert BIDI not in text, f"{path.name} {name}"
            assert "\u200b" not in text and "\x07" not in text, f"{path.name} {name}"


def test_nothing_that_was_typed_becomes_a_formula(month: Workspace) -> None:
    books = list(month.out(PERIOD).rglob("*.xlsx"))
    parts = [(book.name, name, text) for book in books for name, text in texts_of(book)]
    assert any("cmd|" in text for _, _, text in parts), "the names must be in some workbook"
    for book, name, text in parts:
        for formula in text.split("<f>")[1:]:
            assert "cmd" not in formula.split("</f>")[0], f"{book} {name}"
        assert "http://x" not in text or "sharedStrings" in name, f"{book} {name}"


def texts_of(path: Path) -> list[tuple[str, str]]:
    """The texts that a page or workbook is made of, by name of the part."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return [(name, book.read(name).decode()) for name in book.namelist()]
    return [(path.name, path.read_text())] if path.suffix in {".html", ".json"} else []


def test_nothing_of_the_inbox_was_changed_by_reading_it(month: Workspace) -> None:
    folder = month.root / FOLDER
    assert (folder / "tautan ke luar.csv").is_symlink()
    assert (folder / "csv dinamai xlsx.xlsx").read_bytes() == LIST + b"\n"
    assert not [p for p in month.archive.iterdir() if p.suffix == ".part"]


def small(root: Path, **files: bytes) -> Workspace:
    """A workspace with a few lists of one village."""
    (root / FOLDER).mkdir(parents=True)
    for name, content in files.items():
        (root / FOLDER / f"{name}.csv").write_bytes(content)
    return Workspace(root)


def statuses(intake: Intake) -> dict[str, str | None]:
    return {Path(file).stem: code for file, code in intake.files.select("file", "code").rows()}


def take(place: Workspace) -> Intake:
    config = Config(region="63.05", engine=EngineConfig(reader_memory_mib=700))
    return read_period(place, config, PERIOD)


def replace_by_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("meddle", "code"),
    [
        (lambda path: path.write_bytes(LIST * 2), "changed"),
        (lambda path: path.unlink(), "changed"),
        (replace_by_pipe, "not_a_file"),
    ],
    ids=["rewritten", "removed", "replaced by a pipe"],
)
def test_a_file_that_changes_after_it_was_looked_at_is_refused(
    meddle: Callable[[Path], object],
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = small(tmp_path, berubah=LIST, tetap=own_list(1))

    def meddling(entry: InboxFile) -> InboxFile:
        looked_at = hashed(entry)
        if "berubah" in entry.file:
            meddle(entry.path)
        return looked_at

    monkeypatch.setattr(period, "hashed", meddling)
    intake = take(place)
    assert statuses(intake) == {"berubah": code, "tetap": None}
    assert intake.tables["usulan_desa"].height == len(FAMILIES)
    assert len(list(place.archive.iterdir())) == 1


def test_a_file_that_changes_before_it_is_archived_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = small(tmp_path, berubah=LIST, tetap=own_list(1))
    archived = period.archived  # type: ignore[attr-defined]  # what reading uses

    def meddling(workspace: Workspace, entry: InboxFile) -> InboxFile:
        if "berubah" in entry.file:
            entry.path.write_bytes(b"lain")
        return archived(workspace, entry)

    monkeypatch.setattr(period, "archived", meddling)
    intake = take(place)
    assert statuses(intake) == {"berubah": "changed", "tetap": None}
    assert intake.tables["usulan_desa"].height == len(FAMILIES)


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may open everything, so be nobody for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_files_and_folders_that_may_not_be_opened_are_named() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)  # nobody may pass, unlike through pytest's own folders
        place = small(root, rahasia=LIST, biasa=LIST)
        (root / FOLDER / "rahasia.csv").chmod(0)
        (root / FOLDER / "tertutup").mkdir(mode=0)
        with without_privileges():
            found = {Path(f.file).stem: hashed(f).code for f in list_inbox(place, PERIOD)}
    assert found == {"biasa": None, "rahasia": "unreadable", "tertutup": "unreadable"}
