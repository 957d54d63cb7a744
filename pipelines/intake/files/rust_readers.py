"""What readers written in Rust (calamine, polars) do with broken bytes, as a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl
from python_calamine import CalamineError, PasswordError

from pipelines.intake.files.grids import RefusedFile


def is_panic(error: BaseException) -> bool:
    """Whether a Rust library met what its author thought impossible, or was out of memory.

    Such a panic arrives as a class without a public name, not an Exception, so that it passes
    every ordinary handler; it is known by its name.
    """
    return type(error).__name__ == "PanicException"


@contextmanager
def refusing_broken() -> Iterator[None]:
    """Inside, errors of the readers about the bytes they were given become RefusedFile.

    Anything else passes on as it came.
    """
    try:
        yield
    except PasswordError as error:
        raise RefusedFile("encrypted") from error
    except (CalamineError, pl.exceptions.PolarsError, OSError) as error:
        raise RefusedFile("broken") from error
    except BaseException as error:
        if not is_panic(error):
            raise
        raise RefusedFile("broken") from None
