"""A period's inbox: carry-forward, repeated bytes, refused files, increments, the archive."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import UsageError
from pipelines.intake import Intake, read_file, read_period
from pipelines.office.config import Config
from pipelines.office.workspace import Workspace
from schemas.base import dtypes
from schemas.raw import ColumnFound, File, NotData, raw_schema
from schemas.sources import TABLES
from tests.support.intake_files import FAMILIES, HEADER, text, workbook

LIST = workbook({"S": [["DESA TATAKAN"], ["Bulan : Agustus 2026"], HEADER, *FAMILIES]})
ART = [["IDBDT", "IDARTBDT", "Nama", "NIK"], *[[1, i, r[3], r[2]] for i, r in enumerate(FAMILIES)]]
RUTA = [["IDBDT", "Nama_KRT", "Lantai"], ["63050000001", "RAMLI", 6]]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


def put(workspace: Workspace, name: str, content: bytes) -> Path:
    path = workspace.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def take(workspace: Workspace, period: str = "2026-09", **modes: str) -> Intake:
    sources = {name: {"mode": mode} for name, mode in modes.items()}
    config = Config.model_validate({"region": "63.05", "sources": sources})
    return read_period(workspace, config, period)


def status(intake: Intake) -> dict[str, tuple[str, str | None]]:
    return {file: (s, c) for file, s, c in intake.files.select("file", "status", "code").rows()}


def test_frames_have_the_declared_columns_and_types(workspace: Workspace) -> None:
    put(workspace, "2026-09/usulan-desa/Tatakan.xlsx", LIST)
    intake = take(workspace)
    assert dict(intake.files.schema) == dtypes(File)
    assert dict(intake.columns.schema) == dtypes(ColumnFound)
    assert dict(intake.not_data.schema) == dtypes(NotData)
    assert {n: dict(f.schema) for n, f in intake.tables.items()} == {
        n: raw_schema(t) for n, t in TABLES.items()
    }


def test_a_table_without_readable_file_is_carried_forward_by_itself(workspace: Workspace) -> None:
    put(workspace, "2026-07/dtks/RUTA.csv", text(RUTA))
    put(workspace, "2026-08/dtks/ART.csv", text(ART))
    put(workspace, "2026-08/dtks/RUTA.csv", text([*RUTA, ["63050000002", "HASAN", 8]]))
    put(workspace, "2026-09/dtks/ART.csv", text(ART[:4]))
    put(workspace, "2026-09/dtks/RUTA rusak.xlsx", b"PK\x03\x04rusak")
    intake = take(workspace)
    ruta, art = intake.tables["dtks_ruta"], intake.tables["dtks_art"]
    assert ruta["carried_from"].unique().to_list() == ["2026-08"]
    assert ruta.height == 2
    assert art["carried_from"].unique().to_list() == [None]
    assert art.height == 3
    assert status(intake)["2026-09/dtks/RUTA rusak.xlsx"] == ("refused", "broken")
    assert "2026-07/dtks/RUTA.csv" not in status(intake)


def test_village_lists_are_not_carried_forward(workspace: Workspace) -> None:
    put(workspace, "2026-08/usulan-desa/Tatakan.xlsx", LIST)
    put(workspace, "2026-09/dtks/ART.csv", text(ART))
    assert take(workspace).tables["usulan_desa"].is_empty()


def test_a_register_that_shrinks_by_more_than_a_tenth_is_warned_of(workspace: Workspace) -> None:
    put(workspace, "2026-08/dtks/ART.csv", text(ART))
    put(workspace, "2026-09/dtks/ART.csv", text(ART[:4]))
    warnings = take(workspace).warnings
    assert [(w.code, w.source) for w in warnings] == [("register_shrunk", "dtks")]
    put(workspace, "2026-09/dtks/ART.csv", text(ART))
    assert take(workspace).warnings == ()


def test_an_increment_source_is_read_over_all_its_periods(workspace: Workspace) -> None:
    put(workspace, "2026-07/kematian/a.csv", text([["NIK", "Nama"], [FAMILIES[0][2], "RAMLI"]]))
    put(workspace, "2026-08/kematian/a.csv", text([["NIK", "Nama"], [FAMILIES[1][2], "SITI"]]))
    put(workspace, "2026-09/kematian/a.csv", text([["NIK", "Nama"], [FAMILIES[2][2], "AGUS"]]))
    frame = take(workspace, kematian="increment").tables["kematian"].sort("nama")
    assert frame.select("nama", "carried_from").rows() == [
        ("AGUS", None), ("RAMLI", "2026-07"), ("SITI", "2026-08"),
    ]  # fmt: skip
    assert take(workspace).tables["kematian"]["nama"].to_list() == ["AGUS"]


def test_the_same_bytes_are_read_once_by_the_first_path(workspace: Workspace) -> None:
    put(workspace, "2026-09/usulan-desa/b kirim ulang.xlsx", LIST)
    put(workspace, "2026-09/usulan-desa/B.xlsx", LIST)
    intake = take(workspace)
    assert status(intake) == {
        "2026-09/usulan-desa/B.xlsx": ("read", None),
        "2026-09/usulan-desa/b kirim ulang.xlsx": ("repeated", "repeated"),
    }
    assert intake.tables["usulan_desa"].height == len(FAMILIES)


def test_what_was_read_is_in_the_archive_and_the_inbox_unchanged(workspace: Workspace) -> None:
    path = put(workspace, "2026-09/usulan-desa/Tatakan.xlsx", LIST)
    put(workspace, "2026-09/usulan-desa/rusak.xlsx", b"PK\x03\x04rusak")
    take(workspace)
    names = [p.name for p in workspace.archive.iterdir()]
    assert names == [f"{hashlib.sha256(LIST).hexdigest()}.xlsx"]
    assert path.read_bytes() == LIST


def test_unknown_sources_links_outside_and_temporary_files_are_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("luar") / "rahasia.xlsx"
    outside.write_bytes(LIST)
    inside = put(workspace, "2026-09/usulan-desa/Tatakan.xlsx", LIST)
    put(workspace, "2026-09/lain-lain/a.xlsx", LIST)
    put(workspace, "2026-09/di luar folder.xlsx", LIST)
    put(workspace, "2026-09/usulan-desa/~$Tatakan.xlsx", b"user")
    os.symlink(outside, inside.with_name("tautan.xlsx"))
    os.symlink(outside.parent, inside.with_name("folder"))
    found = status(take(workspace))
    assert found.pop("2026-09/usulan-desa/Tatakan.xlsx") == ("read", None)
    assert found == {
        "2026-09/lain-lain/a.xlsx": ("refused", "unknown_source"),
        "2026-09/di luar folder.xlsx": ("refused", "unknown_source"),
        "2026-09/usulan-desa/~$Tatakan.xlsx": ("refused", "temporary_file"),
        "2026-09/usulan-desa/tautan.xlsx": ("refused", "outside_workspace"),
        "2026-09/usulan-desa/folder": ("refused", "outside_workspace"),
    }


def test_a_period_without_folder_is_a_wrong_call(workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        take(workspace, "2026-09")


def test_a_single_file_is_read_without_a_workspace(tmp_path: Path) -> None:
    path = tmp_path / "Tatakan Agustus 2026.xlsx"
    path.write_bytes(LIST)
    intake = read_file(path, "usulan-desa")
    assert intake.tables["usulan_desa"]["nama"].to_list() == [row[3] for row in FAMILIES]
    assert intake.files["list_date_basis"].to_list() == ["title"]
    with pytest.raises(UsageError):
        read_file(path, "tidak-ada")


def test_a_zip_bomb_is_refused_before_it_is_unpacked(workspace: Workspace) -> None:
    path = put(workspace, "2026-09/usulan-desa/bom.xlsx", b"")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(250):
                sheet.write(bytes(1 << 20))
    assert status(take(workspace)) == {"2026-09/usulan-desa/bom.xlsx": ("refused", "too_large")}


def test_a_file_far_larger_than_its_content_is_refused_not_unfolded(workspace: Workspace) -> None:
    rows = [HEADER, *FAMILIES]
    content = workbook({"S": [*rows, *[[]] * 4000, [None] * 16_000 + ["x"]]})
    put(workspace, "2026-09/usulan-desa/jauh.xlsx", content)
    assert status(take(workspace))["2026-09/usulan-desa/jauh.xlsx"] == ("refused", "too_large")


def test_files_are_read_alike_in_any_order_of_their_names(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = Workspace(tmp_path_factory.mktemp("lain"))
    halves = [workbook({"S": [HEADER, *FAMILIES[:3]]}), workbook({"S": [HEADER, *FAMILIES[3:]]})]
    for space, names in ((workspace, "ab"), (other, "ba")):
        for name, content in zip(names, halves, strict=True):
            put(space, f"2026-09/usulan-desa/{name}.xlsx", content)
    columns = ["nik", "no_kk", "nama", "row", "family_seq"]
    first, second = (
        take(space).tables["usulan_desa"].select(columns).sort("nik")
        for space in (workspace, other)
    )
    assert first.equals(second)
    assert isinstance(first, pl.DataFrame)
