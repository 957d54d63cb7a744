"""The settings as mypy's Django plugin reads them: of an empty office that is gone afterwards."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pipelines.office.creating import create_workspace

with tempfile.TemporaryDirectory() as _folder:
    os.environ["PADAN_WORKSPACE"] = str(create_workspace(Path(_folder) / "kantor", "63.05").root)
    from review.settings import *  # noqa: F403
