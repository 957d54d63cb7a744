"""What the parsers promise for any text, and for any value written in any of its usual forms."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipelines.domain.regions import load_regions
from pipelines.standardize.addresses import read_address, read_rt
from pipelines.standardize.codes import read_money, read_relation, read_sex, read_va
from pipelines.standardize.dates import read_date, readings
from pipelines.standardize.indicators import read_housing, read_power, reading_of, token_of
from pipelines.standardize.names import (
    CHILD_OF,
    DEGREES,
    PLAIN,
    TITLES_BEFORE,
    fold,
    is_no_name,
    name_alone,
    read_name,
)
from pipelines.standardize.typed_numbers import read_number, read_numbers
from tests.support.standardize_world import core_of, raw

LATEST = date(2026, 10, 31)
TAPIN = load_regions("63.05")
texts = st.text(max_size=40) | st.text("0123456789-/., 'EOlNIKRTW", max_size=25)
births = st.dates(date(1930, 1, 1), LATEST)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_a_parser(text: str) -> None:
    digits, status = read_number(text)
    assert digits is None or digits.isdigit()
    assert status != "ok" or (digits is not None and len(digits) == 16)
    found = read_date(text, LATEST)
    assert found.day is None or found.year == found.day.year
    std, folded, _ = read_name(text)
    assert (std is None) == (folded is None)
    assert len(read_address(text)) == 5 and len(read_rt(text)) == 2
    assert read_sex(text) in {"L", "P", None}
    assert isinstance(is_no_name(text), bool)
    for value in (read_money(text), read_va(text)):
        assert value is None or isinstance(value, float)
    power = read_power(text)
    assert power is None or power in {0, 450, 900, 1300, 2200, 2201}
    floor = read_housing(text, "lantai")
    assert floor is None or 1 <= floor <= 9
    reading_of(frozenset({token_of(text)}), "tempat_tinggal")
    read_relation(text, "usulan_desa")
    found_village = TAPIN.village_in_text(text)
    assert found_village is None or found_village.code in TAPIN.by_code


near_nik = st.from_regex(r"[0-9]{6}[0-7][0-9][01][0-9]{3}(?:[0-9]{4}|0000|0001)", fullmatch=True)
near_dummy = st.from_regex(
    r"630501([1-9])\1{9}|([0-9])\2{15}|[0-9]{6}111111[0-2]{4}", fullmatch=True
)


@given(st.lists(st.none() | near_nik | near_dummy | texts, min_size=1))
@settings(deadline=None)
def test_a_column_of_numbers_reads_as_each_of_them_does(typed: list[str | None]) -> None:
    read = read_numbers(pl.Series("nik", typed, dtype=pl.String))
    assert read.columns == ["digits", "status"]
    assert read.rows() == [(None, "missing") if t is None else read_number(t) for t in typed]


near_dates = st.from_regex(
    r"(?:1[89]|2[012])[0-9]{2}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9]([-/.])[01][0-9]\1(?:19|20)?[0-9]{2}",
    fullmatch=True,
)


@given(st.lists(st.none() | near_dates | texts, min_size=1))
@settings(deadline=None)
def test_a_column_of_dates_reads_as_each_of_them_does(typed: list[str | None]) -> None:
    found = readings(pl.Series("tanggal", typed, dtype=pl.String), LATEST)
    one_by_one = [None if t is None else read_date(t, LATEST) for t in typed]
    assert found.select("day", "swapped", "year", "kind").rows() == [
        (r.day, r.swapped, r.year, r.kind) if r else (None,) * 4 for r in one_by_one
    ]


telling_words = sorted({*TITLES_BEFORE, *DEGREES, *CHILD_OF, "ALIAS", "ALS", "AKA", "SITI", "M"})
plain_names = st.lists(
    st.sampled_from(telling_words) | st.text("ASTLMHDK", min_size=1, max_size=5), min_size=1
).map(" ".join)


@given(plain_names)
@settings(max_examples=1000, deadline=None)
def test_a_plain_name_holds_nothing_to_take_away(name: str) -> None:
    assume(PLAIN.fullmatch(name))
    assert name_alone(name).split() == name.split()


@given(births, st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d"]))
@settings(deadline=None)
def test_a_full_date_reads_back_in_every_form(day: date, form: str) -> None:
    assert read_date(day.strftime(form), LATEST).day == day


@given(births.filter(lambda d: d > date(1926, 10, 31)))
@settings(deadline=None)
def test_a_short_year_reads_back_within_a_century_of_the_period(day: date) -> None:
    assert read_date(day.strftime("%d/%m/%y"), LATEST).day == day


@given(st.lists(st.sampled_from(["RAHMAN", "SYAFII", "ZULFA", "QOMAR", "DJOEM", "III"])))
def test_folding_twice_keeps_the_number_of_words(words: list[str]) -> None:
    assert len(fold(" ".join(words)).split()) == len(words)


@given(st.integers(0, 10**9))
def test_money_reads_the_same_with_and_without_dots(amount: int) -> None:
    dotted = f"Rp {amount:,}".replace(",", ".")
    assert read_money(dotted) == read_money(str(amount)) == float(amount)


rows = st.fixed_dictionaries(
    {
        "nama": st.sampled_from(["ANANG", "BETI", "CATUR", None, "-"]),
        "nik": st.sampled_from(["6305011903740001", "0", "63050119", None]),
        "no_kk": st.sampled_from(["6305011110100009", None]),
        "tanggal_lahir": st.sampled_from(["19-03-1974", "1974", "x", None]),
        "hubungan_keluarga": st.sampled_from(["1", "3", "ANAK", "?", None]),
        "lantai": st.sampled_from(["8", "tanah", "v", None]),
        "khawatir_pangan": st.sampled_from(["v", "1", "2", "Y", None]),
    }
)


@given(st.lists(rows, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=12, deadline=None)
def test_rows_in_any_order_are_the_same_records(
    found: list[dict[str, str | None]], random: object
) -> None:
    moved = list(found)
    random.shuffle(moved)  # type: ignore[attr-defined]
    here, there = core_of(raw("usulan_desa", *found)), core_of(raw("usulan_desa", *moved))
    assert here["record"].height == len(found)
    columns = ["record_id", "outcome", "problems"]
    assert here["record"].select(columns).equals(there["record"].select(columns))
    assert here["indicator"].equals(there["indicator"])
