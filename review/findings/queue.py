"""The queue as a user filtered it: from the address to the values of its query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from review.accounts.models import User
from review.accounts.requests import OfficerRequest
from review.accounts.roles import DECIDERS, PLACES
from review.findings.forms import FindingFilter
from review.findings.models import Assignment
from review.ledger.second import cannot_second
from review.published.reader import PERIOD_FIELD, Reader, Row

QUERY = "findings/queue"
ORDER = "first_sort, second_sort, urgency DESC, priority, flag_id"  # as the query ends
PAGE_SIZE = 50
UNKNOWN_PLACE = "-"


class Queue:
    """One user's view of the queue."""

    def __init__(self, request: OfficerRequest, published: Reader) -> None:
        self._published = published
        self._user = request.user
        self.form = FindingFilter(request.GET, places=place_choices(published))
        self.form.is_valid()
        self.chosen = {
            name: value for name, value in self.form.cleaned_data.items() if value not in ("", 0)
        }
        period = request.GET.get(PERIOD_FIELD)
        self.address = urlencode(self.chosen | ({PERIOD_FIELD: period} if period else {}))
        """The filters as they stand behind the `?` of an address; what was wrong is left out."""

    def page(self, number: int) -> Any:
        """A page of the queue; its rows know who looks after them (`assigned`)."""
        found = self._published.page(QUERY, number, size=PAGE_SIZE, **self._values())
        names = assigned_names([row["flag_id"] for row in found.rows])
        for row in found.rows:
            row["assigned"] = names.get(row["flag_id"], "")
        return found

    def rows(self) -> list[Row]:
        """The whole queue."""
        return self._published.rows(QUERY, **self._values())

    def around(self, flag_id: str) -> Row | None:
        """Where a finding stands in the queue, and which are before and after it."""
        return self._published.neighbours(QUERY, "flag_id", flag_id, ORDER, **self._values())

    def _values(self) -> dict[str, object]:
        return _values(self._user, self.chosen)


def count(user: User, published: Reader, chosen: Mapping[str, Any]) -> int:
    """How many findings the queue shows to a user who chose these filters (names of its form)."""
    return published.count(QUERY, **_values(user, chosen))


def _values(user: User, chosen: Mapping[str, Any]) -> dict[str, object]:
    """The values of the queue's query."""
    wanted = chosen.get("tugas")
    mine = Assignment.objects.filter(user_id=user.pk) if wanted == "saya" else None
    others = Assignment.objects.all() if wanted == "belum" else None
    return {
        "kind": chosen.get("jenis", ""),
        "place": chosen.get("wilayah", ""),
        "priority": chosen.get("prioritas", 0),
        "state": chosen.get("keadaan", ""),
        "decided": chosen.get("keputusan", ""),
        "answer": chosen.get("jawaban", ""),
        "review": chosen.get("tinjau", ""),
        "sort": chosen.get("urut", ""),
        "hindering": cannot_second(user) if chosen.get("keputusan") == "mine" else [],
        "only": None if mine is None else _flags(mine),
        "without": None if others is None else _flags(others),
    }


def checked_filter(text: str, published: Reader) -> str:
    """A filter as it stands in an address, without what the form does not know."""
    form = FindingFilter(QueryDict(text), places=place_choices(published))
    form.is_valid()
    return urlencode({name: value for name, value in form.cleaned_data.items() if value})


def place_choices(published: Reader) -> list[tuple[str, Any]]:
    """Districts with their villages, as far as the user sees them."""
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for row in published.rows("findings/places"):
        code, name = row["district_code"], row["district_name"]
        villages = groups.setdefault(code, (name, [(code, f"Seluruh Kecamatan {name}")]))[1]
        villages.append((row["village_code"], row["village_name"]))
    found: list[tuple[str, Any]] = [("", "Semua")]
    found += [(f"Kecamatan {name}", villages) for name, villages in groups.values()]
    return [*found, (UNKNOWN_PLACE, "Desa belum diketahui")]


def assignable() -> Any:
    """Users who can look after findings."""
    return User.objects.filter(is_active=True, role__in=DECIDERS | PLACES).order_by("full_name")


def assigned_names(flags: list[str]) -> Mapping[str, str]:
    """Who looks after each of `flags`, by name."""
    found = Assignment.objects.filter(flag_id__in=flags)
    return dict(found.values_list("flag_id", "user__full_name"))


def _flags(assignments: Any) -> list[str]:
    return [*assignments.values_list("flag_id", flat=True)]
