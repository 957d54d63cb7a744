"""Agreement between reviewers: percent, and Cohen's kappa as others computed it."""

from __future__ import annotations

import pytest

from review.pairs.agreement import judged_twice, kappa, per_reviewer


def test_kappa_of_a_textbook_table() -> None:
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: 0.4 (Wikipedia, Cohen's kappa)."""
    both = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(both) == pytest.approx(0.4)


def test_without_common_pairs_or_without_any_choice_there_is_no_kappa() -> None:
    assert kappa([]) is None
    assert kappa([("same", "same")] * 3) is None


def test_each_reviewer_is_compared_with_all_others_on_their_common_pairs() -> None:
    one, two, three = ("a", "b"), ("c", "d"), ("e", "f")
    opinions: dict[str, dict[tuple[str, ...], str]] = {
        "siti": {one: "same", two: "different"},
        "budi": {one: "same", two: "same", three: "same"},
    }
    budi, siti = per_reviewer(opinions)
    assert (budi.reviewer, budi.judged, budi.compared, budi.agreed) == ("budi", 3, 2, 1)
    assert (siti.judged, siti.compared, siti.percent) == (2, 2, 50.0)
    assert judged_twice(opinions) == {
        one: {"budi": "same", "siti": "same"},
        two: {"budi": "same", "siti": "different"},
    }
