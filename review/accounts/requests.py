"""What a view may rely on about its request, once `AccessMiddleware` has let it through."""

from __future__ import annotations

from django.http import HttpRequest

from review.accounts.models import User


class OfficerRequest(HttpRequest):
    """A request of a page that is not public: whoever asks has signed in and has a role for it.

    For the type checker only; `AccessMiddleware` is what makes it true.
    """

    user: User
