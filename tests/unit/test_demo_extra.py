"""What only the invented regency needs is an extra: without it, it is said what to install."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WITHOUT_XLWT = "import sys; sys.modules['xlwt'] = None; from pipelines.cli import main; main()"


def test_the_demo_without_its_extra_says_what_to_install(tmp_path: Path) -> None:
    folder = tmp_path / "contoh"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_XLWT, "demo", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "pip install 'padan[demo]'" in done.stderr and "Traceback" not in done.stderr
    assert not folder.exists()
