"""The filters of the audit log."""

from __future__ import annotations

from django import forms

from review.audit.kinds import KINDS, OUTCOMES


class EventFilter(forms.Form):
    """What to show; everything when nothing is chosen."""

    siapa = forms.CharField(label="Pengguna", required=False, max_length=30)
    kejadian = forms.ChoiceField(
        label="Kejadian", required=False, choices=[("", "Semua"), *KINDS.items()]
    )
    hasil = forms.ChoiceField(
        label="Hasil", required=False, choices=[("", "Semua"), *OUTCOMES.items()]
    )
    sejak = forms.DateField(
        label="Sejak tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
