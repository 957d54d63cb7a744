"""The NIKs that villages write on their verification lists."""

from __future__ import annotations

import pytest

from pipelines.standardize.attributes import read_found_niks

ONE, OTHER = "6305015203800001", "6305011203800002"


@pytest.mark.parametrize(
    ("typed", "numbers", "fault"),
    [
        (ONE, [ONE], None),
        (f"NIK: {ONE[:4]} {ONE[4:8]} {ONE[8:12]} {ONE[12:]}", [ONE], None),
        (f"{ONE}\n{OTHER}", [ONE, OTHER], None),
        (f"{ONE} dan {OTHER}", [ONE, OTHER], None),
        (f"{ONE} {OTHER}", [ONE, OTHER], None),
        (ONE.replace("0", "O", 1), [ONE], None),
        (ONE[:15], [ONE[:15]], "nik_short"),
        (f"{ONE}; 63050152", [ONE, "63050152"], "nik_short"),
        (f"{ONE} (Ani)", [ONE], None),
        (f"1. {ONE} 2. {OTHER}", [ONE, OTHER], None),
        (f"{ONE} & {OTHER}", [ONE, OTHER], None),
        (f"{ONE}\t{OTHER}", [ONE, OTHER], None),
        (
            f"{ONE[:4]} {ONE[4:8]} {ONE[8:12]} {ONE[12:]} {OTHER[:4]} {OTHER[4:]}",
            [ONE, OTHER],
            None,
        ),
        (f"{ONE} / KTP baru 2024", [ONE], None),
        (f"{ONE},00", [ONE], None),
        ("0" * 16, ["0" * 16], "nik_dummy"),
        ("sama", [], None),
        ("sama, RT 2", [], None),
        ("-", [], None),
    ],
)
def test_every_nik_of_a_cell_is_read(typed: str, numbers: list[str], fault: str | None) -> None:
    assert read_found_niks(typed) == (numbers, fault)
