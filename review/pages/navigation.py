"""The main navigation: which pages a role is shown, from what their views declare."""

from __future__ import annotations

from functools import cache

from django.urls import resolve, reverse

from review.access.declare import access_of
from review.accounts.roles import Role

# Route name and title, in the order of an officer's month. A new page adds its line here.
ENTRIES = (
    ("beranda", "Beranda"),
    ("temuan", "Temuan"),
    ("pasangan", "Pasangan"),
    ("cari", "Cari"),
    ("desa", "Desa"),
    ("dasbor", "Dasbor"),
    ("jalankan", "Jalankan"),
    ("pengguna", "Pengguna"),
    ("jejak", "Jejak"),
)


@cache
def entries(role: Role) -> tuple[tuple[str, str], ...]:
    """Address and title of each page that `role` may open."""
    return tuple(
        (address, title)
        for name, title in ENTRIES
        if (address := reverse(name)) and _may_open(address, role)
    )


def _may_open(address: str, role: Role) -> bool:
    access = access_of(resolve(address).func)
    return access is not None and role in access.roles
