"""What is said of a pair's weight: words for every level, parts that add up, bars that follow."""

from __future__ import annotations

from typing import Any

import pytest

from pipelines.explain import weighing
from pipelines.resolve import model
from review.pairs.waterfall import WIDTH, waterfall
from schemas.comparison_words import COMPARISON_LABELS, LEVEL_WORDS, PRIOR

BITS = {
    PRIOR: (PRIOR, -15.0), "nik": ("one_digit", 17.0), "name": ("equal", 8.0),
    "birth": ("other", -7.8), "sex": ("equal", 1.0), "family": ("missing", 0.0),
    "place": ("district", -4.9),
}  # fmt: skip
RARITY = 2.5


def rows() -> list[dict[str, Any]]:
    """As the query gives them, in another order; the name is a rare one."""
    weight = sum(bits for _, bits in BITS.values()) + RARITY
    return [
        {"comparison": name, "level": level, "bits": bits, "weight": weight}
        for name, (level, bits) in reversed(BITS.items())
    ]


def test_every_comparison_and_level_of_the_model_has_words() -> None:
    levels = {c.name: {level.name for level in c.levels} for c in model.COMPARISONS}
    assert {name: set(words) for name, words in LEVEL_WORDS.items() if name != PRIOR} == levels
    assert list(COMPARISON_LABELS) == [PRIOR, *levels]


def test_a_rare_name_counts_with_the_name_and_the_parts_add_up() -> None:
    found = weighing.parts(rows())
    assert {part.comparison: part.bits for part in found}["name"] == 8.0 + RARITY
    assert found[-1].after == pytest.approx(rows()[0]["weight"])
    assert [part.before for part in found[1:]] == [part.after for part in found[:-1]]


def test_the_sentence_gives_the_weightiest_first_and_leaves_out_what_hardly_counts() -> None:
    text = weighing.sentence(weighing.parts(rows()))
    assert text == (
        "Yang menguatkan: NIK beda satu angka, nama sama, jenis kelamin sama. "
        "Yang melemahkan: tanggal lahir berbeda, kecamatan sama."
    )


def test_raw_weights_stand_on_one_line_with_their_sum() -> None:
    text = weighing.sum_in_words(weighing.parts(rows()))
    assert text.startswith("Sebelum dibandingkan −15,0; NIK +17,0; Nama +10,5; ")
    assert text.endswith("; jumlah +0,8 bit")


def test_a_pair_that_was_not_compared_has_no_parts() -> None:
    assert (weighing.parts([]), weighing.sentence([]), waterfall([])) == ([], "", None)


def test_each_bar_of_the_waterfall_begins_where_the_last_one_ended() -> None:
    drawn = waterfall(rows())
    assert drawn is not None
    first, second = drawn.bars[0], drawn.bars[1]
    assert (first.x, first.tone, second.tone) == (0.0, "melemahkan", "menguatkan")
    assert first.x + first.width == drawn.zero  # the prior comes down from zero
    assert second.x == 0.0
    assert all(0 <= bar.x <= bar.x + bar.width <= WIDTH + 1 for bar in drawn.bars)
    assert drawn.total == "+0,8"
