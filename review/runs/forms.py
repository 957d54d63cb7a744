"""Forms for starting and for withdrawing a month."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from pipelines.domain.periods import period_words
from review.pages.reasons import without_long_number

HOLD, PUBLISH = "hold", "publish"


class StartForm(forms.Form):
    """Which month to run, and whether its result waits to be compared."""

    period = forms.ChoiceField(label="Bulan", help_text="Bulan yang sudah punya folder di inbox.")
    mode = forms.ChoiceField(
        label="Sesudah selesai",
        choices=[
            (HOLD, "Tahan dulu, saya bandingkan sebelum berlaku"),
            (PUBLISH, "Langsung terbitkan"),
        ],
        initial=HOLD,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        periods = sorted(settings.WORKSPACE.inbox_periods(), reverse=True)
        field.choices = [(period, period_words(period)) for period in periods]


class WithdrawForm(forms.Form):
    """Why a month is withdrawn, and the month written out: the second confirmation."""

    reason = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: berkas DTKS yang terpakai ternyata milik kabupaten lain.",
    )
    confirmed = forms.CharField(label="Tulis ulang bulannya", max_length=7)

    def __init__(self, period: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._period = period
        self.fields["confirmed"].help_text = f"Ketik {period} untuk memastikan."

    def clean_reason(self) -> str:
        """Without a NIK or KK: it is kept with the record of the month."""
        return without_long_number(self.cleaned_data["reason"])

    def clean_confirmed(self) -> str:
        """ValidationError unless it is the month itself."""
        if self.cleaned_data["confirmed"].strip() != self._period:
            raise forms.ValidationError(f"Ketik persis {self._period}.")
        return self._period
