"""Charts as inline SVG: drawn by Vega-Lite through vl-convert, so the page needs no script.

The SVG is cleaned for embedding: no fixed size (it scales with the page), no namespace addresses,
ids of its own, and coordinates rounded, so that equal data give equal text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import polars as pl

INK = "#1F2A33"
TEAL = "#0F4C5C"
SAND = "#C9D6DB"
AMBER = "#C8722A"
BRICK = "#A63D40"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
ROW_HEIGHT = 25
CHART_WIDTH = 500
LABEL_WIDTH = 250
LETTER_WIDTH = 6.5
"""Pixels a letter takes at 12 px, about; with it all charts come out equally wide."""

NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
"""Indonesian numbers: 1.234,5 (d3 locale)."""

LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")
SIZE = re.compile(r'(<svg[^>]*?) width="[\d.]+" height="[\d.]+"')
NAMESPACE = re.compile(r' xmlns(?::\w+)?="[^"]*"')
INNER_ROLE = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
IDENTIFIER = re.compile(r'(id="|url\(#)(\w+)')


def bar_chart(
    rows: pl.DataFrame,
    *,
    label: str,
    series: Sequence[tuple[str, str, str]],
    name: str,
    description: str,
) -> str:
    """Horizontal bars, one a row in the order given, stacked from `series`; the total at the end.

    `rows` has the text column `label` and a whole-number column for each of `series`, which is
    (column, Indonesian legend, colour). `name` makes ids unique on the page; `description` is what
    a screen reader says.
    """
    # A second to load, which everything else that imports this package would wait for.
    import altair as alt
    import vl_convert

    order = rows[label].to_list()
    legend = [words for _, words, _ in series]
    long = pl.concat(
        rows.select(
            pl.col(label).alias("label"),
            pl.lit(words).alias("series"),
            pl.lit(index).alias("place"),
            pl.col(column).cast(pl.Int64).alias("count"),
        )
        for index, (column, words, _) in enumerate(series)
    )
    totals = long.group_by("label", maintain_order=True).agg(pl.col("count").sum())
    labels = min(LABEL_WIDTH, LETTER_WIDTH * max((len(text) for text in order), default=0))
    axis = alt.Axis(title=None, domain=False, ticks=False, labelPadding=8, labelLimit=LABEL_WIDTH)
    y = alt.Y("label:N", sort=order, axis=axis)
    # No axis: the number stands at the end of each bar, and needs room there.
    room = alt.Scale(domain=[0, 1.12 * max([1, *totals["count"].to_list()])], nice=False)
    x = alt.X("count:Q", axis=None, scale=room)
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=legend, range=[hue for _, _, hue in series]),
        legend=alt.Legend(title=None, orient="top", symbolType="square")
        if len(series) > 1
        else None,
    )
    bars = (
        alt.Chart(long)
        .mark_bar(height=ROW_HEIGHT - 9)
        .encode(x=x, y=y, color=colour, order=alt.Order("place:Q"))
    )
    numbers = (
        alt.Chart(totals)
        .mark_text(align="left", dx=5, color=INK, fontSize=12)
        .encode(x="count:Q", y=y, text=alt.Text("count:Q", format=","))
    )
    chart = (
        (bars + numbers)
        .properties(width=CHART_WIDTH - labels, height=ROW_HEIGHT * max(1, len(order)))
        .configure(background="transparent", font=FONT, padding=4)
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, labelColor=INK)
        .configure_legend(labelFontSize=12, labelColor=INK, offset=6, padding=0)
    )
    svg = vl_convert.vegalite_to_svg(chart.to_dict(), format_locale=NUMBERS)
    return embeddable(svg, name, description)


def embeddable(svg: str, name: str, description: str) -> str:
    """`svg` made ready to stand inside an HTML page, described for screen readers."""
    clean = INNER_ROLE.sub("", NAMESPACE.sub("", SIZE.sub(r"\1", svg)))
    numbered: dict[str, str] = {}

    def renamed(found: re.Match[str]) -> str:
        own = numbered.setdefault(found.group(2), f"{name}-{len(numbered) + 1}")
        return f"{found.group(1)}{own}"

    clean = IDENTIFIER.sub(renamed, clean)
    clean = LONG_NUMBER.sub(lambda found: f"{float(found.group()):.2f}", clean)
    label = html.escape(description, quote=True)
    return clean.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
