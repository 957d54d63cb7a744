"""Values of the sheet of changes, in the words of the form."""

from __future__ import annotations

import pytest

from pipelines.publish.letters.changes import shown_value


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("lantai", "8", "Tanah"),
        ("daya_listrik", "0", "Tanpa listrik"),
        ("kk_tidak_bekerja", "true", "Ya"),
        ("tempat_tinggal", "false", "Tidak Ada"),
        ("hubungan_keluarga", "istri", "Istri"),
        ("tanggal_lahir", "1980-03-12", "12-03-1980"),
        ("status", "pindah", "Pindah"),
        ("nik", "6305021203800001", "6305021203800001"),
        ("rt", None, ""),
        (None, None, ""),
    ],
)
def test_a_value_as_read_is_shown_in_the_forms_words(
    column: str | None, value: str | None, shown: str
) -> None:
    assert shown_value(column, value) == shown
