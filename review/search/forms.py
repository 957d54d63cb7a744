"""What is typed at the consultation desk."""

from __future__ import annotations

from typing import Any

from django import forms

from review.accounts.models import User
from review.accounts.places import place_groups


class SearchForm(forms.Form):
    """A NIK, a KK or a name, and for a name the place."""

    dicari = forms.CharField(
        label="NIK, No. KK, atau nama",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Ketik NIK, No. KK, atau nama."},
    )
    tempat = forms.ChoiceField(
        label="Desa/kelurahan", required=False, help_text="Untuk pencarian nama."
    )

    def __init__(self, user: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["tempat"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = places_of(user)


def places_of(user: User) -> list[tuple[str, Any]]:
    """The places a user may choose from, beginning with all of what the user sees."""
    own = user.place_code
    seen = [
        (group, [(code, name) for code, name in places if code.startswith(own)])
        for group, places in place_groups()
    ]
    whole = f"Seluruh {user.place_name}" if not own else user.place_name
    return [(own, whole), *((group, places) for group, places in seen if len(places) > 1)]
