"""Cases of the contract's rules: a sentence, the family that shows it, and its flags.

A case builds one family (or a few) and says every flag that their households shall bear: `auto`,
`review`, or for `missing_from_dtks` the subtype. Kinds that are not named must not be raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tests.integration.contract.office import Office, Person

Builder = Callable[[Office], Iterable[Person]]
CASES: dict[str, tuple[Builder, dict[str, str]]] = {}


def case(sentence: str, **expected: str) -> Callable[[Builder], Builder]:
    """Declare a case: what the contract says, and all flags of the households built."""

    def declare(build: Builder) -> Builder:
        assert sentence not in CASES
        CASES[sentence] = (build, expected)
        return build

    return declare
