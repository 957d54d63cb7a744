"""Forms of the village pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from pipelines.domain.periods import period_words
from pipelines.domain.villages import district_of
from pipelines.domain.words import NO_HEADER
from pipelines.office.ledger import VERDICTS
from review.accounts.models import User
from review.accounts.roles import PLACES
from review.pages.reasons import without_long_number
from review.villages.lookup import regions
from review.villages.models import Contact
from review.villages.names import SUFFIXES, suffix_of
from schemas.columns import VOCABULARY
from schemas.sources import BY_VILLAGES, SOURCES, TABLES

LARGEST = 20  # MB of one file; a village's list has about one
IGNORED, WITHDRAWN = "abaikan", "unsure"


class VillageFilter(forms.Form):
    """Which villages to list; all without a choice."""

    kata = forms.CharField(label="Nama atau kode desa", required=False, max_length=60)
    kecamatan = forms.ChoiceField(label="Kecamatan", required=False)

    def __init__(self, data: Mapping[str, Any], user: User) -> None:
        super().__init__(data)
        own = {
            code: name
            for code, name in regions().districts.items()
            if code.startswith(district_of(user.place_code))
        }
        field = self.fields["kecamatan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Semua"), *own.items()]


class ContactForm(forms.ModelForm):
    """Whom to call in the village."""

    class Meta:
        model = Contact
        fields: ClassVar = ["name", "phone"]
        labels: ClassVar = {"name": "Nama", "phone": "Nomor telepon"}
        help_texts: ClassVar = {
            "name": "Petugas desa yang mengurus daftar, bukan warga yang diusulkan.",
        }


class UploadForm(forms.Form):
    """A file of a village, what it is, and the month it is for."""

    source = forms.ChoiceField(
        label="Jenis berkas", choices=[(name, SOURCES[name].label) for name in BY_VILLAGES]
    )
    period = forms.ChoiceField(label="Untuk bulan")
    file = forms.FileField(
        label="Berkas",
        allow_empty_file=True,  # the dry run says what to do about it
        help_text=f"Excel (.xlsx, .xls, .ods) atau CSV, paling besar {LARGEST} MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def __init__(self, user: User, current: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(period, period_words(period)) for period in open_periods(user, current)]

    def clean_file(self) -> UploadedFile:
        """ValidationError (in Indonesian) for what is not a table by its name, or too large."""
        file: UploadedFile = self.cleaned_data["file"]
        if suffix_of(file.name or "") not in SUFFIXES:
            raise forms.ValidationError(
                "Simpan daftarnya sebagai Excel (.xlsx) atau CSV, lalu pilih berkas itu."
            )
        if (file.size or 0) > LARGEST * 1024 * 1024:
            raise forms.ValidationError(
                f"Paling besar {LARGEST} MB. Hapus gambar di dalamnya, atau pecah per RT."
            )
        return file


def open_periods(user: User, current: str) -> list[str]:
    """Months that a user may upload for, the newest first; `current` is today's month.

    Officers of districts and villages add to months that are not published yet; the regency also
    to published ones, which are then to be run again.
    """
    workspace = settings.WORKSPACE
    published = workspace.published_periods()
    months = {current, *workspace.inbox_periods()}
    if user.role in PLACES and published:
        months = {month for month in months if month > published[-1]} | {current}
    return sorted(months, reverse=True)


class ColumnsForm(forms.Form):
    """What columns are that were not understood; a column left open stays as it was read."""

    reason = forms.CharField(
        label="Alasan",
        max_length=300,
        help_text="Misalnya: dijelaskan oleh pengirim lewat telepon.",
    )

    def __init__(self, columns: Iterable[Mapping[str, Any]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked: dict[str, tuple[str, str]] = {}
        for column in columns:
            name = f"{column['signature']}-{column['position']}"
            if not column["doubtful"] or name in self.asked:
                continue
            self.asked[name] = (column["signature"], column["key"])
            label = f"Kolom {column['position']}: {column['header'] or NO_HEADER}"
            if column["sheet"]:
                label += f" (lembar {column['sheet']})"
            self.fields[name] = forms.ChoiceField(
                label=label, required=False, choices=_meanings(column)
            )
        self.order_fields([*self.asked, "reason"])

    def clean_reason(self) -> str:
        """Without a NIK or KK: nothing in the ledger can be erased."""
        return without_long_number(self.cleaned_data["reason"])

    def answers(self) -> list[tuple[tuple[str, str], str]]:
        """((signature, header), verdict) of each column that was named."""
        given = self.cleaned_data
        return [(subject, given[name]) for name, subject in self.asked.items() if given[name]]


def _meanings(column: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The columns that the table of `column` has, by their labels."""
    names = [name for name in TABLES[column["table"]].header_names if name in VERDICTS["column"]]
    named = sorted(((name, VOCABULARY[name].label) for name in names), key=lambda pair: pair[1])
    taken = column["canonical"]
    now = f"Biarkan: {VOCABULARY[taken].label}" if taken else "Biarkan: belum dikenal"
    return [("", now), *named, (IGNORED, "Bukan data: abaikan"), (WITHDRAWN, "Tarik penetapan")]
