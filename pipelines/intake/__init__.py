"""Intake: files as an office gets them → raw tables.

`read_period` reads a period's inbox, `read_file` a single file. Only this step knows of files,
sheets, headers and row numbers; what a value means is the next step's business.
"""

from pipelines.intake.columns.named_by_officers import ColumnCorrections, column_corrections
from pipelines.intake.period import (
    Intake,
    IntakeWarning,
    read_file,
    read_period,
    reading_begun,
)

__all__ = [
    "ColumnCorrections",
    "Intake",
    "IntakeWarning",
    "column_corrections",
    "read_file",
    "read_period",
    "reading_begun",
]
