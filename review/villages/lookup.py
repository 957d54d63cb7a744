"""Finding a village for a page, or refusing it; works before anything is published."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404

from pipelines.domain.regions import Regions, load_regions
from pipelines.domain.villages import Village
from review import audit
from review.accounts.requests import OfficerRequest


def regions() -> Regions:
    """The villages of the office's regency."""
    return load_regions(settings.OFFICE.region)


def village_or_404(request: OfficerRequest, code: str) -> Village:
    """The village of `code` within the user's place; else 404, audited as denied."""
    village = regions().by_code.get(code)
    if village is None or not code.startswith(request.user.place_code):
        audit.record("access", request=request, subject=audit.safe(code), outcome="denied")
        raise Http404
    return village
