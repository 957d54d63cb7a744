"""The sentences of the letter to a village, in plain Bahasa Indonesia."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipelines.domain.numbers import thousands
from pipelines.domain.periods import next_period, period_words
from pipelines.publish.letters.months import window_words
from pipelines.publish.letters.village import Mistake, SentAgain, VillageFeedback, shown_file

SHOWN_PLACES: Final = 2
SHOWN_ROWS: Final = 14
SHOWN_REFUSED: Final = 2
SHOWN_TWICE: Final = 2


def subject(feedback: VillageFeedback) -> str:
    """What the letter is about: `Umpan balik daftar usulan Oktober 2026`."""
    return f"Umpan balik daftar usulan {period_words(feedback.period)}"


def opening(feedback: VillageFeedback) -> str:
    """Whether the list came, and in time."""
    month = period_words(feedback.period)
    window = window_words(feedback.window, feedback.period)
    if feedback.count.rows_read:
        files = _listed(feedback.files)
        late = (
            f" Daftar ini bertanggal sesudah batas waktu ({window}); mohon bulan depan lebih awal."
            if feedback.late
            else ""
        )
        return (
            f"Terima kasih, daftar usulan bulan {month} sudah kami terima dan baca ({files}). "
            f"Berikut hasilnya.{late}"
        )
    if feedback.refused:
        return (
            f"Terima kasih, berkas daftar usulan bulan {month} sudah kami terima, tetapi belum "
            "dapat dibaca. Belum ada keluarga dari desa/kelurahan ini yang terhitung bulan ini."
        )
    return (
        f"Sampai data bulan {month} diolah, kami belum menerima daftar usulan dari "
        f"desa/kelurahan ini (waktu pengiriman: {window}). Bila sudah dikirim, mohon hubungi kami "
        "supaya kami telusuri bersama."
    )


def _listed(files: Sequence[str]) -> str:
    names = [shown_file(file) for file in files]
    if len(names) == 1:
        return f"berkas {names[0]}"
    return f"{len(names)} berkas" + (f": {', '.join(names)}" if len(names) <= 3 else "")


def notices(feedback: VillageFeedback) -> list[str]:
    """What must be said before the counts: refused files, a population list, lists sent again."""
    lines = [
        f"Berkas {file}: {message}" for file, message in list(feedback.refused)[:SHOWN_REFUSED]
    ]
    if len(feedback.refused) > SHOWN_REFUSED:
        more = len(feedback.refused) - SHOWN_REFUSED
        lines.append(f"Ada {more} berkas lain yang juga tidak dapat dibaca.")
    if feedback.population_list:
        lines.append(
            "Daftar ini memuat sebagian besar penduduk, sehingga dipakai sebagai data penduduk dan "
            "belum dihitung sebagai usulan. Mohon kirim hanya keluarga yang diusulkan: hapus yang "
            "lain dari templat terlampir."
        )
    return lines + sent_again_words(feedback.sent_again)


def sent_again_words(lists: Sequence[SentAgain]) -> list[str]:
    """How the village's further lists of the month were taken, in a paragraph or two."""
    lines = []
    twice = [again for again in lists if again.same_as]
    for again in twice[:SHOWN_TWICE]:
        lines.append(
            f"Daftar {again.file} sama dengan {again.same_as}, hanya urutannya atau bentuk "
            "berkasnya yang berbeda. Tidak ada yang dihitung dua kali."
        )
    changing = [again for again in lists if not again.same_as]
    if changing:
        added, changed, same = (
            thousands(sum(getattr(again, name) for again in changing))
            for name in ("added", "changed", "same")
        )
        lines.append(
            f"Selain daftar pertama kami menerima {len(changing)} daftar susulan dan membacanya "
            f"sebagai satu dengan yang pertama: {added} orang ditambahkan, {changed} diperbaiki, "
            f"{same} tetap sama. Sel kosong pada daftar susulan tidak menghapus isian lama; "
            "rinciannya di lembar Perubahan."
        )
    lines += [
        f"Daftar {again.file} menyatakan menggantikan seluruh kiriman sebelumnya, jadi "
        f"{thousands(again.withdrawn)} orang yang tidak ada lagi di dalamnya tidak kami hitung "
        "sebagai usulan. Bila tidak dimaksudkan demikian, mohon kabari kami."
        for again in changing
        if again.withdrawn
    ]
    return lines


def places_words(mistake: Mistake) -> str:
    """The files, sheets and rows of a mistake, the fullest first, shortened to what fits."""
    ordered = sorted(mistake.places, key=lambda place: -len(place.rows))
    each = max(4, SHOWN_ROWS // min(len(ordered), SHOWN_PLACES))
    text = "; ".join(place.words(each) for place in ordered[:SHOWN_PLACES])
    rest = sum(len(place.rows) for place in ordered[SHOWN_PLACES:])
    return f"{text}; dan {thousands(rest)} baris di lembar lain" if rest else text


def closing(feedback: VillageFeedback) -> list[str]:
    """What is awaited next, until when, and on which form."""
    upcoming = next_period(feedback.period)
    window = window_words(feedback.window, upcoming)
    filled = (
        f"sudah berisi {thousands(feedback.carried_over)} orang dari daftar ini, dengan "
        "pilihan dan pemeriksaan di tiap kolom"
        if feedback.carried_over
        else "tinggal diisi, dengan pilihan dan pemeriksaan di tiap kolom"
    )
    form = f"Templat usulan {feedback.village.name} {upcoming}.xlsx"
    lines = [f"Kami tunggu {window}. Mohon pakai berkas terlampir “{form}”: {filled}."]
    if feedback.count.to_mend:
        lines[0] += (
            " Semua baris yang perlu diperbaiki ada di berkas “Umpan balik”, dengan cara "
            "memperbaikinya; di templat, selnya berwarna merah muda."
        )
    if feedback.count.rejected:
        lines[0] += " Baris yang ditolak tidak ikut di templat: tambahkan lagi dengan lengkap."
    return lines
