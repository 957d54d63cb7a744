"""koreksi.toml: known faults of a source, as data with a reason and an owner, not as code.

An office knows that a vendor's file spells a district wrongly or that one village types 0 for a
missing KK. It says so once; every run mends the cells before they are standardized and notes it on
each row. What the file said stays in the raw tables, and ids follow from it, so that decisions hold
on to a row whether it is mended or not. A correction that no longer finds anything is reported: a
mended source with a forgotten correction is the next fault.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal, Self

import polars as pl
from pydantic import Field, ValidationInfo, field_validator, model_validator

from pipelines.domain.periods import is_period
from pipelines.office.config import SourceName, village_code
from pipelines.office.toml_files import Section, like, read_settings
from schemas.sources import tables_of

ID_LENGTH = 8


class Correction(Section):
    """One known fault: where it stands, what it looks like, what it should say, and who says so."""

    source: SourceName
    column: str
    expect: str | None = None
    pattern: str | None = None
    value: str | None = None
    action: Literal["kosongkan"] | None = None
    file: str | None = None
    village: str | None = None
    first_period: str | None = None
    last_period: str | None = None
    reason: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    since: date

    @field_validator("column")
    @classmethod
    def _a_known_column(cls, value: str, info: ValidationInfo) -> str:
        known = [n for t in tables_of(info.data.get("source", "")) for n in t.column_names]
        if known and value not in known:
            raise ValueError(f"kolom '{value}' tidak dikenal di sumber ini{like(value, known)}")
        return value

    @field_validator("pattern")
    @classmethod
    def _an_expression(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                pl.Series([""]).str.contains(value)
            except pl.exceptions.ComputeError:
                raise ValueError("bukan pola (regular expression) yang benar") from None
        return value

    @field_validator("village")
    @classmethod
    def _a_known_village(cls, value: str | None) -> str | None:
        return value if value is None else village_code(value)

    @field_validator("first_period", "last_period")
    @classmethod
    def _a_month(cls, value: str | None) -> str | None:
        if value is not None and not is_period(value):
            raise ValueError("tulis bulan seperti 2026-10")
        return value

    @model_validator(mode="after")
    def _says_what_and_how(self) -> Self:
        if (self.expect is None) == (self.pattern is None):
            raise ValueError("isi salah satu: expect (isi yang salah) atau pattern (polanya)")
        if (self.value is None) == (self.action is None):
            raise ValueError('isi salah satu: value (isi yang benar) atau action = "kosongkan"')
        return self

    @property
    def key(self) -> str:
        """A short name that follows from all the correction says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:ID_LENGTH]


class Corrections(Section):
    """The whole of koreksi.toml."""

    koreksi: list[Correction] = Field([])

    @property
    def version(self) -> str | None:
        """Short hash of all corrections; null where there are none."""
        keys = ",".join(correction.key for correction in self.koreksi)
        return hashlib.sha256(keys.encode()).hexdigest()[:ID_LENGTH] if keys else None


NO_CORRECTIONS = Corrections(koreksi=[])


def load_corrections(path: Path) -> Corrections:
    """koreksi.toml, or no corrections where there is no such file.

    ConfigError names each mistake with its line.
    """
    return read_settings(path, Corrections) if path.is_file() else NO_CORRECTIONS
