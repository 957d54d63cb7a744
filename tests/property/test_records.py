"""Property tests of how rows become records."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.standardize.records import UNTIDY, fold_spaces, identify
from schemas.sources import TABLES

SPACED = st.text(
    alphabet=[*"aB1-", *" \t\n\r\x0b\u0085\u00a0\u1680\u2003\u2028\u200b\u2060\u3000\ufeff"]
)


@given(SPACED)
def test_a_cell_is_untidy_exactly_when_folding_its_spaces_changes_it(text: str) -> None:
    frame = pl.DataFrame({"cell": [text]})
    folded = frame.select(fold_spaces(pl.col("cell")))["cell"][0]
    assert frame["cell"].str.contains(UNTIDY)[0] == (folded != text)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1, max_size=12))
def test_rows_of_one_content_are_numbered_and_repeat_within_their_file(
    cells: list[tuple[str, str]],
) -> None:
    """Each row has an id of its own; the first of a file with its content repeats nothing."""
    table = TABLES["usulan_desa"]
    empty = {name: None for name in (*table.column_names, "extra")}
    rows = [
        {**empty, "source": "usulan-desa", "table": table.name, "file": file, "nama": name}
        for file, name in sorted(cells, key=lambda cell: cell[0])
    ]
    schema = dict.fromkeys(rows[0], pl.String)
    found = identify(pl.DataFrame(rows, schema=schema), table)
    assert found["record_id"].n_unique() == len(rows)
    seen: dict[str, int] = {}
    held: set[tuple[str, str]] = set()
    for row, (record_id, repeated) in zip(
        rows, found.select("record_id", "repeated").iter_rows(), strict=True
    ):
        name, file = str(row["nama"]), str(row["file"])
        seen[name] = seen.get(name, 0) + 1
        assert record_id.partition("-")[2] == ("" if seen[name] == 1 else str(seen[name]))
        assert repeated == ((file, name) in held)
        held.add((file, name))
