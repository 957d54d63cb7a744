"""What a page uses: queries on one published period within the scope of the request's user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

import duckdb
from django.conf import settings
from django.http import Http404

import sql
from review.accounts.requests import OfficerRequest
from review.published.gateway import Gateway, Publication
from review.published.scope import Scope, scope_of

Row = dict[str, Any]
PAGE_SIZE = 25
PERIOD_FIELD = "periode"  # in an address: ?periode=2026-09; the newest period without it


@dataclass(frozen=True)
class Page:
    """One page of a long list, counted from 1."""

    rows: list[Row]
    number: int
    pages: int
    total: int

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.pages else None


class Reader:
    """Queries on one publication. Queries are files of `sql/review/`, named without suffix.

    They name the scoped views only (`flag`, `household`, `person`, …) and take values as `$name`.
    """

    def __init__(self, publication: Publication, scope: Scope) -> None:
        self._publication = publication
        self._scope = scope

    @property
    def period(self) -> str:
        """The period that is read, `YYYY-MM`."""
        return self._publication.period

    def rows(self, query: str, **values: object) -> list[Row]:
        """All rows of `sql/review/<query>.sql`."""
        return self._run(sql.read(f"review/{query}"), values)

    def row(self, query: str, **values: object) -> Row | None:
        """The first row; None when there is none."""
        found = self.rows(query, **values)
        return found[0] if found else None

    def count(self, query: str, **values: object) -> int:
        """How many rows a query has."""
        text = sql.read(f"review/{query}")
        ((total,),) = (tuple(row.values()) for row in self._run(_counting(text), values))
        return int(total)

    def page(self, query: str, number: int, *, size: int = PAGE_SIZE, **values: object) -> Page:
        """Page `number` of a query that ends in ORDER BY; the nearest page there is."""
        text, total = sql.read(f"review/{query}"), self.count(query, **values)
        pages = max(1, ceil(total / size))
        shown = min(max(1, number), pages)
        window = {"page_size": size, "page_start": (shown - 1) * size}
        rows = self._run(f"{text}\nLIMIT $page_size OFFSET $page_start", {**values, **window})
        return Page(rows, shown, pages, total)

    def neighbours(
        self, query: str, key: str, value: str, order: str, **values: object
    ) -> Row | None:
        """Where the row whose column `key` is `value` stands in a query as it is sorted by `order`
        (its own ORDER BY): `place` from 1, `total`, and the keys `previous` and `next` (or None).

        None when the query does not have the row.
        """
        text = f"""
            SELECT place, total, previous, next
            FROM (
                SELECT {key}, row_number() OVER w AS place, count(*) OVER () AS total,
                    lag({key}) OVER w AS previous, lead({key}) OVER w AS next
                FROM ({sql.read(f"review/{query}")})
                WINDOW w AS (ORDER BY {order})
            )
            WHERE {key} = $looked_for
        """
        found = self._run(text, {**values, "looked_for": value})
        return found[0] if found else None

    def _run(self, text: str, values: dict[str, object]) -> list[Row]:
        with self._cursor() as cursor:
            result = cursor.execute(text, values)
            names = [column[0] for column in result.description or []]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of this thread with the user's scope set; without it views show nothing."""
        cursor = self._publication.connection.cursor()
        try:
            cursor.execute("SET search_path = 'memory.scoped'")
            for name, value in (("figures", self._scope.figures), ("people", self._scope.people)):
                if value is not None:
                    cursor.execute(f"SET VARIABLE {name} = $value", {"value": value})
            yield cursor
        finally:
            cursor.close()


def reader(request: OfficerRequest, period: str | None = None) -> Reader:
    """The reader of a request: its user's scope, and `period`, else the one in its address.

    NothingPublished (a friendly page) when nothing is published; Http404 for a period that is not.
    """
    open_periods = gateway()
    asked = period or request.GET.get(PERIOD_FIELD) or None
    if asked is not None and open_periods.periods() and asked not in open_periods.periods():
        raise Http404
    publication = open_periods.publication(asked)
    publication.verdicts.refresh()
    return Reader(publication, scope_of(request.user))


@cache
def gateway() -> Gateway:
    """The process's one gateway to the workspace's publications."""
    return Gateway(settings.WORKSPACE, settings.OFFICE.engine)


def _counting(text: str) -> str:
    return f"SELECT count(*) AS rows FROM (\n{text}\n)"
