"""Words of the pages about findings."""

from __future__ import annotations

from django import template

from pipelines.domain.numbers import percent
from pipelines.domain.words import MATCHES, place_of_row
from pipelines.explain.answers import place_of
from review.findings.answers import ANSWERS
from review.findings.deciding import LABELS, VERDICTS
from review.published.reader import Row

register = template.Library()
register.filter("tempat", place_of)


@register.filter
def berkas(row: Row) -> str:
    """File, sheet and row, with the age of data that were carried forward."""
    return place_of_row({**row, "file": row["file"].rpartition("/")[2]})


@register.filter
def kecocokan(row: Row) -> str:
    """Why a row is held to be about the person, and how surely."""
    if not row["match_reason"]:
        return ""
    return f"{MATCHES[row['match_reason']]} ({percent(row['probability'])})"


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
