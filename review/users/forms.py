"""The form for a user's name, role and place."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from review.accounts.models import User
from review.accounts.places import place_choices


class UserForm(forms.ModelForm):
    """A user; the place is a choice of the regency's districts and villages."""

    place_code = forms.ChoiceField(
        label="Wilayah",
        required=False,
        help_text="Hanya untuk petugas kecamatan (pilih kecamatan) dan petugas desa (pilih desa).",
    )

    class Meta:
        model = User
        fields: ClassVar = ["username", "full_name", "role", "place_code"]
        help_texts: ClassVar = {"username": "Huruf kecil tanpa spasi, misalnya siti.aminah"}
        labels: ClassVar = {
            "username": "Nama pengguna",
            "full_name": "Nama lengkap",
            "role": "Peran",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["place_code"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = place_choices()
        if self.instance.pk:
            # Decisions and audit events name the user by it.
            self.fields["username"].disabled = True
