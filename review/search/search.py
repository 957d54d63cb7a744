"""Finding a family by NIK, KK, or name and place, with slips forgiven.

Knows what slips of numbers and names look like; reads the search tables that each run builds
(`out.search_number`, `out.search_name`). What was typed stays in the request: it is never in an
address, a log or an audit event.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from pipelines.assess.steps import SHORTEST_NUMBER
from pipelines.domain.nik import diagnose
from pipelines.standardize.names import read_name
from review.published.reader import Reader, Row

MOST = 25  # finds shown; who needs more has to type more
UNTYPED = 0.02  # what each word of a name beyond those typed takes off
SLIPS = 2  # digits of a NIK or KK that may be wrong, exchanged, missing or too many
HALF = 8
ROUGH, LOOKED_AT = 0.78, 500  # similarity of whole names, and how many are then compared by word
ALIKE = (
    0.86  # mean similarity of the typed words to their likeliest words from which a name is shown
)
SHORTEST_NAME = 3  # letters
TYPED_FOR_DIGITS = str.maketrans("OoIl", "0011")
SEPARATORS = re.compile(r"[\s.\-/']+")


class NotSearchable(ValueError):
    """What was typed is neither a number nor a name; the message says what to type."""


@dataclass(frozen=True)
class Query:
    """What to search for: a number or a folded name, and a place's code (empty: anywhere)."""

    kind: str
    text: str
    place: str = ""

    @property
    def is_filler(self) -> bool:
        """Whether it is a number that people type only to fill the cell: it names nobody."""
        return self.kind == "number" and diagnose(self.text) == "dummy"


@dataclass(frozen=True)
class Find:
    """A family that was found, by one of its people or (None) by its KK, and how near that is."""

    family: Row
    person: Row | None
    nearness: str


def understood(typed: str, place: str) -> Query:
    """The query that someone typed; NotSearchable (in Indonesian) when it is none."""
    compact = SEPARATORS.sub("", typed).translate(TYPED_FOR_DIGITS)
    if compact.isascii() and compact.isdigit():
        if len(compact) < SHORTEST_NUMBER:
            raise NotSearchable(
                f"NIK dan No. KK terdiri dari 16 angka; yang diketik baru {len(compact)} angka."
            )
        return Query("number", compact)
    folded = read_name(typed)[1] or ""
    if len(folded.replace(" ", "")) < SHORTEST_NAME:
        raise NotSearchable("Ketik NIK, No. KK, atau nama (sedikitnya 3 huruf).")
    return Query("name", folded, place)


def find(published: Reader, query: Query) -> list[Find]:
    """At most MOST finds, the nearest first, within the user's place; of a filler none."""
    if query.is_filler:
        return []
    hits = _by_number(published, query) if query.kind == "number" else _by_name(published, query)
    if not hits:
        return []
    households = sorted({hit["household_id"] for hit in hits})
    people = sorted({hit["person_id"] for hit in hits if hit["person_id"]})
    families = {
        row["household_id"]: row
        for row in published.rows("search/found_families", households=households)
    }
    named = {row["person_id"]: row for row in published.rows("search/found_people", people=people)}
    return [
        Find(families[hit["household_id"]], named.get(hit["person_id"]), _nearness(hit))
        for hit in hits
    ]


def _by_number(published: Reader, query: Query) -> list[Row]:
    return published.rows(
        "search/by_number",
        number=query.text,
        front=f"{query.text[:HALF]}-",
        back=f"-{query.text[-HALF:]}",
        slips=SLIPS,
        most=MOST,
    )


def _by_name(published: Reader, query: Query) -> list[Row]:
    """The roughly alike names of the place, compared again word by word in any order."""
    rough = published.rows(
        "search/by_name",
        name=query.text,
        turned=" ".join(reversed(query.text.split())),
        place=query.place,
        rough=ROUGH,
        most=LOOKED_AT,
    )
    best: dict[str, Row] = {}
    for row in rough:
        likeness = _word_likeness(query.text.split(), row["name_folded"].split())
        known = best.get(row["person_id"])
        if likeness >= ALIKE and (known is None or likeness > known["likeness"]):
            whole = set(query.text.split()) <= set(row["name_folded"].split())
            best[row["person_id"]] = {**row, "kind": "name", "likeness": likeness, "whole": whole}
    ranked = sorted(best.values(), key=lambda row: (-row["likeness"], row["person_id"]))
    return ranked[:MOST]


def _word_likeness(typed: list[str], name: list[str]) -> float:
    """Mean likeness of each typed word to its likeliest word of the name; a whole match is 1.

    Words of the name beyond those typed count little against it: people give a part of their name.
    """
    mean = sum(max(JaroWinkler.similarity(one, word) for word in name) for one in typed) / len(
        typed
    )
    return float(mean) - UNTYPED * max(0, len(name) - len(typed))


def _nearness(hit: Row) -> str:
    """How near a find is, in words; empty when it is exact."""
    if hit["kind"] == "name":
        if hit["likeness"] == 1:
            return ""
        return "nama lebih panjang" if hit["whole"] else "nama mirip"
    return "" if hit["slips"] == 0 else f"beda {hit['slips']} angka"
