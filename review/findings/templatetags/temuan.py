"""Words of the pages about findings."""

from __future__ import annotations

from django import template

from pipelines.domain.words import period_words
from pipelines.explain.answers import MATCHED, place_of
from review.findings.answers import ANSWERS
from review.findings.deciding import LABELS, VERDICTS
from review.published.reader import Row

register = template.Library()
register.filter("tempat", place_of)


@register.filter
def berkas(row: Row) -> str:
    """File, sheet and row, with the age of data that were carried forward."""
    sheet = f", lembar {row['sheet']}" if row["sheet"] else ""
    carried = row.get("carried_from")
    age = f" (data {period_words(carried)})" if carried else ""
    return f"{row['file'].rsplit('/', 1)[-1]}{sheet}, baris {row['row']}{age}"


@register.filter
def kecocokan(row: Row) -> str:
    """Why a row is held to be about the person, and how surely."""
    if not row["match_reason"]:
        return ""
    return f"{MATCHED[row['match_reason']]} ({persen(row['probability'])})"


@register.filter
def keputusan(word: str) -> str:
    """What stands about a finding, in words."""
    return VERDICTS[word]


@register.filter
def keputusan_label(word: str) -> str:
    """The style class of the same."""
    return LABELS[word]


@register.filter
def jawaban(answer: str | None) -> str:
    """A village's answer in words."""
    return ANSWERS[answer or "note"]


@register.filter
def desimal(number: float, places: int) -> str:
    """1234.5 → `1.234,50` with two places, as Indonesians write it."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


@register.filter
def persen(share: float) -> str:
    """0.984 → `98,4%`."""
    return f"{desimal(100 * share, 1)}%"
