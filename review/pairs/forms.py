"""What an officer says of two rows, and the filters of the queue."""

from __future__ import annotations

from typing import Any

from django import forms

from review.pages.reasons import without_long_number

VERDICTS = [("same", "Orang yang sama"), ("different", "Orang berbeda"), ("unsure", "Belum yakin")]
STANDINGS = [("open", "Menunggu"), ("unsure", "Belum yakin"), ("decided", "Sudah diputus")]
REASONS = (
    "NIK di KTP/KK sudah dicek",
    "Keluarga dan alamatnya sama",
    "Salah tulis yang lazim",
    "Saudara kembar",
    "Hanya namanya yang sama",
    "Sudah ditanyakan ke desa",
)
"""Offered while typing; anything else may be written."""
SEEN_FIELD = "sesudah"
"""The newest decision on the pair that the user saw when deciding; one for each couple of a family
page, with both row ids behind it."""


class VerdictForm(forms.Form):
    """A verdict on the pair of two rows with its reason."""

    kiri = forms.CharField(max_length=40, widget=forms.HiddenInput)
    kanan = forms.CharField(max_length=40, widget=forms.HiddenInput)
    keputusan = forms.ChoiceField(
        label="Keputusan",
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu keputusan."},
    )
    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.TextInput(attrs={"list": "alasan-lazim", "autocomplete": "off"}),
        help_text="Satu kalimat sudah cukup. Jangan menulis NIK atau No. KK di sini.",
        error_messages={"required": "Tulis alasannya, supaya rekan Anda memahaminya nanti."},
    )

    def clean_alasan(self) -> str:
        """Without a NIK or KK: reasons are exported with the ledger."""
        return without_long_number(self.cleaned_data["alasan"])


class FamilyForm(forms.Form):
    """Verdicts on several pairs of members at once, for one reason."""

    alasan = forms.CharField(
        label="Alasan untuk semua keputusan di atas",
        max_length=500,
        widget=forms.TextInput(attrs={"list": "alasan-lazim", "autocomplete": "off"}),
        error_messages={"required": "Tulis alasannya, supaya rekan Anda memahaminya nanti."},
    )

    def clean_alasan(self) -> str:
        """Without a NIK or KK."""
        return without_long_number(self.cleaned_data["alasan"])


class QueueFilter(forms.Form):
    """Which questions are shown; waiting ones of the whole regency when nothing is chosen."""

    tempat = forms.ChoiceField(label="Wilayah", required=False)
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=STANDINGS)

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        choice = self.fields["tempat"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = places
