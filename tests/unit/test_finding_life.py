"""How a finding ended, or why it came back, in the words officers read."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.domain.words import FACTS, RESOLUTIONS, STATES
from pipelines.explain.life import life_of
from schemas.out import RESOLUTIONS as CODES


def finding(state: str, **more: Any) -> dict[str, Any]:
    return {
        "state": state, "last_judged": "2026-08", "resolution": None, "ended_before": None,
        "changed": None, **more,
    }  # fmt: skip


def test_every_way_to_end_has_words() -> None:
    assert set(RESOLUTIONS) == set(CODES)
    assert "unheard" in STATES


@pytest.mark.parametrize("state", ["new", "persisting"])
def test_a_finding_that_simply_stands_needs_no_sentence(state: str) -> None:
    assert life_of(finding(state)) == []


def test_an_unheard_finding_says_when_it_was_judged_last() -> None:
    (sentence,) = life_of(finding("unheard"))
    assert "Terakhir dinilai Agustus 2026" in sentence


@pytest.mark.parametrize("resolution", CODES)
def test_a_finding_that_ended_says_why(resolution: str) -> None:
    (sentence,) = life_of(finding("resolved", resolution=resolution))
    assert RESOLUTIONS[resolution] in sentence


def test_a_finding_that_came_back_says_why_it_had_ended_and_what_changed() -> None:
    changed = ["kriteria", "dtks", "kendaraan"]
    (sentence,) = life_of(finding("reopened", ended_before="not_poor", changed=changed))
    assert sentence == (
        "Pernah selesai: tidak lagi memenuhi kriteria miskin. "
        f"Yang berubah: {FACTS['kriteria']}, DTKS, Kendaraan (Samsat)."
    )
