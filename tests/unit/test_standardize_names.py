"""Names in comparison form."""

from __future__ import annotations

import pytest

from pipelines.standardize.names import fold, is_no_name, read_name


@pytest.mark.parametrize(
    ("typed", "std"),
    [
        ("H. Juraini", "JURAINI"),
        ("HJ.AULIA", "AULIA"),
        ("Naila Nisa, A.Md", "NAILA NISA"),
        ("Drs. H. RUSLAN, M.Pd.I", "RUSLAN"),
        ("HASAN S.Pd", "HASAN"),
        ("GUSTI RAHMAN", "RAHMAN"),
        ("Gusti", "GUSTI"),
        ("H", "H"),
        ("M. NOOR", "MUHAMMAD NUR"),
        ("Moch. Akhmad Abd. Rahman", "MUHAMMAD AHMAD ABDUL RAHMAN"),
        ("St. Aisyah", "SITI AISYAH"),
        ("Haikal\nMaulana  Akbar", "HAIKAL MAULANA AKBAR"),
        ('AULIA PUTRI "IYAH"', "AULIA PUTRI"),
        ("ABD. RAHMAN (ALM)", "ABDUL RAHMAN"),
        ("Nur'aini", "NURAINI"),
        ("UTUH ALIAS BUSU", "UTUH"),
        ("ALIAS BUSU", "ALIAS BUSU"),  # nothing stands before it: all there is of a name
        ("Zulfa\u00e9", "ZULFAE"),
    ],
)
def test_titles_and_variants_do_not_hide_the_name(typed: str, std: str) -> None:
    assert read_name(typed)[0] == std


@pytest.mark.parametrize(
    "typed", ["MARIATI BT ANANG", "Mariati binti Anang", "MARIATI BTI. ANANG", "MARIATI B. ANANG"]
)
def test_the_father_is_split_off_after_bin_or_binti(typed: str) -> None:
    std, _, father = read_name(typed)
    assert (std, father) == ("MARIATI", "ANANG")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("DJOEMADI", "JUMADI"),
        ("SOEHARTO", "SUHARTO"),
        ("TJIPTO", "CIPTO"),
        ("FITRIANI", "PITRIYANI"),
        ("NOVITA", "NOFITA"),
        ("ZAINAB", "JAINAP"),
        ("RAHMADI", "RAKHMADI"),
        ("RAMADHANI", "RAMADANI"),
        ("HASANAH", "HASANA"),
        ("JAMALUDDIN", "JAMALUDIN"),
        ("AHMAD", "AKHMAT"),
        ("KAYLA", "KAILA"),
        ("SYAIFULLAH", "SAIFULLAH"),
        ("USMAN", "UTSMAN"),
    ],
)
def test_spellings_of_one_name_fold_together(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"), [("RAHMAN", "ROHMAN"), ("HASAN", "HUSIN"), ("SALEH", "SALMAH")]
)
def test_different_names_do_not_fold_together(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_the_roman_number_of_a_street_is_kept() -> None:
    assert fold("PEMBANGUNAN III") == "PEMBANGUNAN III"


@pytest.mark.parametrize("typed", ["-", "0", "...", "NN", "XXX", "TIDAK ADA", "#N/A"])
def test_placeholders_are_no_names(typed: str) -> None:
    assert is_no_name(typed)


def test_a_formula_is_kept_as_a_name_with_what_letters_remain() -> None:
    typed = '=HYPERLINK("http://x.example","klik")'
    assert not is_no_name(typed)
    assert read_name(typed)[0] == "HYPERLINK HTTP X EXAMPLE KLIK"
