"""Why a pair of rows is, or is not, taken for one person: what each comparison weighed.

Weights are bits: one more doubles the odds. They add up from the prior, which is far below zero
because most pairs of rows are about two people. What is returned holds no value of any person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.domain.numbers import signed
from schemas.comparison_words import COMPARISON_LABELS, LEVEL_WORDS, PRIOR

TELLING = 1.0  # bits; less than a doubling of the odds is not worth saying


@dataclass(frozen=True)
class Part:
    """One comparison's share in the weight of a pair; `before` is the sum without it."""

    comparison: str
    words: str
    bits: float
    before: float

    @property
    def label(self) -> str:
        """The comparison as officers know it."""
        return COMPARISON_LABELS[self.comparison]

    @property
    def after(self) -> float:
        """The sum with it."""
        return self.before + self.bits

    @property
    def signed(self) -> str:
        """`+15,4` or `−0,7`."""
        return signed(self.bits)


def parts(rows: Iterable[dict[str, Any]]) -> list[Part]:
    """The parts of a pair in order, the prior first; empty for a pair that was not compared.

    `rows`: comparison, level, bits and the pair's weight, as `explain/pair_weights.sql` gives them.
    How rare the name is stands in no level; it is what is missing to the pair's weight.
    """
    found = {row["comparison"]: row for row in rows}
    if not found:
        return []
    rarity = found[PRIOR]["weight"] - sum(row["bits"] for row in found.values())
    made: list[Part] = []
    for name in COMPARISON_LABELS:
        bits = found[name]["bits"] + (rarity if name == "name" else 0.0)
        words = LEVEL_WORDS[name][found[name]["level"]]
        made.append(Part(name, words, bits, made[-1].after if made else 0.0))
    return made


def sentence(of_pair: Sequence[Part]) -> str:
    """What speaks for one person and what against it, the weightiest first; empty without parts."""
    ordered = sorted((p for p in of_pair if p.comparison != PRIOR), key=lambda p: -abs(p.bits))
    favour = [part.words for part in ordered if part.bits >= TELLING]
    against = [part.words for part in ordered if part.bits <= -TELLING]
    if not of_pair:
        return ""
    pro = f"Yang menguatkan: {', '.join(favour)}." if favour else "Tidak ada yang menguatkan."
    contra = f"Yang melemahkan: {', '.join(against)}." if against else "Tidak ada yang melemahkan."
    return f"{pro} {contra}"


def sum_in_words(of_pair: Sequence[Part]) -> str:
    """The raw weights on one line: `Sebelum dibandingkan −15,3; NIK +15,4; …; jumlah +3,2 bit`."""
    parts_said = "; ".join(f"{part.label} {part.signed}" for part in of_pair)
    return f"{parts_said}; jumlah {signed(of_pair[-1].after)} bit"
