"""Families as a list's layout shows them: merged and blank KK cells, Buku Induk Penduduk."""

from __future__ import annotations

from tests.support.intake_files import FAMILIES, HEADER, aside, people, read, workbook

KKS = [row[1] for row in FAMILIES]


def _once(rows: list[list[object]], numbered: bool) -> list[list[object]]:
    """The rows with KK (and running number) on the first row of each family only."""
    seen: set[object] = set()
    result = []
    for row in rows:
        first = row[1] not in seen
        seen.add(row[1])
        no = len(seen) if first or not numbered else None
        result.append([no, row[1] if first else None, *row[2:]])
    return result


def test_a_kk_in_merged_cells_stands_on_every_row_of_the_family() -> None:
    rows = [HEADER, *_once(FAMILIES, numbered=True)]
    merges = {"S": [(2, 2, 4, 2), (5, 2, 6, 2)]}
    frame = people(read(workbook({"S": rows}, merges)))
    assert frame["no_kk"].to_list() == KKS
    assert frame["family_seq"].to_list() == [1, 1, 1, 2, 2, 3]


def test_a_blank_kk_is_filled_below_the_head() -> None:
    frame = people(read(workbook({"S": [HEADER, *_once(FAMILIES, numbered=True)]})))
    assert frame["no_kk"].to_list() == KKS


def test_a_blank_kk_is_filled_by_running_number_where_no_relation_is_given() -> None:
    rows = [[*row[:4], None, *row[5:]] for row in _once(FAMILIES, numbered=True)]
    frame = people(read(workbook({"S": [HEADER, *rows]})))
    assert frame["no_kk"].to_list() == KKS


def test_a_new_head_without_kk_never_takes_the_kk_above() -> None:
    rows = [list(row) for row in FAMILIES]
    rows[3][1] = rows[4][1] = None
    frame = people(read(workbook({"S": [HEADER, *rows]})))
    assert frame["no_kk"].to_list() == [*KKS[:3], None, None, KKS[5]]
    assert frame["family_seq"].to_list() == [1, 1, 1, 2, 2, 3]


def test_a_list_without_kk_column_shows_families_by_their_heads() -> None:
    header = [name for name in HEADER if name != "No. KK"]
    rows = [[row[0], *row[2:]] for row in FAMILIES]
    frame = people(read(workbook({"S": [header, *rows]})))
    assert frame["no_kk"].null_count() == 6
    assert frame["family_seq"].to_list() == [1, 1, 1, 2, 2, 3]


def test_a_single_missing_kk_in_an_unordered_list_is_not_filled() -> None:
    rows = [FAMILIES[i] for i in (0, 3, 1, 5, 4, 2)]
    rows = [[i, *row[1:]] for i, row in enumerate([*rows, *rows], start=1)]
    rows[2] = [3, None, *rows[2][2:]]
    frame = people(read(workbook({"S": [HEADER, *rows]})))
    assert frame["no_kk"][2] is None


def test_members_of_a_buku_induk_take_kk_and_address_from_their_family_row() -> None:
    rows = [
        ["BUKU INDUK PENDUDUK"],
        ["DESA/KELURAHAN : KARANGAN PUTIH"],
        ["No", "Nama Lengkap", "NIK", "Lahir", None, "SHDK"],
        [None, None, None, "Tempat Lahir", "Tgl/Bln/Th", None],
        ["(-1)", "(-2)", "(-3)", "(-4)", "(-5)", "(-6)"],
        [f"No. KK : {KKS[0]}", None, "Alamat : JL A", "RT/RW : 002/001", "Kepala Keluarga : RAMLI"],
        *[[i, r[3], r[2], "RANTAU", r[5], r[4]] for i, r in enumerate(FAMILIES[:3], start=1)],
        [f"No. KK : {KKS[3]}", None, "Alamat : JL B", "RT/RW : 3/1", "Kepala Keluarga : HASAN"],
        *[[i, r[3], r[2], "RANTAU", r[5], r[4]] for i, r in enumerate(FAMILIES[3:5], start=1)],
        ["Jumlah penduduk: 5"],
    ]
    reading = read(workbook({"BIP": rows}))
    frame = people(reading)
    assert reading.layout == "bip"
    assert frame["no_kk"].to_list() == KKS[:5]
    assert frame["alamat"].to_list() == ["JL A"] * 3 + ["JL B"] * 2
    assert frame["rt"].to_list() == ["002"] * 3 + ["3"] * 2
    families = people(reading, "bip_keluarga")
    assert families.select("row", "no_kk", "nama_kepala", "rw").rows() == [
        (6, KKS[0], "RAMLI", "001"),
        (10, KKS[3], "HASAN", "1"),
    ]
    assert aside(reading) == {("BIP", 5): "numbering", ("BIP", 13): "total"}
