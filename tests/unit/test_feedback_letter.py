"""The letter itself: one page whatever it has to say, plain text stays plain, equal is equal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.domain.villages import Village
from pipelines.office.config import WindowConfig
from pipelines.publish.letters.letter import printable, write_letter
from pipelines.publish.letters.months import MonthCount
from pipelines.publish.letters.village import Mistake, SentAgain, VillageFeedback, Where, shown_file
from pipelines.publish.letters.wording import closing, notices, opening
from tests.support.printed_words import words_of

SHORT = Mistake(
    "nik_short", "NIK kurang dari 16 angka.", "Periksa lagi.", ("NIK",), 3,
    (Where("usulan.xlsx", "RT 1", (7, 9, 10)),),
)  # fmt: skip
SENT = VillageFeedback(
    village=Village("63.05.02.2001", "Tatakan", "Tapin Selatan", "Kabupaten Tapin"),
    period="2026-10",
    window=WindowConfig(),
    late=False,
    months=[MonthCount("2026-09", 40, 40, 0, 8), MonthCount("2026-10", 50, 48, 2, 5)],
    files=["2026-10/usulan-desa/usulan.xlsx"],
    mistakes=[SHORT],
    carried_over=48,
)
SILENT = replace(SENT, late=False, months=[MonthCount("2026-10")], files=[], mistakes=[],
                 carried_over=0)  # fmt: skip


def written(feedback: VillageFeedback, folder: Path) -> tuple[str, int]:
    """The words of the letter, and its pages."""
    path = folder / "surat.pdf"
    write_letter(feedback, path)
    return words_of(path)


def test_the_letter_names_village_counts_mistakes_and_window(tmp_path: Path) -> None:
    text, pages = written(SENT, tmp_path)
    assert pages == 1
    for said in (
        "PEMERINTAH KABUPATEN TAPIN", "DINAS SOSIAL", "Kepala Desa Tatakan", "50", "48", "2",
        "NIK kurang dari 16 angka", "3 baris", "usulan.xlsx, lembar RT 1, baris 7, 9–10",
        "Periksa lagi.", "Oktober 2026", "20%", "10%", "turun dari 20%",
        "tanggal 1 sampai 17 November 2026",
    ):  # fmt: skip
        assert said in text, said


def test_a_kelurahans_letter_goes_to_the_lurah(tmp_path: Path) -> None:
    village = Village("63.05.01.1001", "Binuang", "Binuang", "Kabupaten Tapin")
    text, _ = written(replace(SENT, village=village), tmp_path)
    assert "Lurah Binuang" in text


def test_a_village_that_sent_nothing_is_asked_kindly(tmp_path: Path) -> None:
    text, pages = written(SILENT, tmp_path)
    assert pages == 1
    assert "belum menerima daftar usulan" in text
    assert "baris dibaca" not in text
    assert "1 berkas Excel" in text


def test_a_file_that_could_not_be_read_is_named_with_what_to_do() -> None:
    refused = replace(SILENT, refused=[("terkunci.xlsx", "Hapus kata sandinya.")])
    assert "belum dapat dibaca" in opening(refused)
    assert notices(refused) == ["Berkas terkunci.xlsx: Hapus kata sandinya."]


def test_a_late_list_is_answered_with_the_window() -> None:
    assert "sesudah batas waktu" not in opening(SENT)
    late = replace(SENT, late=True)
    assert "sesudah batas waktu (tanggal 1 sampai 17 Oktober 2026)" in opening(late)


def test_a_population_list_is_asked_for_proposals_only() -> None:
    (sentences,) = notices(replace(SENT, population_list=True))
    assert "sebagian besar penduduk" in sentences


def test_further_lists_are_counted_in_persons() -> None:
    again = SentAgain("b.xlsx", added=1200, changed=3, same=4, withdrawn=0)
    sentences = notices(replace(SENT, sent_again=[again, replace(again, added=1)]))
    assert len(sentences) == 1
    assert "2 daftar susulan" in sentences[0]
    assert "1.201 orang ditambahkan, 6 diperbaiki, 8 tetap sama" in sentences[0]


def test_a_replacement_and_a_list_sent_twice_are_told_apart() -> None:
    replacing = SentAgain("pengganti.xlsx", added=0, changed=0, same=4, withdrawn=2)
    twice = SentAgain("b.xlsx", added=0, changed=0, same=4, withdrawn=0, same_as="a.xlsx")
    sentences = notices(replace(SENT, sent_again=[twice, replacing]))
    assert sentences[0].startswith("Daftar b.xlsx sama dengan a.xlsx, hanya urutannya")
    assert "1 daftar susulan" in sentences[1]
    assert "2 orang yang tidak ada lagi di dalamnya" in sentences[2]


def test_rejected_rows_are_said_not_to_be_on_the_form() -> None:
    assert "Baris yang ditolak tidak ikut" in closing(SENT)[0]
    clean = replace(SENT, months=[MonthCount("2026-10", 50, 50, 0, 0)], mistakes=[])
    assert "ditolak" not in closing(clean)[0]


def test_a_village_without_mistakes_is_thanked(tmp_path: Path) -> None:
    clean = replace(SENT, months=[MonthCount("2026-10", 50, 50, 0, 0)], mistakes=[])
    text, _ = written(clean, tmp_path)
    assert "Tidak ada baris yang perlu diperbaiki" in text
    assert "Kesalahan" not in text


@pytest.mark.parametrize("name", ["<b>a", "a & b", "<img src='x'/>", "😀.xlsx", "‮abc", "a\x00b"])
def test_whatever_a_file_is_called_the_letter_is_written(name: str, tmp_path: Path) -> None:
    where = (Where(name, name, tuple(range(1, 400, 2))),)
    odd = replace(
        SENT, files=[name], mistakes=[replace(SHORT, places=where)], refused=[(name, name)] * 4
    )
    text, pages = written(odd, tmp_path)
    assert pages == 1
    # Markup characters are drawn apart from the words next to them.
    assert "".join(shown_file(printable(name)).split()) in "".join(text.split())


def test_the_longest_letter_still_fits_one_page(tmp_path: Path) -> None:
    where = tuple(Where("x" * 60, "lembar yang panjang " * 2, tuple(range(1, 900, 2)))
                  for _ in range(9))  # fmt: skip
    months = [MonthCount(f"2026-{m:02}", 12_000, 11_000, 1_000, 9_000) for m in range(5, 11)]
    longest = replace(
        SENT,
        months=months,
        files=["y" * 60 + ".xlsx"] * 3,
        mistakes=[replace(SHORT, wrong="Salah " * 25, remedy="Perbaiki " * 25, places=where)] * 9,
        refused=[("z" * 60, "Simpan ulang " * 20)] * 9,
        population_list=True,
        sent_again=[
            SentAgain(
                f"{'susulan ' * 9}{n}.xlsx", 9999, 9999, 9999, 9999, "lama.xlsx" if n else None
            )
            for n in range(4)
        ],
        late=True,
    )
    text, pages = written(longest, tmp_path)
    assert pages == 1
    assert "Kepala Dinas Sosial" in text


def test_the_same_letter_is_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_letter(SENT, first)
    write_letter(SENT, second)
    assert first.read_bytes() == second.read_bytes()
