"""Small things that every output is made of."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.machine.file_names import masked
from pipelines.publish.dashboard.charts import embeddable
from pipelines.publish.dashboard.page import SENT_WORDS
from pipelines.publish.report import (
    all_warnings,
    carried_forward,
    population_list_warnings,
    rules_version,
)
from pipelines.publish.run_info import RunInfo
from pipelines.publish.workbooks.styles import lines_needed, row_height
from pipelines.publish.workbooks.verification import (
    REASON_LENGTH,
    listed_cells,
    room_left,
    short_reason,
)
from schemas import out
from schemas.problems import PROBLEMS, split_message


def test_a_problem_message_is_parted_into_fault_and_remedy() -> None:
    assert split_message("No. KK kosong. Isi 16 angka.") == ("No. KK kosong.", "Isi 16 angka.")
    assert split_message("Orang tidak dikenali: isi NIK.") == (
        "Orang tidak dikenali.",
        "Isi NIK.",
    )
    assert split_message("Excel membulatkan NIK: angka terakhir 0. Ketik ulang.") == (
        "Excel membulatkan NIK: angka terakhir 0.",
        "Ketik ulang.",
    )


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_says_what_is_wrong_and_what_to_do(code: str) -> None:
    wrong, remedy = split_message(PROBLEMS[code].message)
    assert wrong.endswith(".") and remedy.endswith(".")
    assert remedy[0].isupper()


def finding(**values: object) -> dict:
    return {
        "flag_id": "f1",
        "kind": "deceased_in_dtks",
        "subtype": None,
        "kk": "1",
        "head_name": "BURHAN",
        "head_nik": "11",
        "alamat": None,
        "rt": None,
        "rw": None,
        "people": [{"nama": "CITRA", "nik": "22"}, {"nama": "DARMI", "nik": None}],
        "reasons": [],
        "state": "new",
        "last_judged": "2026-10",
    } | values


def test_an_unheard_finding_says_of_which_month_it_speaks() -> None:
    cells = listed_cells(
        finding(
            state="unheard", last_judged="2026-08", head_name=None,
            reasons=[{"evidence": "Keluarga BURHAN diusulkan."}],
        )
    )  # fmt: skip
    assert cells["Alasan Singkat"] == ("Terakhir dinilai Agustus 2026. Keluarga BURHAN diusulkan.")


def test_a_finding_about_members_lists_them_line_by_line_with_the_head_below() -> None:
    cells = listed_cells(finding())
    assert cells["Nama Kepala Keluarga / Orang"] == "CITRA\nDARMI\n(KK: BURHAN)"
    assert cells["NIK"] == "22\n-"


def test_a_finding_about_the_household_lists_its_head() -> None:
    cells = listed_cells(finding(kind="missing_from_dtks", subtype="sktm_only"))
    assert cells["Nama Kepala Keluarga / Orang"] == "BURHAN"
    assert cells["NIK"] == "11"
    assert cells["Temuan"] == "Belum terdaftar di registri (hanya memegang SKTM)"


def test_reasons_are_said_once_and_cut_at_a_word() -> None:
    twice = [{"evidence": "Sama. "}, {"evidence": "Sama."}]
    assert short_reason(twice) == "Sama."
    long = short_reason([{"evidence": "kata " * 200}])
    assert long.endswith("kata …")
    assert len(long) <= REASON_LENGTH + 2


def test_a_beginning_is_said_once() -> None:
    start = "Keluarga AMAT terdaftar, padahal anggota keluarga"
    written = short_reason(
        [
            {"evidence": f"{start} SITI tercatat sebagai ASN."},
            {"evidence": f"{start} SITI tercatat sebagai pelanggan listrik 3500 VA."},
            {"evidence": f"{start} BUDI memiliki kendaraan beroda 4."},
        ]
    )
    assert written == (
        f"{start} SITI tercatat sebagai ASN. Juga pelanggan listrik 3500 VA."
        " Juga BUDI memiliki kendaraan beroda 4."
    )


@given(st.lists(st.tuples(st.text(max_size=500), st.floats(1, 60)), max_size=5))
def test_rows_are_high_enough_for_the_fullest_cell_and_never_too_high_for_excel(
    cells: list[tuple[str, float]],
) -> None:
    height = row_height(cells)
    assert 27 <= height <= 409
    needed = max((12 * lines_needed(text, width) for text, width in cells), default=0)
    assert height == 409 or height >= needed


def test_room_is_counted_on_the_last_page() -> None:
    assert room_left([], 600) == 600 - 122
    assert room_left([400, 100], 600) == 600 - 30 - 100


def test_a_chart_is_cleaned_for_embedding() -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="x" width="10" height="5" '
        'viewBox="0 0 10 5"><clipPath id="clip7"/><g clip-path="url(#clip7)" role="x" '
        'aria-label="y" transform="translate(0,12.3456789012345678)"/></svg>'
    )
    assert embeddable(raw, "a", 'satu "dua"') == (
        '<svg role="img" aria-label="satu &quot;dua&quot;" viewBox="0 0 10 5">'
        '<clipPath id="a-1"/><g clip-path="url(#a-1)" transform="translate(0,12.35)"/></svg>'
    )


def test_long_numbers_in_file_names_are_blotted_out() -> None:
    assert masked("2026-10/sktm/6305014101800001 sktm.xlsx") == "2026-10/sktm/6305… sktm.xlsx"
    assert masked("penduduk_082026.xlsx") == "penduduk_082026.xlsx"


def test_every_punctuality_has_its_word_on_the_dashboard() -> None:
    codes = out.Coverage.to_schema().columns["punctuality"].checks[0].statistics["allowed_values"]
    assert set(codes) == set(SENT_WORDS)


RUN = RunInfo(
    datetime(2026, 11, 1), datetime(2026, 11, 1), warnings=[("b", "s", "B"), ("a", "s", "A")]
)


def test_a_month_without_registry_or_dukcapil_says_so() -> None:
    codes = [code for code, _, _ in all_warnings(pl.DataFrame({"source": ["sktm"]}), RUN, [])]
    assert codes == ["a", "b", "no_registry", "no_dukcapil"]
    read = pl.DataFrame({"source": ["dtsen", "dukcapil"]})
    assert [code for code, _, _ in all_warnings(read, RUN, ["dtsen"])] == ["a", "b"]
    # an extract of a registry that does not decide is no registry for findings
    assert [code for code, _, _ in all_warnings(read, RUN, [])] == ["a", "b", "no_registry"]


def test_a_population_list_is_reported_with_its_files_and_what_to_do() -> None:
    lists = pl.DataFrame(
        {
            "village_code": ["63.05.01.1001"],
            "village": ["Kelurahan Binuang"],
            "persons": [60],
            "population": [80],
            "files": [[f"2026-10/usulan-desa/RT {n}.csv" for n in range(1, 6)]],
        }
    )
    ((code, source, message),) = population_list_warnings(lists)
    assert (code, source) == ("population_list", "usulan-desa")
    assert "60 dari 80 orang" in message and "padan decisions import" in message
    assert "RT 1.csv, RT 2.csv, RT 3.csv, dan 2 berkas lain" in message


def test_files_carried_forward_are_listed_with_their_age_oldest_first() -> None:
    read = pl.DataFrame(
        {
            "source": ["dtks", "sktm", "asn"],
            "file": ["x", "y", "z"],
            "carried_from": ["2026-09", None, "2026-07"],
        }
    )
    found = carried_forward(read, "2026-10")
    assert [(c["source"], c["age_months"]) for c in found] == [("asn", 3), ("dtks", 1)]


def test_a_run_without_rules_in_force_has_no_rules_version() -> None:
    assert rules_version(pl.DataFrame({"version": []}, schema={"version": pl.String})) is None
    assert rules_version(pl.DataFrame({"version": ["v", "v"]})) == "v"
