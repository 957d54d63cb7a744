"""The life of a finding in sentences: of which month it speaks, why it ended, why it came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipelines.domain.periods import period_words
from pipelines.domain.words import FACTS, RESOLUTIONS
from schemas.sources import SOURCES


def life_of(finding: Mapping[str, Any]) -> list[str]:
    """What its state leaves open; empty for a finding that is simply new or goes on.

    `finding` has state, resolution, last_judged, ended_before and changed as `schemas.out.Flag`.
    """
    judged = period_words(finding["last_judged"])
    if finding["state"] == "unheard":
        return [f"Terakhir dinilai {judged}; bulan ini tidak ada berkas yang menyebutnya."]
    if finding["state"] == "resolved":
        return [f"Selesai: {RESOLUTIONS[finding['resolution']]} (terakhir dinilai {judged})."]
    if finding["state"] == "reopened":
        changed = ", ".join(_fact(name) for name in finding["changed"] or [])
        since = f" Yang berubah: {changed}." if changed else ""
        return [f"Pernah selesai: {RESOLUTIONS[finding['ended_before']]}.{since}"]
    return []


def _fact(name: str) -> str:
    """A fact in words; facts of a source's own rows bear the name of the source."""
    return FACTS.get(name) or (SOURCES[name].label if name in SOURCES else name)
