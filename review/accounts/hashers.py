"""How passwords are hashed."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class OfficeArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with the OWASP Password Storage Cheat Sheet's minimum: 19 MiB, two passes, one lane.

    Django's default takes 100 MiB and eight lanes a sign-in: on a small office machine a few
    officers signing in at once would push everybody else's pages aside.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
