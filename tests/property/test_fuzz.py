"""The fuzzer of tests/fuzz for some seconds; whoever has more runs `python -m tests.fuzz`."""

from __future__ import annotations

import pytest

from tests.fuzz.corpus import valid_files
from tests.fuzz.session import an_input, fault_of, run
from tests.support.intake_files import read

SECONDS = 12


@pytest.mark.slow
def test_damaged_files_of_every_format_are_read_or_refused() -> None:
    outcome = run(SECONDS, seed=1)
    assert outcome.crashes == []
    assert outcome.tried >= 20 and len(outcome.results) >= 3


def test_an_input_follows_from_its_seed_and_number() -> None:
    assert an_input(7, 12) == an_input(7, 12)
    assert len({an_input(7, number)[2] for number in range(50)}) == 50


def test_a_lost_row_is_a_fault() -> None:
    content = valid_files()["csv"]
    reading = read(content)
    assert fault_of(reading, content) is None
    frames = reading.tables["usulan_desa"]
    frames[:] = [frame.filter(frame["row"] != 5) for frame in frames]
    assert fault_of(reading, content) == "1 rows lost"
