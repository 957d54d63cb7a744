"""Seconds and memory of reading: a large village list, many lists, and files that are traps.

    python -m tests.bench.intake

Prints a table with the goal of each line. Readers work as in the product, in processes of
their own, whose memory is counted. Nothing is a regency's: see tests/bench/scale.py for that.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from pipelines.domain.regions import load_regions
from pipelines.intake import read_file, read_period
from pipelines.office.config import load_config
from pipelines.office.workspace import Workspace
from pipelines.publish.papers import Papers
from pipelines.publish.workbooks.rejected import write_rejected
from pipelines.run.context import begun
from pipelines.run.month import load_database, read_inbox, standardize_rows
from tests.bench.processes import measured, report
from tests.integration.hostile_files import LIST
from tests.support import hostile_archives as made
from tests.support.intake_files import HEADER, workbook

PERIOD = "2026-10"
INBOX = f"inbox/{PERIOD}/usulan-desa"
MORE = [
    *["RT", "RW", "Dusun", "Jenis Kelamin", "Tempat Lahir", "Nama Ibu Kandung", "Pekerjaan"],
    *["Agama", "Pendidikan", "Status Kawin", "Lantai", "Dinding", "Jamban", "Daya Listrik"],
    *["Tempat Tinggal", "Kepala Keluarga Tidak Bekerja", "Disabilitas", "Keterangan"],
]
FAULTS = 0.05
LARGE = {"large": FAULTS, "large, each row at fault": 1.0}
GOALS = {  # seconds and MiB; for traps MiB above the started process
    **dict.fromkeys(LARGE, (60, 1024)),
    "many": (20, 1024),
    "sheet bomb": (2, 300),
    "shared strings bomb": (2, 300),
    "bomb that lies": (2, 300),
    "100,000 members": (2, 300),
    "entity bomb": (2, 300),
}
TRAPS: dict[str, Callable[[], bytes]] = {
    "a small good file": lambda: LIST,
    "sheet bomb": made.bomb_of_a_sheet,
    "shared strings bomb": made.bomb_of_shared_strings,
    "bomb that lies": made.bomb_with_the_checksum_of_its_claim,
    "100,000 members": made.bomb_of_many_members,
    "entity bomb": made.entities_in_xlsx,
    "entity bomb (ods)": made.entities_in_ods,
    "1,000,000 columns (csv)": lambda: LIST + b"x," * 1_000_000,
    "16,384 columns (xlsx)": made.many_columns,
    "100,000 blank formatted rows": made.blank_formatted_rows,
    "10 MB cell (xlsx)": made.cell_of_ten_megabytes,
    "10 MB cell (csv)": lambda: LIST + b'7,x,x,"' + b"y " * 5_000_000 + b'",x,x,x\n',
    "50 MB line": lambda: b"x" * 50_000_000 + b"\n" + LIST,
    "32,000 characters in each cell": made.one_long_text_in_every_cell,
    "sector chain without end (xls)": made.xls_with_a_ring,
    "1,000,000 equal rows (ods)": lambda: made.repeated_ods(columns=1),
}


def large_list(rows: int, seed: int, faults: float = FAULTS) -> list[list[object]]:
    """A village list of 25 columns; `faults` is the share of rows with something wrong."""
    draw = random.Random(seed)
    words = [f"{a}{b}" for a in ("NOR", "SITI", "RAH", "MUH", "ABD") for b in ("AINI", "MAN", "UL")]
    found: list[list[object]] = [[*HEADER, *MORE]]
    for i in range(rows):
        family, place = divmod(i, 4)
        day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(40, 99)
        nik = f"630502{day:02}{month:02}{year}{i % 9999 + 1:04}"
        if draw.random() < faults:
            nik = draw.choice([nik[:15], "0", f"{nik}1", "-"])
        found.append([
            i + 1, f"630502{family % 28 + 1:02}0115{family % 9999 + 1:04}", nik,
            f"{draw.choice(words)} {draw.choice(words)} {i}",
            "KEPALA KELUARGA" if place == 0 else "ANAK", f"{day:02}-{month:02}-19{year}",
            f"JL {draw.choice(words)} NO {i % 200}", i % 20 + 1, i % 3 + 1, "I", "L", "RANTAU",
            draw.choice(words), "PETANI", "ISLAM", "SD", "KAWIN", 8, 3, 5, 450, "ada", "ya",
            "tidak", None,
        ])  # fmt: skip
    return found


def prepare(folder: Path) -> None:
    """All files of the bench below `folder`."""
    for name in (*LARGE, "many"):
        (folder / name / INBOX).mkdir(parents=True)
        (folder / name / "padan.toml").write_text('region = "63.05"\n')
    for name, faults in LARGE.items():
        target = folder / name / INBOX / "Usulan Tatakan.xlsx"
        with xlsxwriter.Workbook(target, {"constant_memory": True}) as b:
            sheet = b.add_worksheet("Data")
            for r, row in enumerate(large_list(100_000, seed=1, faults=faults)):
                sheet.write_row(r, 0, row)
    for n in range(200):
        rows = large_list(500, seed=n)
        (folder / "many" / INBOX / f"Usulan Tatakan {n:03}.xlsx").write_bytes(
            workbook({"Data": rows})
        )
    (folder / "traps").mkdir()
    for number, make in enumerate(TRAPS.values()):
        (folder / "traps" / str(number)).write_bytes(make())


def read_validate_report(place: Workspace) -> str:
    """A period's files to core tables with problems, and the workbooks of rows to mend."""
    with begun(place, PERIOD) as context:
        core = standardize_rows(context, read_inbox(context))
        load_database(context, core)
        folder = context.building.folder / "rejected"
        with Papers() as papers:
            places = load_regions(context.config.region)
            write_rejected(context.building.con, places, PERIOD, folder, papers)
        books = sum(1 for _ in folder.iterdir())
    return f"{core.count.rows_in} rows, {core.count.rejected} rejected, {books} workbooks"


def read_many(place: Workspace) -> str:
    intake = read_period(place, load_config(place.config_file), PERIOD)
    return f"{intake.files.height} files, {intake.tables['usulan_desa'].height} rows"


def read_trap(path: Path) -> str:
    intake = read_file(path, "usulan-desa")
    return intake.files["code"][0] or f"read {intake.tables['usulan_desa'].height} rows"


def run_case(name: str, folder: Path) -> None:
    """One case, in the process that is measured; a small file is read first, to load everything."""
    warm = folder / "warm.csv"
    warm.write_bytes(LIST)
    read_file(warm, "usulan-desa")
    if name in LARGE:
        report(lambda: read_validate_report(Workspace(folder / name)))
    elif name == "many":
        report(lambda: read_many(Workspace(folder / "many")))
    else:
        report(lambda: read_trap(folder / "traps" / str(list(TRAPS).index(name))))


def main() -> None:
    """Prepare, measure each case in a process of its own, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.case:
        run_case(asked.case[0], Path(asked.case[1]))
        return
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as name:
        folder = Path(name)
        prepare(folder)
        print(f"{'case':<32}{'seconds':>9}{'peak MiB':>10}{'above':>7}  {'goal':<14}result")
        for case in [*LARGE, "many", *TRAPS]:
            cost = measured("tests.bench.intake", "--case", case, str(folder))
            goal = "{} s, {} MiB".format(*GOALS[case]) if case in GOALS else ""
            print(
                f"{case:<32}{cost.seconds:>9.2f}{cost.peak:>10}{cost.above:>7}  {goal:<14}"
                f"{cost.result}"
            )


if __name__ == "__main__":
    main()
