"""The six roles of an office and what each is for. Pages name roles or the groups below."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a user does in the office; the value is also what `padan user add --role` takes."""

    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"
    VERIFIKATOR = "verifikator"
    KECAMATAN = "kecamatan"
    DESA = "desa"
    PIMPINAN = "pimpinan"


TITLES = {
    Role.ADMINISTRATOR: "Administrator",
    Role.OPERATOR: "Operator kabupaten",
    Role.VERIFIKATOR: "Verifikator",
    Role.KECAMATAN: "Petugas kecamatan",
    Role.DESA: "Petugas desa/kelurahan",
    Role.PIMPINAN: "Pimpinan",
}
CHOICES = [(role.value, title) for role, title in TITLES.items()]


EVERYBODY = frozenset(Role)
REGENCY = frozenset({Role.ADMINISTRATOR, Role.OPERATOR, Role.VERIFIKATOR})
"""See the people of the whole regency."""
PLACES = frozenset({Role.KECAMATAN, Role.DESA})
"""See the people of their own district or village only."""
PEOPLE = REGENCY | PLACES
"""May see people at all; `pimpinan` sees figures only."""
DECIDERS = frozenset({Role.OPERATOR, Role.VERIFIKATOR})
"""May decide. Not the administrator: who makes accounts could second a proposal with another."""
FIGURES = REGENCY | {Role.PIMPINAN}
"""See the figures of the whole regency."""
RUNNERS = frozenset({Role.ADMINISTRATOR, Role.OPERATOR})
"""May run, publish and withdraw months."""
