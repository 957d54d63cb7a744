"""What people type with a decision or a file: kept for good and read by others.

A NIK or KK does not belong there: reasons are exported with the ledger, and nothing in it can be
erased.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError


def without_long_number(text: str) -> str:
    """`text`; ValidationError when it holds what looks like a NIK or KK."""
    from review.audit.chain import holds_long_number  # needs Django's applications

    if holds_long_number(text):
        raise ValidationError("Hapus NIK atau No. KK dari tulisan ini; tulis tanpa angka panjang.")
    return text
