"""Three villages send twice in a month: a correction, the same list re-sorted, a replacement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.machine.database import open_published
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month
from tests.support.printed_words import words_of
from tests.support.small_inbox import write

PERIOD = "2026-10"
BINUANG, TATAKAN, TUNGKAP = "63.05.01.1001", "63.05.02.2001", "63.05.01.2003"
HEADER = (
    "No;no_kk;nik;nama;jenis_kelamin;tanggal_lahir;hubungan_keluarga;alamat;rt;tempat_tinggal;"
    "kk_tidak_bekerja;khawatir_pangan;pangan_lebih_separuh;tidak_beli_pakaian;lantai"
)
NAMES = ["HAMDAN", "ARSYAD", "SAMSUDIN", "MURJANI", "FIRDAUS", "JUMBERI", "KASPUL", "BASRI"]
PREFIX = {BINUANG: "630501", TATAKAN: "630502", TUNGKAP: "630501"}
PLACE = {BINUANG: "BINUANG", TATAKAN: "TATAKAN", TUNGKAP: "TUNGKAP"}


def who(village: str, n: int) -> dict[str, str]:
    """An invented head of a family of one in a village; the n-th of eight."""
    shift = 40 * list(PREFIX).index(village)
    return {
        "no_kk": f"{PREFIX[village]}0101100{n + 1 + shift:03}",
        "nik": f"{PREFIX[village]}{n + 10}0{n + 1}7{list(PREFIX).index(village)}{n + 1 + shift:04}",
        "nama": f"{NAMES[n]} {PLACE[village]}",
        "jenis_kelamin": "L",
        "tanggal_lahir": f"{n + 10}-0{n + 1}-197{list(PREFIX).index(village)}",
        "hubungan_keluarga": "KEPALA KELUARGA",
        "alamat": f"JL MAWAR {n}",
        "rt": "1",
        "tempat_tinggal": "ada",
        "kk_tidak_bekerja": "ya",
        "khawatir_pangan": "ya",
        "pangan_lebih_separuh": "ya",
        "tidak_beli_pakaian": "tidak",
        "lantai": "keramik",
    }


def send(root: Path, name: str, title: list[str], people: list[dict[str, str]]) -> None:
    columns = HEADER.split(";")[1:]
    rows = [
        ";".join([str(number), *(person[c] for c in columns)])
        for number, person in enumerate(people, start=1)
    ]
    write(root / f"inbox/{PERIOD}/usulan-desa/{name}", [*title, HEADER, *rows])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = create_workspace(tmp_path_factory.mktemp("again") / "kantor", "63.05")
    root = place.root
    civil = "Nomor KK,NIK,Nama Penduduk,Kelamin,Tanggal Lahir,SHDK,Alamat,RT,Desa/Kel,Kecamatan"
    write(
        root / f"inbox/{PERIOD}/dukcapil/SIAK.csv",
        [civil]
        + [
            f"{p['no_kk']},{p['nik']},{p['nama']},L,{p['tanggal_lahir']},KEPALA KELUARGA,"
            f"{p['alamat']},1,{PLACE[village]},"
            for village in PREFIX
            for p in (who(village, n) for n in range(8))
        ],
    )
    write(
        root / f"inbox/{PERIOD}/dtks/ART.csv",
        ["IDBDT,IDARTBDT,Nama,JnsKel,TglLahir,NIK,NoKK,Hub_KRT",
         "B1,A1,ORANG LAIN,1,01-02-1950,6305070102500001,6305070101100099,1"],
    )  # fmt: skip
    # Binuang: a NIK with a digit lost, put right a week later; the criteria stay as they were
    first = [who(BINUANG, n) for n in range(3)]
    send(root, "Usulan Binuang 03-10-2026.csv", [f"Desa {PLACE[BINUANG]}"],
         [first[0] | {"nik": first[0]["nik"][:-1]}, *first[1:]])  # fmt: skip
    blank = dict.fromkeys(HEADER.split(";")[9:], "")
    send(root, "Usulan Binuang perbaikan 09-10-2026.csv", [f"Desa {PLACE[BINUANG]}"],
         [first[0] | blank | {"rt": "2"}, who(BINUANG, 3)])  # fmt: skip
    # Tatakan: the same rows from bottom to top
    same = [who(TATAKAN, n) for n in range(3)]
    send(root, "Usulan Tatakan.csv", ["DESA TATAKAN"], same)
    send(root, "Usulan Tatakan_2.csv", ["DESA TATAKAN"], same[::-1])
    # Tungkap: a list that says it replaces the one of the 3rd, without one of the three
    whole = [who(TUNGKAP, n) for n in range(3)]
    send(root, "Usulan Tungkap.csv", ["DESA TUNGKAP", "Tanggal 3 Oktober 2026"], whole)
    send(root, "Kiriman kedua Tungkap.csv",
         ["DAFTAR PENGGANTI USULAN DESA TUNGKAP", "Tanggal 10 Oktober 2026",
          "menggantikan daftar tanggal 3 Oktober 2026"], whole[1:])  # fmt: skip
    run_month(place, PERIOD)
    return place


def report(office: Workspace) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((office.out(PERIOD) / "report.json").read_text("utf-8"))
    return loaded


def base(path: str) -> str:
    return path.rsplit("/", 1)[-1]


def test_the_report_counts_what_each_further_list_changed(office: Workspace) -> None:
    counts = {
        base(row["file"]): [row[k] for k in ("added", "changed", "same", "withdrawn")]
        for row in report(office)["resubmissions"]
    }
    assert counts["Usulan Binuang perbaikan 09-10-2026.csv"] == [1, 1, 0, 0]
    assert counts["Kiriman kedua Tungkap.csv"] == [0, 0, 2, 1]
    assert len(counts) == 3


def test_the_same_list_in_another_order_is_reported_and_counted_once(office: Workspace) -> None:
    reported = report(office)["files_resorted"]
    assert [(base(row["file"]), base(row["same_as"])) for row in reported] == [
        ("Usulan Tatakan_2.csv", "Usulan Tatakan.csv")
    ]
    with open_published(office.database(PERIOD)) as con:
        rows = con.execute(
            f"select count(*), count(distinct person_id) from out.proposal "
            f"where village_code = '{TATAKAN}'"
        ).fetchall()
        listed = con.execute(
            f"select count(*) from out.listed_person where village_code = '{TATAKAN}'"
        ).fetchall()
    assert rows == [(3, 3)]
    assert listed == [(6,)], "all rows stay accounted"


def test_who_is_left_out_of_a_replacement_is_withdrawn(office: Workspace) -> None:
    with open_published(office.database(PERIOD)) as con:
        names = con.execute(
            "select p.nama, pr.person_id is not null from out.listed_person l "
            "join core.person p using (record_id) "
            "left join out.proposal pr using (person_id) "
            f"where l.village_code = '{TUNGKAP}' group by all order by all"
        ).fetchall()
        dates = con.execute(
            "select list_date, replaces_basis from out.village_list where replaces"
        ).fetchall()
    assert names == [
        ("ARSYAD TUNGKAP", True),
        ("HAMDAN TUNGKAP", False),
        ("SAMSUDIN TUNGKAP", True),
    ]
    assert [(str(day), basis) for day, basis in dates] == [("2026-10-10", "title")]
    assert any(w["code"] == "replacement_list" for w in report(office)["warnings"])


def test_a_person_whose_nik_was_put_right_is_one_person_and_keeps_the_criteria(
    office: Workspace,
) -> None:
    with open_published(office.database(PERIOD)) as con:
        found = con.execute(
            "select count(distinct l.person_id), count(*) from out.listed_person l "
            "join core.person p using (record_id) where p.nama = 'HAMDAN BINUANG'"
        ).fetchall()
        poverty = con.execute(
            "select poverty, len(record_ids) from out.poverty where record_id in "
            "(select record_id from core.person where nama = 'HAMDAN BINUANG')"
        ).fetchall()
    assert found == [(1, 2)]
    assert poverty == [("poor", 1)]


def test_the_villages_workbook_lists_the_changes(office: Workspace) -> None:
    (path,) = (office.out(PERIOD) / "feedback").glob(f"{BINUANG} */Umpan balik*")
    sheet = openpyxl.load_workbook(path)["Perubahan"]
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=5)]
    reported = [tuple(r[i] for i in (2, 4, 5, 6, 7)) for r in rows if r[4]]
    assert ("HAMDAN BINUANG", "Diperbaiki", "RT", "1", "2") in reported
    assert ("SAMSUDIN BINUANG", "Diperbaiki") not in [t[:2] for t in reported]
    assert [t[0] for t in reported if t[1] == "Ditambahkan"] == ["MURJANI BINUANG"]
    nik = next(t for t in reported if t[2] == "NIK")
    assert len(nik[3]) == 15
    assert len(nik[4]) == 16
    assert rows[-1][0].endswith("1 orang ditambahkan, 1 diperbaiki, 0 tetap sama, 0 ditarik.")


def test_a_fault_that_the_village_has_mended_is_not_asked_for_again(office: Workspace) -> None:
    """Binuang's short NIK stands in the old list only."""
    with open_published(office.database(PERIOD)) as con:
        codes = con.execute(
            "select list(p.code) from (select unnest(problems) p from core.record "
            f"where village_code = '{BINUANG}' and source = 'usulan-desa')"
        ).fetchall()
    assert "nik_short" in codes[0][0]
    (letter,) = (office.out(PERIOD) / "feedback").glob(f"{BINUANG} */Surat*")
    text, pages = words_of(letter)
    assert pages == 1
    assert "1 orang ditambahkan, 1 diperbaiki, 0 tetap sama" in text
    assert "NIK kurang" not in text


def test_the_letters_say_how_the_further_lists_were_taken(office: Workspace) -> None:
    def letter(code: str) -> str:
        (path,) = (office.out(PERIOD) / "feedback").glob(f"{code} */Surat*")
        return words_of(path)[0]

    assert "Usulan Tatakan_2.csv sama dengan Usulan Tatakan.csv" in letter(TATAKAN)
    assert "1 orang yang tidak ada lagi di dalamnya tidak kami hitung" in letter(TUNGKAP)


def test_next_months_form_leaves_out_who_was_withdrawn(office: Workspace) -> None:
    (path,) = (office.out(PERIOD) / "feedback").glob(f"{TUNGKAP} */Templat*")
    sheet = openpyxl.load_workbook(path)["Usulan"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "ARSYAD TUNGKAP" in texts
    assert "HAMDAN TUNGKAP" not in texts
