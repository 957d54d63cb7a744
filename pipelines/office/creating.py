"""`padan init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import UsageError
from pipelines.office.config_template import render_config
from pipelines.office.workspace import Workspace


def create_workspace(root: Path, region: str) -> Workspace:
    """Create `root` with padan.toml and inbox/; UsageError when something of a workspace is there.

    A folder made here is its owner's alone. Other files (a shared folder's README,
    say) may lie in `root` already; who may read that folder is then its owner's business.
    """
    place = Workspace(root.resolve())
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} adalah berkas, bukan folder; pilih nama folder lain")
    if place.config_file.exists() or place.state.exists():
        raise UsageError(f"{root} sudah berisi ruang kerja padan; pilih folder lain")
    text = render_config(region)
    fresh = not root.exists()
    place.inbox.mkdir(parents=True, exist_ok=True)
    if fresh:
        place.root.chmod(0o700)  # everything in it is about people
    place.config_file.write_text(text, encoding="utf-8")
    return place
