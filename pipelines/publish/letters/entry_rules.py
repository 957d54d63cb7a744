"""What a cell of the form accepts while typing, and what it says when it does not."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.domain.periods import last_day
from pipelines.domain.submissions import KIND_LABEL, KINDS


def kind_rule() -> dict[str, Any]:
    """What a further list of the same month is; a blank cell is an addition or a correction."""
    return {
        "validate": "list",
        "source": list(KINDS),
        "input_title": KIND_LABEL,
        "input_message": (
            "Tambahan/perbaikan: orang dari kiriman sebelumnya tetap diusulkan. Pengganti "
            "seluruhnya: yang tidak ada di daftar ini tidak lagi diusulkan."
        ),
        "error_title": "Pilihan tidak dikenal",
        "error_message": f"{KIND_LABEL}: pilih salah satu dari daftar, atau kosongkan.",
    }


def number_rule(cell: str, label: str) -> dict[str, Any]:
    """Sixteen digits as text in `cell` (the column's first); `label` is NIK or No. KK."""
    remedy = {
        "NIK": "Bila NIK belum ada, kosongkan dan isi tanggal lahir.",
        "No. KK": "Bila KK belum ada, kosongkan.",
    }[label]
    return {
        "validate": "custom",
        "value": f"=AND(LEN({cell})=16,ISNUMBER(--{cell}))",
        "input_title": label,
        "input_message": f"16 angka tanpa spasi atau titik. {remedy}",
        "error_title": f"{label} belum benar",
        "error_message": f"{label} harus 16 angka, tanpa spasi, titik, atau huruf. {remedy}",
    }


def date_rule(period: str) -> dict[str, Any]:
    """A birth date that Excel can hold and that is not after the period's last day."""
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(1900, 3, 1),
        "maximum": last_day(period),
        "input_title": "Tanggal lahir",
        "input_message": "Hari-bulan-tahun, misalnya 17-08-1980.",
        "error_title": "Tanggal belum benar",
        "error_message": "Tulis tanggal lahir sebagai hari-bulan-tahun, misalnya 17-08-1980.",
    }
