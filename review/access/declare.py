"""Saying on a view who may open it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from review.accounts.roles import Role

View = Callable[..., Any]
ATTRIBUTE = "padan_access"


@dataclass(frozen=True)
class Access:
    """Roles that may open a page; `public` pages need no sign-in."""

    roles: frozenset[Role]
    public: bool = False


def allowed(*roles: Role | Iterable[Role]) -> Callable[[View], View]:
    """Only these roles (or groups of roles) may open the view. The outermost decorator.

    Example: `@allowed(REGENCY, Role.PIMPINAN)`
    """
    named = frozenset(role for one in roles for role in ([one] if isinstance(one, Role) else one))
    return lambda view: _marked(view, Access(named))


def public(view: View) -> View:
    """Anybody may open the view, signed in or not."""
    return _marked(view, Access(frozenset(Role), public=True))


def access_of(view: View) -> Access | None:
    """What a view declares; None when it declares nothing."""
    return getattr(view, ATTRIBUTE, None)


def _marked(view: View, access: Access) -> View:
    setattr(view, ATTRIBUTE, access)
    return view
