"""Steps in order, each a function of a context and of what the step before it gave.

    MONTH = first("read", read).then("standardize", standardize)

A type checker refuses a step that does not take what the one before it gives. Results pass from
step to step and are let go; whoever runs the steps (Prefect, a test) sees names and counts only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


@dataclass(frozen=True)
class StepCount:
    """What a step reports of itself: rows it took, rows it gave, rows it turned away."""

    rows_in: int
    rows_out: int
    rejected: int = 0


class Result(Protocol):
    """What a step gives to the next one, with its count."""

    @property
    def count(self) -> StepCount: ...


Step = Callable[[], StepCount]
StepRunner = Callable[[str, Step], StepCount]
"""Called with the name and the function of each step in order; calls it, once or again."""


def run_directly(_name: str, step: Step) -> StepCount:
    """The step runner without Prefect: just calls the step."""
    return step()


C = TypeVar("C")
Given = TypeVar("Given", bound=Result)
Next = TypeVar("Next", bound=Result)


@dataclass(frozen=True)
class Steps(Generic[C, Given]):
    """Steps over a context C, the last of which gives `Given`."""

    parts: tuple[tuple[str, Callable[[C, Any], Result]], ...]

    def then(self, name: str, step: Callable[[C, Given], Next]) -> Steps[C, Next]:
        """These steps and one more."""
        return Steps((*self.parts, (name, step)))

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order."""
        return tuple(name for name, _ in self.parts)

    def each(self) -> Iterator[tuple[str, Callable[[C], StepCount]]]:
        """Each step in order, to be called with the context before the next is asked for.

        It may be called again when it failed. Only its count comes out: Prefect would keep whatever
        a task returns until the flow has ended, and frames are large.
        """
        result: Result | None = None
        for name, part in self.parts:

            def call(context: C, part: Callable[[C, Any], Result] = part) -> StepCount:
                nonlocal result
                result = part(context, result)
                return result.count

            yield name, call


def first(name: str, step: Callable[[C], Next]) -> Steps[C, Next]:
    """The first step, which takes nothing but the context."""
    return Steps(((name, lambda context, _: step(context)),))
