"""Raw to core: types, comparison forms, villages, families, problems and outcomes of every row."""

from pipelines.standardize.step import standardize

__all__ = ["standardize"]
