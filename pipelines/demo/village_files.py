"""The month's village folder: every village's list in some shape, and files that are none."""

from __future__ import annotations

from datetime import date
from random import Random

from pipelines.demo import exports, layouts
from pipelines.demo.listings import VillageList
from pipelines.demo.people import PersonRow, Scribe, Shown, style
from pipelines.demo.rendering import Outbox, Sheet, workbook_bytes
from pipelines.demo.world import World
from pipelines.domain.periods import period_of, period_words
from pipelines.domain.villages import Village

SHAPES = (
    "csv", "titled", "opensid", "merged", "plain", "sheets", "bip", "csv", "ods", "siak", "xls",
    "titled",
)  # fmt: skip
WITHOUT_INDICATORS = {"opensid", "bip", "siak"}
TEXT = {"csv", "siak"}


def write(
    rng: Random,
    out: Outbox,
    world: World,
    lists: list[VillageList],
    period: date,
    noise: float,
    shift: int,
) -> list[Shown]:
    """Write all lists of a month and tell what they show; `shift` turns the shapes by month."""
    shown: list[Shown] = []
    for entry in lists:
        village = world.regency.villages[entry.village]
        shape = entry.shape or SHAPES[(entry.village + shift) % len(SHAPES)]
        how = style(rng, workbook=shape not in TEXT)
        scribe = Scribe(rng, world, village, how, noise, period.year)
        newly: list[Shown] = []
        rows = scribe.rows(entry, newly)
        if shape in WITHOUT_INDICATORS:
            for item in newly:
                item.conditions = None
        shown.extend(newly)
        _write_one(rng, out, world, entry, village, shape, rows, period)
    return shown


def _write_one(
    rng: Random, out: Outbox, world: World, entry: VillageList, village: Village, shape: str,
    rows: list[PersonRow], period: date,
) -> None:  # fmt: skip
    day = period.replace(day=entry.day)
    when = period_words(period_of(period))
    if entry.dated:
        when = f"{entry.day} {when}"
    stem = rng.choice(
        (
            f"Usulan DTKS {village.kind} {village.name} {entry.note}{when}",
            f"{village.name} - usulan {entry.note}{when}",
            f"data usulan {village.name.lower()} {entry.note}{when}",
        )
    )
    code = village.code
    if shape in TEXT:
        lines = (
            layouts.delimited(rng, rows) if shape == "csv" else exports.siak(rows, world, village)
        )
        name = f"{stem}.{rng.choice(('csv', 'csv', 'txt'))}"
        out.text(
            name, lines, shape, sep=rng.choice("|;,\t"), village=code,
            encoding=rng.choice(("utf-8-sig", "utf-8", "cp1252")),
        )  # fmt: skip
        return
    name = f"{stem}.{shape if shape in {'ods', 'xls'} else 'xlsx'}"
    if shape == "opensid":
        name = exports.dated_name(village, day, entry.dated)
        sheets = exports.opensid(rng, rows, world)
    elif shape == "bip":
        name = f"Buku Induk Penduduk {village.name} {when}.xlsx"
        sheets = exports.bip(rows, world, village)
    elif shape == "titled":
        sheets = layouts.titled(rng, rows, village, when, day)
    elif shape == "merged":
        sheets = layouts.merged(rng, rows, village, when, day)
    elif shape == "sheets":
        rt_of = {household.hid: household.rt for household in world.households}
        sheets = layouts.sheets_per_rt(rng, rows, village, when, rt_of)
    else:
        sheets = layouts.plain(rng, rows)
    out.workbook(name, sheets, shape, code)


def hostile(out: Outbox, copied: str | None) -> None:
    """Files an office receives by mistake; each must be refused with its reason.

    `copied` names a list that is sent a second time under another name.
    """
    out.raw("nol byte.xlsx", b"", "zero bytes")
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
    package = "EncryptedPackage".encode("utf-16-le")
    out.raw("Usulan terkunci.xlsx", ole + package + b"\0" * 1024, "looks encrypted (OLE2)")
    out.raw("usulan scan.xlsx", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n", "a PDF")
    budget = b"kegiatan;pagu;realisasi\nRapat koordinasi;1500000;1200000\nATK;500000;450000\n"
    out.raw("rekap anggaran.csv", budget, "columns of something else")
    empty = workbook_bytes([Sheet("Sheet1", [])])
    out.raw("usulan kosong.xlsx", empty, "workbook with one empty sheet")
    out.raw("usulan rusak.xlsx", empty[: len(empty) // 2], "truncated zip")
    if copied:
        content = (out.folder / copied).read_bytes()
        ending = copied.rsplit(".", 1)[1]
        out.raw(f"zz kirim ulang.{ending}", content, "the same bytes", expect="copy")
