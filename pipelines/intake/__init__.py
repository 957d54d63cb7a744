"""Intake: files as an office gets them → raw tables.

`read_period` reads a period's inbox, `read_file` a single file. Only this step knows of files,
sheets, headers and row numbers; what a value means is the next step's business. Each room imports
only those named before it: `files`, `columns`, `grid`, `rows`, and on top the modules of this
folder; `reading` has the stages of one file in their order.
"""

from pipelines.intake.columns.named_by_officers import NamedColumns
from pipelines.intake.named_columns import named_columns
from pipelines.intake.period import read_file, read_period
from pipelines.intake.raw_layer import Intake, IntakeWarning

__all__ = [
    "Intake",
    "IntakeWarning",
    "NamedColumns",
    "named_columns",
    "read_file",
    "read_period",
]
