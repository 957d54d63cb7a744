"""The published files of one village: verification list, letter, workbook of mistakes, form."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from pipelines.domain.villages import Village
from pipelines.machine.file_names import file_name
from review import audit
from review.access.declare import allowed
from review.accounts.requests import OfficerRequest
from review.accounts.roles import PEOPLE
from review.published.reader import reader
from review.villages.lookup import village_or_404


@dataclass(frozen=True)
class Paper:
    """One kind of file that a month has for a village."""

    route: str
    title: str
    pattern: str
    """Below out/<period>/, with `{stem}` for the village's code and name."""


PAPERS = {
    paper.route: paper
    for paper in (
        Paper("desa-daftar", "Daftar verifikasi", "verification/{stem}.xlsx"),
        Paper("desa-surat", "Surat umpan balik", "feedback/{stem}/Surat *.pdf"),
        Paper(
            "desa-perbaikan", "Baris yang perlu diperbaiki", "feedback/{stem}/Umpan balik *.xlsx"
        ),
        Paper("desa-templat", "Templat bulan berikutnya", "feedback/{stem}/Templat *.xlsx"),
    )
}


def papers_of(village: Village, period: str) -> list[Paper]:
    """The files that the publication of `period` has for the village."""
    return [paper for paper in PAPERS.values() if _path(paper, village, period)]


@allowed(PEOPLE)
@require_safe
def download(request: OfficerRequest, village_code: str, paper: str) -> FileResponse:
    """One file, as it was published; audited. Http404 when the month has none."""
    village = village_or_404(request, village_code)
    period = reader(request).period
    path = _path(PAPERS[paper], village, period)
    if path is None:
        raise Http404
    audit.record(
        "export", request=request, subject=village.code, period=period, paper=PAPERS[paper].title
    )
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def _path(paper: Paper, village: Village, period: str) -> Path | None:
    pattern = paper.pattern.format(stem=file_name(village.file_stem))
    return next(iter(sorted(settings.WORKSPACE.out(period).glob(pattern))), None)
