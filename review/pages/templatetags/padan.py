"""Words, numbers and components for templates; loaded everywhere, no `{% load %}` needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.template import RequestContext
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime

from pipelines.domain.dates import date_words
from pipelines.domain.numbers import decimal, percent, rupiah, thousands
from pipelines.domain.periods import period_words
from pipelines.domain.words import KINDS, RESOLUTIONS, STATES, SUBTYPES
from pipelines.explain.life import life_of
from review.audit.chain import LONG_NUMBER
from review.published.lost_basis import notice
from review.published.reader import PERIOD_FIELD, Page
from schemas.columns import VOCABULARY
from schemas.sources import label_of

register = template.Library()
register.filter("bulan", period_words)
register.filter("tanggal", date_words)
register.filter("angka", thousands)
register.filter("desimal", decimal)
register.filter("persen", percent)
register.filter("rupiah", rupiah)
PUNCTUAL = {"on_time": "baik", "no_date": "baik", "late": "awas", "earlier_month": "awas"}
SHOWN = 4  # digits left and right of a masked number: province and regency, and the serial


@register.filter
def jenis(kind: str) -> str:
    """A flag kind's title."""
    return KINDS[kind].title


@register.filter
def subjenis(subtype: str | None) -> str:
    """A flag's subtype in words; empty without one."""
    return SUBTYPES.get(subtype, subtype) if subtype else ""


@register.filter
def tepat(punctuality: str | None) -> str:
    """The colour of a village's `punctuality` (see out.Coverage); empty for a month not read."""
    return PUNCTUAL.get(punctuality, "buruk") if punctuality else ""


@register.filter
def keadaan(state: str) -> str:
    """A flag's state in words."""
    return STATES[state]


@register.filter
def sebab_selesai(resolution: str) -> str:
    """Why a flag has ended, in words."""
    return RESOLUTIONS[resolution]


@register.filter
def riwayat(finding: Mapping[str, Any]) -> list[str]:
    """What a finding's state leaves open, in sentences: unheard, ended, reopened."""
    return life_of(finding)


@register.filter
def sumber(source: str) -> str:
    """A source's name in words."""
    return label_of(source)


@register.filter
def kolom(names: str | None) -> str:
    """Canonical columns, one or several with commas, by the labels that officers know."""
    return ", ".join(
        VOCABULARY[name].label if name in VOCABULARY else name for name in (names or "").split(", ")
    )


@register.filter
def waktu(moment: str | datetime | None) -> str:
    """A moment (ISO text or datetime) as the office's clock shows it: `5 Oktober 2026, 09.30`."""
    at = parse_datetime(moment) if isinstance(moment, str) else moment
    if at is None:
        return "-"
    here = localtime(at)
    return f"{date_words(here)}, {here:%H.%M}"


@register.simple_tag
def nomor(number: str | None, opened: bool = False) -> str:
    """A NIK or KK, masked (`6305••••••••0001`) unless opened (`review.pages.reveal`)."""
    if not number:
        return "-"
    if opened:
        return number
    if len(number) <= 2 * SHOWN:
        return "•" * len(number)
    return number[:SHOWN] + "•" * (len(number) - 2 * SHOWN) + number[-SHOWN:]


@register.simple_tag
def tulisan(text: str, opened: bool = False) -> str:
    """What someone typed, the NIKs and KKs in it masked unless opened."""
    if opened:
        return text
    return LONG_NUMBER.sub(lambda found: nomor("".join(filter(str.isdigit, found[0]))), text)


@register.inclusion_tag("pages/_halaman.html", takes_context=True)
def halaman(context: RequestContext, page: Page, field: str = "halaman") -> dict[str, Any]:
    """Links to the pages before and after; filters in the address stay as they are."""
    filters = context["request"].GET.copy()

    def address(number: int | None) -> str:
        if number is None:
            return ""
        filters[field] = str(number)
        return f"?{filters.urlencode()}"

    return {
        "page": page,
        "previous_address": address(page.previous),
        "next_address": address(page.next),
    }


@register.inclusion_tag("pages/_periode.html", takes_context=True)
def pilih_periode(context: RequestContext, shown: str, periods: list[str]) -> dict[str, Any]:
    """A choice of published periods for pages that can show an earlier one.

    Says too when the month shown was built on one that does not stand any more.
    """
    return {
        "shown": shown,
        "periods": sorted(periods, reverse=True),
        "field": PERIOD_FIELD,
        "notice": notice(settings.WORKSPACE, shown),
        "request": context["request"],
    }
