"""Whether the application answers, for a proxy or a monitor."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse

from review.access.declare import public


@public
def healthy(request: HttpRequest) -> HttpResponse:
    """`ok`, once the database answers; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
