"""What training measures, fits and compares, each on a handful of cases."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from pipelines.resolve.decisions import decided_pairs
from pipelines.resolve.evaluation import EVALUATION_SHARE, is_for_evaluation
from pipelines.resolve.fitted import LINK, PAIR, Calibration, committed
from pipelines.resolve.weights import Shares
from pipelines.training.compare import Linked, judged, moved
from pipelines.training.measure import PRIOR_PAIRS, blended
from pipelines.training.reliability import (
    CASE,
    calibration,
    curve,
    deciles,
    link_cases,
    pair_cases,
    worst_error,
)
from tests.support.people import pair_decision


def cases(*parts: tuple[float, int, int]) -> pl.DataFrame:
    """Cases of one curve: (probability, right, wrong) each."""
    rows = [
        (LINK, PAIR, probability, right)
        for probability, yes, no in parts
        for right in [True] * yes + [False] * no
    ]
    return pl.DataFrame(rows, schema=CASE, orient="row")


def test_reliability_compares_what_was_computed_with_what_was_right() -> None:
    table = deciles(cases((0.75, 6, 4), (0.95, 10, 0)), [])
    assert table.select("decile", "cases", "right").rows() == [(7, 10, 0.6), (9, 10, 1.0)]
    assert table["error"].to_list() == pytest.approx([0.15, -0.05])


def test_a_decile_with_few_cases_says_nothing_of_reliability() -> None:
    found = cases((0.75, 6, 4), (0.95, 500, 0))
    assert worst_error(found, [], fewest=500) == pytest.approx(0.05)
    assert worst_error(found, [], fewest=10) == pytest.approx(0.15)


def test_a_curve_goes_where_many_cases_were_right() -> None:
    knots = dict(curve(cases((0.75, 900, 100), (0.95, 800, 200))))
    assert knots[0.75] <= knots[0.95]
    assert 0.83 < knots[0.75] < 0.88  # both fall together: 1700 of 2000, less what is believed


def test_a_curve_believes_few_cases_little() -> None:
    assert 0.6 < dict(curve(cases((0.75, 0, 5))))[0.75] < 0.75


def test_every_curve_is_one_a_model_can_hold() -> None:
    parts = [(p / 100, p % 7, (100 - p) % 5) for p in range(1, 100, 3)]
    fitted = calibration(cases(*parts, (1.0, 50, 1), (0.0, 0, 3)))
    assert Calibration.model_validate(fitted.model_dump()) == fitted
    assert [at for at, _ in fitted.link[PAIR]] == sorted(at for at, _ in fitted.link[PAIR])


def test_a_row_is_rightly_linked_when_it_is_who_dukcapil_says() -> None:
    linked = pl.DataFrame(
        {
            "record_id": ["d", "u", "v", "w"],
            "person_id": ["p", "p", "p", "q"],
            "match_reason": ["nik", "splink", "splink", "single"],
            "probability": [1.0, 0.9, 0.8, 1.0],
            "table": ["dukcapil", "usulan_desa", "dtks_art", "sktm"],
        }
    )
    labels = pl.DataFrame({"record_id": ["d", "u", "v", "w"], "true_person": [1, 2, 2, 3]})
    found = link_cases(linked, labels).sort("probability")
    assert found.select("name", "right").rows() == [
        ("splink", False), ("splink", False), ("nik", True),
    ]  # fmt: skip
    apart = pl.DataFrame(
        {"record_id_l": ["u", "u"], "record_id_r": ["v", "w"], "probability": [0.4, 0.3]}
    )
    assert sorted(pair_cases(apart, labels)["right"]) == [False, True]


def counted(level: str, times: int) -> Shares:
    """Levels of the name comparison: `level` so often, no other ever."""
    return {
        name: {key: times if (name, key) == ("name", level) else 0 for key in levels}
        for name, levels in committed().m.items()
    }


def test_ten_labels_do_not_overturn_the_model_and_thousands_do() -> None:
    prior = {name: dict(levels) for name, levels in committed().m.items()}
    few, many = (blended(prior, counted("other", n)) for n in (10, int(100 * PRIOR_PAIRS)))
    assert few["name"]["other"] < prior["name"]["other"] + 0.03
    assert many["name"]["other"] > 0.98
    assert few["nik"] == prior["nik"]
    for levels in few.values():
        assert sum(levels.values()) == pytest.approx(1, abs=1e-4)


def linked(**person: str) -> Linked:
    """Rows by the person a model gives them."""
    rows = {"record_id": list(person), "person_id": list(person.values())}
    return Linked(pl.DataFrame(rows), pl.DataFrame())


def test_only_rows_that_change_company_are_moved() -> None:
    before = linked(a="p1", b="p1", c="p2", d="p3", e="p3")
    after = linked(a="q9", b="q9", c="q8", d="q7", e="q8")
    assert set(moved(before, after)["record_id"]) == {"c", "d", "e"}
    assert moved(before, before).height == 0


def test_a_model_is_judged_by_the_pairs_people_decided() -> None:
    decided = pl.DataFrame(
        {"record_l": ["a", "a", "b"], "record_r": ["b", "c", "c"], "same": [True, True, False]}
    )
    found = judged(linked(a="p1", b="p2", c="p2"), decided)
    assert found == {"pairs": 3, "right": 0, "joined_wrongly": 1, "missed": 2}


def test_an_unsure_answer_is_no_label_and_the_newest_counts() -> None:
    ledger = pl.concat(
        [
            pair_decision("same", "a", "b", at="2026-10-01"),
            pair_decision("different", "b", "a", at="2026-10-02"),
            pair_decision("same", "a", "c", at="2026-10-01"),
            pair_decision("unsure", "a", "c", at="2026-10-03"),
        ]
    )
    assert decided_pairs(ledger).rows() == [("a", "b", False)]


def test_the_evaluation_share_is_a_fixed_part_of_all_pairs() -> None:
    pairs = [(f"r{i}", f"r{i + 1}") for i in range(4000)]
    share = sum(is_for_evaluation(*pair) for pair in pairs) / len(pairs)
    assert share == pytest.approx(EVALUATION_SHARE, abs=0.03)
    assert all(is_for_evaluation(a, b) == is_for_evaluation(b, a) for a, b in pairs[:50])


def test_sql_interpolates_between_the_knots_and_leaves_the_rest_alone() -> None:
    from pipelines.resolve.step import store_curves

    curves = Calibration(link={"splink": [(0.0, 0.0), (0.8, 0.9), (1.0, 0.95)]})
    con = duckdb.connect()
    con.execute("create schema link")
    store_curves(con, committed().model_copy(update={"calibration": curves}))
    asked = "select link.calibrated('link', $name, $p)"
    for name, p, wanted in [
        ("splink", 0.4, 0.45), ("splink", 0.9, 0.925), ("splink", 1.0, 0.95), ("nik", 0.4, 0.4),
    ]:  # fmt: skip
        found = con.execute(asked, {"name": name, "p": p}).fetchall()[0][0]
        assert found == pytest.approx(wanted)


@pytest.mark.parametrize(
    "curve",
    [[(0.0, 0.0), (0.5, 0.6), (1.0, 0.4)], [(0.1, 0.0), (1.0, 1.0)], [(0.0, 0.0)], []],
    ids=["falls", "begins late", "never ends", "is empty"],
)
def test_a_curve_is_refused_that(curve: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="calibration curve"):
        Calibration(link={"splink": curve})
