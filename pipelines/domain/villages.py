"""Villages and what their Kemendagri code says.

63.05.01.2003 is province, regency, district and village. Villages 1xxx are kelurahan under a
lurah, 2xxx desa under a kepala desa (3xxx a desa adat). Files carry the code with or without
its dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

VILLAGE_CODE: Final = re.compile(r"(?<![\d.])\d{2}\.?\d{2}\.?\d{2}\.?[12]\d{3}(?![\d.]*\d)")
"""A village's code within a text, dotted or not, that is not part of a longer number."""

REGENCY_LENGTH: Final = len("63.05")
DISTRICT_LENGTH: Final = len("63.05.01")


def undotted(code: str) -> str:
    """`63.05.01.2003` → `6305012003`."""
    return code.replace(".", "")


def dotted(digits: str) -> str:
    """`6305012003` → `63.05.01.2003`, for the ten digits of a village's code."""
    return f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}.{digits[6:]}"


def district_of(code: str) -> str:
    """The district's code within a village's dotted code: `63.05.01`."""
    return code[:DISTRICT_LENGTH]


def regency_of(code: str) -> str:
    """The regency's code within a dotted code: `63.05`."""
    return code[:REGENCY_LENGTH]


@dataclass(frozen=True, order=True)
class Village:
    """One desa or kelurahan: its dotted code, its name, and the names of what it lies in.

    All but the regency is empty for the village of rows whose village is not known.
    """

    code: str
    name: str
    district: str
    regency: str

    @property
    def digits(self) -> str:
        """The code without dots: `6305012003`."""
        return undotted(self.code)

    @property
    def district_code(self) -> str:
        """`63.05.01`."""
        return district_of(self.code)

    @property
    def is_kelurahan(self) -> bool:
        """Whether the number within the district is 1xxx."""
        return self.code.rpartition(".")[2].startswith("1")

    @property
    def kind(self) -> str:
        """`Kelurahan` or `Desa`."""
        return "Kelurahan" if self.is_kelurahan else "Desa"

    @property
    def head(self) -> str:
        """Who signs for it: `Lurah` or `Kepala Desa`."""
        return "Lurah" if self.is_kelurahan else "Kepala Desa"

    @property
    def label(self) -> str:
        """`Desa Tatakan`."""
        return f"{self.kind} {self.name}"

    @property
    def heading(self) -> str:
        """`Desa Tatakan, Kecamatan Tapin Selatan, Kabupaten Tapin`, as titles of lists say it."""
        return f"{self.label}, Kecamatan {self.district}, {self.regency}"

    @property
    def file_stem(self) -> str:
        """`63.05.01.2003 Tatakan`, the name of its workbooks."""
        return f"{self.code} {self.name}"
