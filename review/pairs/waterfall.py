"""The weights of a pair as a waterfall: a bar a comparison, each beginning where the last ended.

Drawn as inline SVG rectangles, so that it needs neither script nor inline style.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pipelines.domain.numbers import signed
from pipelines.explain.weighing import Part, parts, sentence

WIDTH = 200.0
"""Of the drawing, in its own units."""
LEAST = 0.8  # a bar that weighs nothing is still a mark


@dataclass(frozen=True)
class Bar:
    """One part and where its bar lies, in units of `WIDTH`."""

    part: Part
    x: float
    width: float

    @property
    def tone(self) -> str:
        """Class of the bar: towards one person, or away from it."""
        return "menguatkan" if self.part.bits >= 0 else "melemahkan"


@dataclass(frozen=True)
class Waterfall:
    """All bars, where zero lies (from there on one person is likelier than not), and the words."""

    bars: list[Bar]
    zero: float
    sentence: str
    total: str


def waterfall(rows: Iterable[dict[str, Any]]) -> Waterfall | None:
    """The waterfall of `pairs/weights.sql`; None for rows that were not compared."""
    found = parts(rows)
    if not found:
        return None
    ends = [0.0, *(part.after for part in found)]
    low, high = min(ends), max(ends)
    scale = WIDTH / max(high - low, 1.0)
    bars = [
        Bar(
            part,
            x=round((min(part.before, part.after) - low) * scale, 1),
            width=round(max(abs(part.bits) * scale, LEAST), 1),
        )
        for part in found
    ]
    zero = round(-low * scale, 1)
    return Waterfall(bars, zero, sentence(found), signed(found[-1].after))
