"""The month as a list: its order, what passes from step to step, and what its runner sees."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipelines.run.month import HELD_MONTH, PUBLISHED_MONTH
from pipelines.run.step_names import LABELS, StepName, step_label
from pipelines.run.steps import StepCount, first


@dataclass(frozen=True)
class Number:
    """A result for the steps of these tests."""

    value: int
    count: StepCount


def start(context: int) -> Number:
    return Number(context, StepCount(0, 1))


def double(context: int, given: Number) -> Number:
    return Number(given.value * 2, StepCount(given.value, given.value * 2))


def test_a_month_has_every_named_step_in_order_and_one_end() -> None:
    *steps, published, held = StepName
    assert PUBLISHED_MONTH.names == (*steps, published)
    assert HELD_MONTH.names == (*steps, held)


def test_every_step_has_words_for_officers() -> None:
    assert [*LABELS] == [*StepName]
    assert step_label("publish") == "Menerbitkan"
    assert step_label("a step of an older program") == "a step of an older program"


def test_each_step_takes_what_the_one_before_it_gave() -> None:
    steps = first("start", start).then("double", double).then("again", double)
    assert [(name, step(3)) for name, step in steps.each()] == [
        ("start", StepCount(0, 1)),
        ("double", StepCount(3, 6)),
        ("again", StepCount(6, 12)),
    ]


def test_a_step_that_failed_can_be_tried_again() -> None:
    tried = []

    def flaky(context: int, given: Number) -> Number:
        tried.append(given.value)
        if len(tried) == 1:
            raise OSError("disk")
        return given

    steps = first("start", start).then("flaky", flaky).each()
    _, begin = next(steps)
    begin(3)
    _, step = next(steps)
    with pytest.raises(OSError, match="disk"):
        step(3)
    step(3)
    assert tried == [3, 3]
