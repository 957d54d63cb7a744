"""Lists of a village that a run could not use at all."""

from __future__ import annotations

from pipelines.domain.regions import Regions
from pipelines.office.publications.reports import read_report
from pipelines.office.workspace import Workspace
from review.villages.names import named_village


def refused_lists(
    workspace: Workspace, period: str, village_code: str, regions: Regions
) -> list[dict[str, str]]:
    """`name` and `message` of the refused files whose name gives the village."""
    refused = read_report(workspace.out(period)).get("files_refused", [])
    return [
        {"name": file["file"].rsplit("/", 1)[-1], "message": file["message"]}
        for file in refused
        if file["source"] == "usulan-desa" and named_village(file["file"], regions) == village_code
    ]
