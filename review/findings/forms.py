"""The forms of the queue and of one finding. Field names stand in addresses and are Indonesian."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from pipelines.domain.words import KINDS, STATES
from review.accounts.models import User
from review.findings.answers import CHOICES
from review.findings.attachments import AttachmentField
from review.findings.deciding import DECIDED
from review.pages.reasons import without_long_number

ANY = [("", "Semua")]
SORTS = {
    "": "Paling mendesak",
    "priority": "Prioritas",
    "oldest": "Paling lama",
    "village": "Desa/kelurahan",
}


class FindingFilter(forms.Form):
    """What the queue shows. Nothing personal: it stands in the address."""

    jenis = forms.ChoiceField(
        label="Jenis",
        required=False,
        choices=ANY + [(kind, words.title) for kind, words in KINDS.items()],
    )
    wilayah = forms.ChoiceField(label="Wilayah", required=False)
    prioritas = forms.TypedChoiceField(
        label="Prioritas",
        required=False,
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # the stubs know of texts only
        choices=ANY + [(n, str(n)) for n in range(1, 6)],
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Masih berlaku"), ("all", "Semua"), *STATES.items()],
    )
    keputusan = forms.ChoiceField(
        label="Keputusan", required=False, choices=[*ANY, *DECIDED.items()]
    )
    jawaban = forms.ChoiceField(
        label="Jawaban desa", required=False, choices=[*ANY, *CHOICES.items()]
    )
    tinjau = forms.ChoiceField(
        label="Perlu ditinjau",
        required=False,
        choices=[*ANY, ("yes", "Harus diputuskan orang"), ("no", "Sudah pasti menurut aturan")],
    )
    tugas = forms.ChoiceField(
        label="Ditugaskan",
        required=False,
        choices=[*ANY, ("saya", "Kepada saya"), ("belum", "Belum kepada siapa pun")],
    )
    urut = forms.ChoiceField(label="Urutan", required=False, choices=[*SORTS.items()])

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        place = self.fields["wilayah"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = places


class DecisionForm(forms.Form):
    """A word on a finding or a proposal, with its reason."""

    keputusan = forms.ChoiceField(label="Keputusan Anda", widget=forms.RadioSelect)
    alasan = forms.CharField(
        label="Alasan",
        max_length=2000,
        min_length=5,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Apa dasarnya: musdes, kunjungan, surat, telepon. Orang lain akan membacanya; "
        "jangan menulis NIK atau No. KK.",
        error_messages={"required": "Tuliskan alasannya; tanpa alasan keputusan tidak disimpan."},
    )

    def __init__(self, *args: Any, words: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        word = self.fields["keputusan"]
        assert isinstance(word, forms.ChoiceField)
        word.choices = words

    def clean_alasan(self) -> str:
        """Without a NIK or KK: nothing in the ledger can be erased."""
        return without_long_number(self.cleaned_data["alasan"])


class AssignmentForm(forms.Form):
    """Findings and who is to look after them; `cabut` takes them back from whoever does."""

    petugas = forms.ModelChoiceField(
        label="Tugaskan kepada",
        queryset=User.objects.none(),
        empty_label="— pilih petugas —",
    )
    semua = forms.BooleanField(required=False)
    cabut = forms.BooleanField(required=False)
    temuan = forms.TypedMultipleChoiceField(required=False)

    def __init__(self, *args: Any, users: Any, flags: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        person = self.fields["petugas"]
        assert isinstance(person, forms.ModelChoiceField)
        person.queryset = users
        ticked = self.fields["temuan"]
        assert isinstance(ticked, forms.TypedMultipleChoiceField)
        ticked.choices = [(flag, flag) for flag in flags]

    def clean(self) -> dict[str, Any]:
        """A user, unless findings are taken back: then nobody, and the ticked ones only."""
        given = super().clean() or {}
        if given.get("cabut"):
            self.errors.pop("petugas", None)
            return given | {"petugas": None, "semua": False}
        return given


class SavedFilterForm(forms.Form):
    """The name under which the filter in the address is kept."""

    nama = forms.CharField(label="Nama saringan", max_length=40)


class AttachmentForm(forms.Form):
    """A photo or letter and what it shows."""

    judul = forms.CharField(
        label="Keterangan", max_length=100, help_text="Misalnya: foto rumah, surat kematian"
    )
    berkas = AttachmentField(label="Berkas")

    def clean_judul(self) -> str:
        """Without a NIK or KK."""
        return without_long_number(self.cleaned_data["judul"])
