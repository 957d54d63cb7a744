"""Errors of the program itself and the one table of exit codes.

Bad input is never one of these: it becomes a problem on a row or a refused file and the run goes
on. Messages never hold a NIK, a name or an address.
"""

from __future__ import annotations


class PadanError(Exception):
    """Base of all errors padan raises on purpose; `exit_code` is what the command returns."""

    exit_code = 1


class RunError(PadanError):
    """The run failed; nothing of the period is published."""

    exit_code = 1


class CheckError(RunError):
    """A check of our own on the built database found rows that must not exist."""


class UsageError(PadanError):
    """The call is wrong: no such period folder, `init` over another workspace, and the like."""

    exit_code = 2


class ConfigError(UsageError):
    """padan.toml has an unknown, missing or ill-typed key."""


EXIT_CODES = {
    0: "done",
    1: "the run failed; nothing of the period is published, the last published period stands",
    2: "the call or the configuration is wrong",
}
