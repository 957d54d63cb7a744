"""What a village's code says, and where in a text a code stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.domain.regions import load_regions
from pipelines.domain.villages import (
    VILLAGE_CODE,
    Village,
    district_of,
    dotted,
    regency_of,
    undotted,
)

REGIONS = load_regions("63.05")
TATAKAN = Village("63.05.02.2001", "Tatakan", "Tapin Selatan", "Kabupaten Tapin")
BINUANG = Village("63.05.01.1001", "Binuang", "Binuang", "Kabupaten Tapin")


@given(st.from_regex(r"[0-9]{6}[12][0-9]{3}", fullmatch=True))
def test_a_code_is_found_with_and_without_its_dots(digits: str) -> None:
    code = dotted(digits)
    assert undotted(code) == digits
    for text in (digits, code, f"Desa {code} Tapin", f"data_{digits}-x.xlsx"):
        (found,) = VILLAGE_CODE.findall(text)
        assert undotted(found) == digits
    assert code.startswith(f"{district_of(code)}.") and code.startswith(f"{regency_of(code)}.")


@pytest.mark.parametrize(
    "text", ["6305022001690003", "63.05.02.2001.7", "63.05.02", "63.05.02.4001", "16305022001"]
)
def test_part_of_another_number_is_no_village(text: str) -> None:
    assert VILLAGE_CODE.search(text) is None


def test_a_lurah_signs_for_a_kelurahan_and_a_kepala_desa_for_a_desa() -> None:
    assert (BINUANG.label, BINUANG.head) == ("Kelurahan Binuang", "Lurah")
    assert (TATAKAN.label, TATAKAN.head) == ("Desa Tatakan", "Kepala Desa")


def test_a_village_is_named_with_what_it_lies_in() -> None:
    assert TATAKAN.heading == "Desa Tatakan, Kecamatan Tapin Selatan, Kabupaten Tapin"
    assert TATAKAN.file_stem == "63.05.02.2001 Tatakan"
    assert (TATAKAN.district_code, TATAKAN.digits) == ("63.05.02", "6305022001")


def test_every_village_of_the_regency_is_found_by_its_code() -> None:
    assert TATAKAN in REGIONS.villages
    for village in REGIONS.villages:
        assert REGIONS.village(village.code) == village
        for typed in (village.code, village.digits):
            found = REGIONS.village_by_code(typed)
            assert found is not None and found.code == village.code


def test_a_village_elsewhere_is_named_from_the_national_list() -> None:
    village = REGIONS.village("63.72.02.1001")
    assert village.regency == "Kota Banjarbaru"
    assert village.heading.startswith("Kelurahan ")


def test_a_code_that_nobody_has_gives_a_village_without_a_name() -> None:
    village = REGIONS.village("99.99.99.2001")
    assert (village.name, village.district, village.regency) == ("", "", REGIONS.name)
