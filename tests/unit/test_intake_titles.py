"""What a file's name says of the date of its list."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.intake.grid.titles import date_of_file


@pytest.mark.parametrize(
    "name",
    [
        "63.05.02.2001 Tatakan",
        "6305022001 Tatakan",
        "Tatakan_63.05.02.2001",
        "Usulan 63.05.12.1012",
    ],
)
def test_the_code_of_a_village_is_no_date(name: str) -> None:
    assert date_of_file(f"2026-10/usulan-desa/{name}.xlsx") is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("63.05.02.2001 Tatakan 05-10-2026", (date(2026, 10, 5), True)),
        ("6305022001_Tatakan_Oktober 2026", (date(2026, 10, 1), False)),
        ("63.05.02.2001 082026", (date(2026, 8, 1), False)),
        ("Usulan_Tatakan_2026_08_05", (date(2026, 8, 5), True)),
        ("Usulan Tatakan 05.08.2026", (date(2026, 8, 5), True)),
        ("Usulan Tatakan 2 Oktober 2026", (date(2026, 10, 2), True)),
    ],
)
def test_a_date_next_to_a_code_is_read_and_whether_its_day_is_given(
    name: str, said: tuple[date, bool]
) -> None:
    assert date_of_file(f"{name}.xlsx") == said
