"""SQL files, one per table or check, in the folder of their layer."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read(name: str) -> str:
    """Text of `sql/<name>.sql`, e.g. `read("out/coverage")`."""
    return files("sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """Names below one folder, sorted, as `read` takes them, e.g. `names("checks")`."""
    found = files("sql").joinpath(folder).iterdir()
    return sorted(f"{folder}/{p.name[:-4]}" for p in found if p.name.endswith(".sql"))
