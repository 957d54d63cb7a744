"""What the office's own desks collect: PBI-JKN members put out or put back, and survey answers.

Both draw from random streams of their own, so that the other files of a seed stay as they are.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from pipelines.demo.noise import Corruptor
from pipelines.demo.register_files import mark
from pipelines.demo.rendering import Cell, Line, Mark, Outbox, Sheet, not_data
from pipelines.demo.world import World

PBI_SHARE = 0.04
POOR_ENOUGH = 0.6
"""Wealth below which a household may have had its contributions paid."""
REASONS = ("Tidak terdaftar di DTSEN", "Desil 6-10", "Pindah segmen")
SERVICES = ("Rekomendasi DTKS/DTSEN", "Reaktivasi PBI-JKN", "SKTM", "Rehabilitasi sosial")
ELEMENTS = 9
ANSWERS = (1, 2, 3, 3, 3, 4, 4)


def pbi(rng: Random, out: Outbox, world: World, last: date, noise: float) -> None:
    """The list of members whose contributions are no longer paid, some of them put back."""
    errors = Corruptor(rng, "pbi", noise)
    heads: list[Cell] = ["No", "Nomor Kartu", "NIK", "No KK", "Nama Peserta", "Tanggal Nonaktif",
                         "Alasan", "Status"]  # fmt: skip
    lines = [Line(["DATA PESERTA PBI-JKN NONAKTIF"]), Line([f"Per {last:%d-%m-%Y}"]), Line(heads)]
    for household in world.households:
        if household.wealth >= POOR_ENOUGH or rng.random() >= PBI_SHARE:
            continue
        ended = date(last.year, rng.randint(1, last.month), 1)
        back = rng.random() < 0.2
        reason = rng.choice(REASONS)
        for person in world.living(household):
            nik, name, _ = errors.identity(person)
            kk = errors.kk(household.kk)
            card = f"0001{rng.randrange(10**9):09d}"
            lines.append(
                Line([len(lines) - 2, card, nik.value, kk.value, name.value, ended, reason,
                      "AKTIF KEMBALI" if back else "NONAKTIF"],
                     mark(person, "person", nik, name, expect="accepted"))
            )  # fmt: skip
    lines.append(Line([None, "Jumlah", len(lines) - 3], not_data("total")))
    out.workbook(f"PBI JKN nonaktif {out.account.period}.xlsx", [Sheet("Sheet1", lines)], "xlsx")


def ikm(rng: Random, out: Outbox, world: World, first: date) -> None:
    """The month's answers to the service survey, with the sums that the annex asks for."""
    elements = [f"U{number}" for number in range(1, ELEMENTS + 1)]
    lines = [
        Line(["SURVEI KEPUASAN MASYARAKAT"]),
        Line([f"DINAS SOSIAL {world.regency.name.upper()}"]),
        Line(["No", "Tanggal", "Layanan", *elements, "Jenis Kelamin", "Umur"]),
    ]
    sums = [0] * ELEMENTS
    for number in range(1, max(8, len(world.households) // 40) + 1):
        answers = [rng.choice(ANSWERS) for _ in elements]
        silent = rng.random() < 0.02
        given: list[Cell] = [None] * ELEMENTS if silent else [*answers]
        if not silent:
            sums = [total + answer for total, answer in zip(sums, answers, strict=True)]
        lines.append(
            Line([number, first + timedelta(days=rng.randint(0, 26)), rng.choice(SERVICES), *given,
                  rng.choice("LP"), rng.randint(18, 75)],
                 Mark(role="survey", expect="rejected" if silent else "accepted"))
        )  # fmt: skip
    lines.append(Line([None, "Jumlah", None, *sums], not_data("total")))
    out.workbook(f"SKM {out.account.period}.xlsx", [Sheet("Jawaban", lines)], "xlsx")
