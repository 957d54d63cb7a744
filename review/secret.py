"""The key that signs sessions, where the environment gives none."""

from __future__ import annotations

import os
import secrets

from pipelines.machine.logs import private_folder
from pipelines.office.workspace import Workspace

BYTES = 48


def secret_key(workspace: Workspace) -> str:
    """The workspace's own key, made on first use and readable by its owner only.

    Written under another name and linked into place, so that of two processes that start at once
    both read the same whole key.
    """
    path = private_folder(workspace.state) / "secret-key"
    if not path.is_file():
        fresh = path.with_name(f"secret-key.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(BYTES), encoding="ascii")
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first; its key is the workspace's
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")
