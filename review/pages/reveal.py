"""Opening masked NIK and KK: a deliberate act that is audited.

A detail page accepts GET and POST. Its button posts to its own address, the page is rendered again
with the numbers in full, and nothing personal enters an address or the session.
"""

from __future__ import annotations

from django.http import HttpRequest

from review import audit

FIELD = "buka"


def opened(request: HttpRequest, *subjects: str) -> bool:
    """Whether the user asks to see the numbers of all `subjects` (ids) in full; audits each."""
    if request.method != "POST" or FIELD not in request.POST:
        return False
    for subject in subjects:
        audit.record("reveal", request=request, subject=subject)
    return True
