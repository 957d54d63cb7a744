"""The names of a month's steps: English in logs, reports and Prefect, Indonesian for officers.

The order is that of `pipelines.run.month`. Pages import this module alone, and none of the steps.
"""

from __future__ import annotations

from enum import StrEnum


class StepName(StrEnum):
    """The steps in their order; a month ends by being published or held."""

    READ = "read inbox"
    STANDARDIZE = "standardize rows"
    LOAD = "load database"
    RESOLVE = "resolve identities"
    ASSESS = "assess households"
    CHECK = "check results"
    WRITE = "write outputs"
    PUBLISH = "publish"
    HOLD = "hold"


LABELS: dict[str, str] = {
    StepName.READ: "Membaca berkas",
    StepName.STANDARDIZE: "Merapikan dan memeriksa baris",
    StepName.LOAD: "Memuat basis data",
    StepName.RESOLVE: "Mencocokkan orang dan keluarga",
    StepName.ASSESS: "Menilai keluarga",
    StepName.CHECK: "Memeriksa hasil",
    StepName.WRITE: "Menulis keluaran",
    StepName.PUBLISH: "Menerbitkan",
    StepName.HOLD: "Menahan untuk dibandingkan",
}


def step_label(name: str) -> str:
    """The step in officers' words; a name from the log of another program version as it is."""
    return LABELS.get(name, name)
