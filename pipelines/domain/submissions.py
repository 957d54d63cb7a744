"""What our form asks a village of its list: an addition, or all that counts from now on."""

from __future__ import annotations

from typing import Final

KIND_LABEL: Final = "Jenis kiriman"
KINDS: Final[dict[str, bool]] = {"Tambahan/perbaikan": False, "Pengganti seluruhnya": True}
"""What the form offers next to KIND_LABEL, and whether it means a replacement."""
