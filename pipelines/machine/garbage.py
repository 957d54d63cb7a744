"""When Python looks for garbage: not where there is none, and it takes a tenth of the time.

Modules that are being imported and cells that are being written are hundreds of thousands of
objects, none of them garbage, and Python would look through them time and again to see.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def left_alone() -> Iterator[None]:
    """Inside, no garbage is looked for; what there is by then is found after it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def importing() -> Iterator[None]:
    """Inside, modules are imported, which live as long as the process: they are never looked at."""
    with left_alone():
        yield
    gc.freeze()


def collected_at_exit() -> None:
    """Have what was imported looked at after all when this process ends.

    Bindings of libraries take what is never collected for a leak, and say so on the terminal.
    """
    atexit.register(gc.unfreeze)
