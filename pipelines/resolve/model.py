"""The linkage model: what is compared, at which levels, and the committed m-probabilities.

What this module knows of the domain: a NIK that differs in one digit is often the same person, one
that differs only in its serial is often a twin; birth dates lose their day and month to defaults;
Indonesian names come with tokens dropped, joined or reordered; and KK, mother's name and address
are *dependent* facts that relatives share, so they are not counted apart: KK and mother are one
ordered comparison, and the address counts only where no KK is shared.

m-probabilities (how often a level holds when both are the same person) change only by training
(`pipelines.resolve.fitted`). u-probabilities (how often it holds by chance) depend on the size and
make-up of the regency and are measured on the office's own data in every run, by a fixed,
order-independent sample.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One level of a comparison: a name, and SQL over `<column>_l` and `<column>_r`."""

    name: str
    sql: str
    is_null: bool = False
    tf_column: str | None = None


@dataclass(frozen=True)
class Comparison:
    """An ordered list of levels; the first that holds counts."""

    name: str
    levels: tuple[Level, ...]


def _similar(column: str, floor: float) -> str:
    # Told the floor, the function gives up as soon as it cannot be reached.
    return f"jaro_winkler_similarity({column}_l, {column}_r, {floor}) >= {floor}"


def _share(column: str) -> str:
    return f"list_has_any({column}_l, {column}_r)"


_MOTHER_SAME = _similar("mother", 0.9)
_MOTHER_OTHER = "jaro_winkler_similarity(mother_l, mother_r) < 0.8"
_WITHIN = (
    "list_has_any(tokens_l, tokens_r) "  # what most pairs are spared the rest by
    "and (list_has_all(tokens_l, tokens_r) or list_has_all(tokens_r, tokens_l))"
)

NIK = Comparison(
    "nik",
    (
        Level("missing", "nik_cmp_l is null or nik_cmp_r is null", is_null=True),
        Level("equal", "nik_cmp_l = nik_cmp_r"),
        # Each number fits its own row's birth date, and the dates differ: no slip of the pen. Nor
        # is it one where a woman's (day + 40) differs from a man's: both can be the day's first.
        Level(
            "other_birth",
            "nik_ok_l and nik_ok_r and (birth_l <> birth_r "
            "or (sex_l <> sex_r and nik_sex_l <> nik_sex_r))",
        ),
        Level("serial_near", "nik_front_l = nik_front_r"),
        Level(
            "one_digit",
            "length(nik_cmp_l) = length(nik_cmp_r) and hamming(nik_cmp_l, nik_cmp_r) <= 2 "
            "and damerau_levenshtein(nik_cmp_l, nik_cmp_r) = 1",
        ),
        Level(
            "one_edit",
            "length(nik_cmp_l) <> length(nik_cmp_r) and levenshtein(nik_cmp_l, nik_cmp_r) <= 1",
        ),
        Level("same_date_part", "nik_back_l = nik_back_r"),
        Level("both_consistent", "nik_ok_l and nik_ok_r"),
        Level("other", "ELSE"),
    ),
)

NAME = Comparison(
    "name",
    (
        Level("missing", "name_sorted_l is null or name_sorted_r is null", is_null=True),
        Level("equal", "name_sorted_l = name_sorted_r", tf_column="name_sorted"),
        Level(
            "nearly",
            f"name_joined_l = name_joined_r or {_similar('name_joined', 0.96)} "
            f"or {_similar('name_sorted', 0.96)}",
        ),
        Level("within_many", f"least(len(tokens_l), len(tokens_r)) >= 2 and {_WITHIN}"),
        Level("within_one", f"least(len(tokens_l), len(tokens_r)) = 1 and {_WITHIN}"),
        Level("alike", f"{_similar('name_joined', 0.9)} or {_similar('name_sorted', 0.92)}"),
        Level("first", "name_first_l = name_first_r", tf_column="name_first"),
        # Relatives share the father's name: in one family it says nothing.
        Level(
            "somewhat",
            f"(list_has_any(tokens_l, tokens_r) and not {_share('kks')}) "
            f"or {_similar('name_joined', 0.82)}",
        ),
        Level("other", "ELSE"),
    ),
)

# The NIK holds the birth date: where both agree on it, it has been counted with the NIK.
_DATE_COUNTED = "coalesce(birth_l = birth_r and nik_date_l = nik_date_r and birth_in_nik_l, false)"
BIRTH = Comparison(
    "birth",
    (
        Level(
            "missing",
            f"birth_year_l is null or birth_year_r is null or {_DATE_COUNTED}",
            is_null=True,
        ),
        Level("equal", "birth_l = birth_r and not birth_default_l"),
        Level("equal_default", "birth_l = birth_r"),
        # A wrong date next to a right NIK: the date inside the NIK agrees with the other row.
        Level("equal_in_nik", "birth_l = nik_birth_r or birth_r = nik_birth_l"),
        Level(
            "swapped",
            "substr(birth_l, 1, 4) = substr(birth_r, 1, 4) "
            "and substr(birth_l, 5, 2) = substr(birth_r, 7, 2) "
            "and substr(birth_l, 7, 2) = substr(birth_r, 5, 2)",
        ),
        Level("one_digit", "hamming(birth_l, birth_r) = 1"),
        Level(
            "two_parts",
            "(birth_year_l = birth_year_r and (substr(birth_l, 5, 2) = substr(birth_r, 5, 2) "
            "or substr(birth_l, 7, 2) = substr(birth_r, 7, 2))) "
            "or (substr(birth_l, 5, 4) = substr(birth_r, 5, 4) "
            "and abs(birth_year_l - birth_year_r) <= 10)",
        ),
        Level("year", "birth_year_l = birth_year_r"),
        Level(
            "default_near_year",
            "(birth_default_l or birth_default_r) and abs(birth_year_l - birth_year_r) <= 2",
        ),
        Level("near_year", "abs(birth_year_l - birth_year_r) <= 2"),
        Level("other", "ELSE"),
    ),
)

SEX = Comparison(
    "sex",
    (
        Level("missing", "sex_l is null or sex_r is null", is_null=True),
        Level("equal", "sex_l = sex_r"),
        Level("other", "ELSE"),
    ),
)

FAMILY = Comparison(
    "family",
    (
        Level(
            "missing",
            "(len(kks_l) = 0 or len(kks_r) = 0) and (mother_l is null or mother_r is null)",
            is_null=True,
        ),
        # What most random pairs are comes first, so that they need not be asked the rest.
        Level("other_mother", f"{_MOTHER_OTHER} and not {_share('kks')}"),
        Level("kk_and_mother", f"{_share('kks')} and {_MOTHER_SAME}"),
        Level("kk_other_mother", f"{_share('kks')} and {_MOTHER_OTHER}"),
        Level("kk", _share("kks")),
        Level("mother", _MOTHER_SAME),
        Level("other", "ELSE"),
    ),
)

# An address has three parts, each of which may be mistyped or missing: the street, the house number
# and the neighbourhood (RT, which lies in an RW).
_STREET = f"({_share('streets')} or {_similar('street', 0.9)})"
_HOUSE_NO = _share("house_nos")
_NEAR = f"({_share('rts')} or {_share('rws')})"
# A shared KK already implies the address, so the place counts only where no KK is shared. Random
# pairs are mostly of two villages: named first, they need not be looked at for streets.
PLACE = Comparison(
    "place",
    (
        Level(
            "missing",
            f"len(villages_l) = 0 or len(villages_r) = 0 or {_share('kks')}",
            is_null=True,
        ),
        Level("other", f"district_l <> district_r and not {_share('villages')}"),
        Level("district", f"not {_share('villages')}"),
        Level("house", f"{_HOUSE_NO} and {_NEAR} and {_STREET}"),
        # Many villages have one RW for all: an RT says more.
        Level("street_and_rt", f"{_share('rts')} and {_STREET}"),
        Level(
            "two_parts",
            f"({_HOUSE_NO} and ({_NEAR} or {_STREET})) or ({_NEAR} and {_STREET})",
        ),
        Level("street", _STREET),
        Level("rt", _share("rts")),
        Level("rw", _share("rws")),
        Level("village", "ELSE"),
    ),
)

COMPARISONS = (NIK, NAME, BIRTH, SEX, FAMILY, PLACE)

FREQUENCIES = tuple(
    dict.fromkeys(
        level.tf_column for c in COMPARISONS for level in c.levels if level.tf_column is not None
    )
)
"""Columns in which agreement on a rare value says more."""

COMPARED_COLUMNS = tuple(
    sorted({
        column
        for comparison in COMPARISONS
        for level in comparison.levels
        for column in re.findall(r"\b([a-z_]+)_[lr]\b", level.sql)
    })
)  # fmt: skip
"""Columns of linkage.node that comparisons read."""

# Two Dukcapil people never pair, and two assets' owners say nothing about who is who. Of a pair
# with a Dukcapil person that one stands on the right (sql/link/node.sql): a condition on the left
# side alone narrows what is joined, one on both sides only what came out.
COMPARED = "l.spine = 0 and l.personal + r.personal > 0"
OPENED = "l.opened = 1"


def levels(pairs: str) -> str:
    """A query for the number of the level that each comparison of `pairs` reaches.

    `pairs`: a relation of entity_id_l and entity_id_r, in linkage.node. Columns: these two, and one
    by the name of each comparison: the first level that holds, 0 for the first.
    """
    columns = ", ".join(f'l."{c}" as "{c}_l", r."{c}" as "{c}_r"' for c in COMPARED_COLUMNS)
    cases = ", ".join(f"{_level_case(c)} as {c.name}" for c in COMPARISONS)
    return (
        f"select entity_id_l, entity_id_r, {cases} from ("
        f"select p.entity_id_l, p.entity_id_r, {columns} from {pairs} p "
        "join linkage.node l on l.entity_id = p.entity_id_l "
        "join linkage.node r on r.entity_id = p.entity_id_r)"
    )


def _level_case(comparison: Comparison) -> str:
    """SQL that numbers the first level that holds, null levels included."""
    whens = " ".join(
        f"when {level.sql} then {i}"
        for i, level in enumerate(comparison.levels)
        if level.sql != "ELSE"
    )
    return f"case {whens} else {len(comparison.levels) - 1} end"
