"""Django on a small office of its own, set up when these tests are collected.

Django's settings are global to a process; tests elsewhere that need it on a workspace of theirs
run `padan` in a process of its own.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.office.workspace import Workspace
from tests.support.published import copied
from tests.support.samples import object_samples
from tests.support.small_office import new_office


def pytest_configure(config: pytest.Config) -> None:
    """Point Django at a new office before test modules import its models."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        return  # each process that runs tests has an office of its own; this one would be theirs
    import django

    folder = tempfile.mkdtemp(prefix="padan-office-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    office = new_office(Path(folder) / "kantor")
    os.environ["PADAN_WORKSPACE"] = str(office.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "review.settings"
    django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """A file, as in an office, and not in memory: writers of several threads must meet."""
    from django.conf import settings

    settings.DATABASES["default"]["TEST"]["NAME"] = str(settings.WORKSPACE.state / "test.sqlite3")


@pytest.fixture(scope="session")
def office(office_month: Workspace) -> Workspace:
    """The workspace of Django's settings with its month published."""
    from django.conf import settings

    return copied(office_month, settings.WORKSPACE.root)


@pytest.fixture(scope="session")
def samples(office: Workspace) -> dict[str, str]:
    """A value for each argument of an address that names something published."""
    return object_samples(office)


@pytest.fixture(autouse=True)
def fresh_gateway() -> Iterator[None]:
    """No test sees decisions that another test has rolled back."""
    from review.published.reader import gateway

    gateway.cache_clear()
    yield
    gateway.cache_clear()


@pytest.fixture
def add_user(db: None) -> Callable[..., Any]:
    """Add a user by role; the name is the role's unless given. Hashing a password takes time, so
    there is one only where `password` says so."""
    from review.accounts.models import User

    def add(
        role: str, place_code: str = "", username: str = "", *, password: str | None = None
    ) -> Any:
        name = username or role
        return User.objects.add(
            password, username=name, full_name=f"Petugas {name}", role=role, place_code=place_code
        )

    return add


@pytest.fixture
def signed_in(add_user: Callable[..., Any]) -> Callable[..., Any]:
    """A test client of a new user with the given role (and place)."""
    from django.test import Client

    def sign_in(role: str, place_code: str = "", username: str = "") -> Client:
        client = Client()
        client.force_login(
            add_user(role, place_code, username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sign_in
