"""What waits for the user: each feature adds one function to PROVIDERS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from review.accounts.roles import DECIDERS
from review.published.reader import Reader


@dataclass(frozen=True)
class Waiting:
    """Something to do: how many, in words, and the page where it is done (if there is one)."""

    count: int
    title: str
    address: str = ""


Provider = Callable[[HttpRequest, Reader], list[Waiting]]


def undecided_findings(request: HttpRequest, published: Reader) -> list[Waiting]:
    """Findings that need a person's decision before anything follows."""
    if request.user.role not in DECIDERS:
        return []
    ((count,),) = (tuple(row.values()) for row in published.rows("beranda/undecided"))
    return [Waiting(count, "temuan menunggu keputusan")]


PROVIDERS: tuple[Provider, ...] = (undecided_findings,)


def waiting_for(request: HttpRequest, published: Reader) -> list[Waiting]:
    """Everything that waits for the request's user, without what is nothing."""
    found = [item for provide in PROVIDERS for item in provide(request, published)]
    return [item for item in found if item.count]
