"""Finding one household, flag or file for a page, or refusing it."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from review import audit
from review.accounts.requests import OfficerRequest
from review.published.reader import reader


def one_or_404(
    request: OfficerRequest, query: str, subject: str, **values: object
) -> dict[str, Any]:
    """The row that `sql/review/<query>.sql` finds within the user's scope.

    Http404 when it finds none: whether there is no such thing or the user may not see it is not
    said. The attempt is audited as denied, with `subject` (an id) as typed in the address.
    """
    row = reader(request).row(query, **values)
    if row is None:
        audit.record("access", request=request, subject=audit.safe(subject), outcome="denied")
        raise Http404
    return row
