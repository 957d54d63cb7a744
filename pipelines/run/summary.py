"""What an officer reads on the terminal when a run has ended, from the published report.json."""

from __future__ import annotations

import json
from typing import Any

from pipelines.domain.numbers import thousands
from pipelines.domain.periods import period_words
from pipelines.domain.words import KINDS, OUTCOMES, RESOLUTIONS, STATES
from pipelines.office.workspace import Workspace
from pipelines.publish.turnout import CODE as FEW_SENDERS
from schemas.sources import label_of


def summarize(workspace: Workspace, period: str) -> str:
    """Counts by source, findings by kind, refused files with reasons, and where to look."""
    report = json.loads((workspace.out(period) / "report.json").read_text(encoding="utf-8"))
    parts = [
        [f"Periode {period_words(period)} sudah terbit."],
        _thin_month(report),
        _sources(report),
        _flags(report),
        _files("Berkas yang tidak dapat dipakai:", report["files_refused"]),
        _files("Berkas yang sama persis dengan berkas lain:", report["files_repeated"]),
        _warnings(report),
        _where(workspace, period),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _sources(report: dict[str, Any]) -> list[str]:
    lines = [f"Baris yang dibaca ({' / '.join(OUTCOMES.values())}):"]
    for source, counts in report["sources"].items():
        age = counts.get("age_months") or 0
        carried = f"  — data {period_words(counts['oldest_period'])}" if age else ""
        lines.append(
            f"  {label_of(source):<28}{thousands(counts['rows_read']):>9}  "
            f"({thousands(counts['accepted'])} / {thousands(counts['rejected'])} / "
            f"{thousands(counts['not_data'])}){carried}"
        )
    if len(lines) == 1:
        lines.append("  tidak ada berkas yang terbaca; periksa folder inbox bulan ini")
    return lines


def _flags(report: dict[str, Any]) -> list[str]:
    lines = ["Temuan (yang masih perlu ditinjau petugas):"]
    for kind, counts in report["flags"].items():
        lines.append(
            f"  {KINDS[kind].title:<40}{thousands(counts['standing']):>7}  "
            f"({thousands(counts['needs_review'])}){_ended(counts)}"
        )
    return lines


def _ended(counts: dict[str, Any]) -> str:
    """How many of a kind were not heard of again, and how many have ended for which reason."""
    unheard = counts["states"]["unheard"]
    parts = [f"{thousands(unheard)} {STATES['unheard'].lower()}"] if unheard else []
    parts += [
        f"{thousands(number)} selesai: {RESOLUTIONS[why]}"
        for why, number in counts["resolutions"].items()
    ]
    return f"  — {'; '.join(parts)}" if parts else ""


def _files(title: str, files: list[dict[str, str]]) -> list[str]:
    return [title, *(f"  {file['file']}: {file['message']}" for file in files)] if files else []


def _warnings(report: dict[str, Any]) -> list[str]:
    others = [w for w in report["warnings"] if w["code"] != FEW_SENDERS]
    return ["Perhatian:", *(f"  {w['message']}" for w in others)] if others else []


def _thin_month(report: dict[str, Any]) -> list[str]:
    """What must be read before any figure: clearly less came than usual."""
    return [w["message"] for w in report["warnings"] if w["code"] == FEW_SENDERS]


def _where(workspace: Workspace, period: str) -> list[str]:
    out = workspace.out(period)
    return [
        "Buka:",
        f"  {out / 'dashboard.html'}   ringkasan bulan ini",
        f"  {out / 'verification'}/   daftar untuk dikirim ke desa/kelurahan",
        f"  {out / 'rejected'}/   baris yang perlu diperbaiki pengirimnya",
    ]
