"""Beranda: what is new, what is late, what waits for me, and how the last run went."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pipelines.domain.words import KINDS
from pipelines.publish.turnout import CODE as FEW_SENDERS
from review.access.declare import allowed
from review.accounts.requests import OfficerRequest
from review.accounts.roles import EVERYBODY, FIGURES, PEOPLE
from review.home.waiting import waiting_for
from review.published.reader import Reader, Row, gateway, reader
from review.runs.last_run import last_run

SHOWN_VILLAGES = 12
NONE_FOUND = dict.fromkeys(
    ("standing", "fresh", "persisting", "reopened", "unheard", "resolved", "to_review"), 0
)


@allowed(EVERYBODY)
@require_safe
def beranda(request: OfficerRequest) -> HttpResponse:
    """The month at a glance, within the user's place."""
    published = reader(request)
    findings = _findings(published)
    run = last_run(settings.WORKSPACE, published.period)
    late = published.rows("home/late_villages")
    return render(
        request,
        "home/beranda.html",
        {
            "period": published.period,
            "periods": gateway().periods(),
            "findings": findings,
            "totals": {name: sum(row[name] for row in findings) for name in NONE_FOUND},
            "villages": published.row("home/villages"),
            "late": late[:SHOWN_VILLAGES],
            "late_count": len(late),
            "more_late": max(0, len(late) - SHOWN_VILLAGES),
            "endings": published.rows("home/resolutions"),
            "waiting": waiting_for(request, published),
            "sees_dashboard": request.user.role in FIGURES,
            "sees_people": request.user.role in PEOPLE,
            "run": run,
            "thin": [one["message"] for one in run.warnings if one["code"] == FEW_SENDERS],
        },
    )


def _findings(published: Reader) -> list[Row]:
    """One row a kind of finding, also those without any, in the order of KINDS."""
    counted = {row["kind"]: row for row in published.rows("home/findings")}
    return [
        {**NONE_FOUND, **counted.get(kind, {}), "kind": kind, "title": words.title}
        for kind, words in KINDS.items()
    ]
