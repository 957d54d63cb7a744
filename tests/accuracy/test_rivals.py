"""The comparison with rivals still runs, and its judge counts as it says."""

from __future__ import annotations

import polars as pl
import pytest

from tests.bench.contestants import CONTESTANTS
from tests.bench.regency import Regency, demo_regency
from tests.bench.rivals import judged, ratios, run

TRUTH = pl.DataFrame(
    {
        "record_id": ["a", "b", "c", "d"],
        "source": ["usulan-desa", "dukcapil", "dukcapil", "asn"],
        "true_person": [1, 1, 2, 2],
        "true_household": [7, 7, 7, 7],
        "bad": [True, False, False, False],
    }
)


@pytest.fixture(scope="module")
def regency(tmp_path_factory: pytest.TempPathFactory) -> Regency:
    return demo_regency(150, 1, 1.5, tmp_path_factory.mktemp("regency"))


def _answer(persons: dict[str, str], home: str = "h") -> pl.DataFrame:
    return pl.DataFrame(
        {"record_id": list(persons), "person": list(persons.values())}
    ).with_columns(household=pl.lit(home))


def test_the_right_answer_scores_one_throughout() -> None:
    figures = judged(TRUTH, _answer({"a": "p", "b": "p", "c": "q", "d": "q"}))
    assert set(figures.values()) == {1.0}


def test_a_row_that_is_left_out_misses_its_links_and_its_household() -> None:
    figures = judged(TRUTH, _answer({"b": "p", "c": "q", "d": "q"}))
    assert figures["recall"] == figures["bad_recall"] == 0
    assert figures["household_f1"] == pytest.approx(2 * 1 / (1 + 3))


def test_a_false_link_to_a_good_nik_counts_against_the_bad_one() -> None:
    figures = judged(TRUTH, _answer({"a": "p", "b": "p", "c": "p", "d": "q"}))
    assert figures["precision"] == pytest.approx(1 / 3)
    assert figures["bad_precision"] == pytest.approx(1 / 2)


def test_ratios_of_a_faultless_rival_are_left_open() -> None:
    ours = {"f1": 0.9, "bad_f1": 0.9, "household_f1": 0.9, "seconds": 2.0, "mib": 100.0}
    text = ratios(ours, {**ours, "f1": 1.0, "seconds": 4.0})
    assert text == "errors links -, bad NIK 1.00, households 1.00; seconds 0.50, memory 1.00"


@pytest.mark.parametrize("name", CONTESTANTS)
def test_every_contestant_answers_for_every_person_row(regency: Regency, name: str) -> None:
    for label, figures in run(name, regency).items():
        assert label.startswith(name)
        assert figures["precision"] > 0.85
        assert figures["recall"] > 0.75
        assert figures["seconds"] > 0
