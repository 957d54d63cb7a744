"""How a family stands, why, and what to do next: sentences for the desk and for the resident.

They speak of the family as a whole and name nobody, so that a page for one resident says nothing
of others. Local government proposes and verifies; the ministry decides who is registered, which
desil a family has and who receives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipelines.domain.dates import date_words
from pipelines.domain.periods import period_words
from pipelines.explain.unlisted import UNLISTED, why_unlisted
from review.search.facts import Facts


@dataclass(frozen=True)
class Advice:
    """One thing to tell: how it stands (`title`), why, and what to do next."""

    title: str
    why: str
    next: str


def advise(facts: Facts) -> list[Advice]:
    """What to tell the family, the most important first; never empty."""
    advice = [one for say in SAID if (one := say(facts)) is not None]
    return advice or [
        Advice(
            "Tidak ada yang perlu diurus saat ini",
            "Tidak ada temuan tentang keluarga ini pada bulan ini.",
            "Laporkan kepada desa/kelurahan bila keadaan keluarga berubah.",
        )
    ]


def _registration(facts: Facts) -> Advice | None:
    """Whether the family is in the registry, and if not, why not."""
    code = why_unlisted(
        facts.family, facts.kinds, facts.dismissed, registry_known=facts.registry_known
    )
    if code is None:
        return _missing(facts)
    if code == "registered":
        return _registered(facts)
    words = UNLISTED[code]
    title = words.title.format(desil=facts.family["dtsen_desil"])
    return Advice(title, words.why, words.next)


def _registered(facts: Facts) -> Advice:
    since = {row["registry"]: row["since"] for row in facts.registries if row["present"]}
    named = [
        f"{row['words']} (sejak {period_words(since[row['registry']])})"
        if row["registry"] in since
        else row["words"]
        for row in facts.standings
        if row["decides"] and row["standing"] == "listed"
    ]
    where = " dan ".join(named) or "terdaftar"
    receives = bool(facts.programs)
    return Advice(
        f"Sudah {where}",
        "Terdaftar berarti dapat dipertimbangkan untuk bantuan. Penerima tiap program ditetapkan "
        "pusat menurut syarat program dan kuota."
        if not receives
        else "Keluarga ini juga tercatat menerima bantuan; lihat daftar program.",
        "Tanyakan syarat program kepada pendamping PKH, TKSK, atau Dinas Sosial."
        if not receives
        else "Laporkan ke desa/kelurahan bila data keluarga berubah (pindah, lahir, meninggal).",
    )


def _missing(facts: Facts) -> Advice:
    family = facts.family
    (flag,) = [one for one in facts.findings if one["kind"] == "missing_from_dtks"]
    since = period_words(flag["first_period"])
    if family["proposal_confirmed"]:
        return Advice(
            "Belum terdaftar; usulannya sudah disetujui",
            "Dinas Sosial sudah menyetujui keluarga ini untuk diusulkan lewat SIKS-NG.",
            "Tunggu penetapan pusat. Tanyakan lagi bulan depan.",
        )
    if flag["subtype"] == "near_match":
        return Advice(
            "Belum dapat dipastikan terdaftar atau belum",
            "Ada data yang mirip di registri; petugas harus memastikan apakah itu keluarga ini.",
            "Perlihatkan KTP dan KK kepada petugas supaya datanya dicocokkan.",
        )
    if flag["subtype"] == "indicators_missing":
        return Advice(
            "Belum terdaftar; keterangannya belum lengkap",
            f"Diusulkan desa/kelurahan, tetapi ada keterangan yang kosong: {_listed(facts)}.",
            "Mintalah desa/kelurahan melengkapi keterangan itu pada kiriman bulan depan.",
        )
    if flag["subtype"] == "sktm_only":
        return Advice(
            "Belum terdaftar; baru memegang SKTM",
            "SKTM tidak memasukkan keluarga ke registri, dan desa/kelurahan belum mengusulkannya.",
            "Mintalah RT/RW membawa nama keluarga ini ke musyawarah desa/kelurahan.",
        )
    return Advice(
        "Belum terdaftar; sudah diusulkan",
        f"Memenuhi kriteria miskin dan diusulkan desa/kelurahan; ditemukan sejak {since} dan "
        "menunggu verifikasi.",
        "Tunggu kunjungan petugas desa/kelurahan, dan siapkan KTP serta KK semua anggota.",
    )


def _certificate(facts: Facts) -> Advice | None:
    if not facts.certificates:
        return None
    valid = [row for row in facts.certificates if row["valid"]]
    if not valid:
        return Advice(
            "SKTM sudah tidak berlaku",
            "Surat yang tercatat sudah lewat masa berlakunya.",
            "Bila masih diperlukan, mintalah surat baru di desa/kelurahan.",
        )
    last = max((row["valid_until"] for row in valid if row["valid_until"]), default=None)
    until = f" sampai {date_words(last)}" if last else ""
    if "ineligible_sktm" in facts.kinds:
        return Advice(
            f"SKTM berlaku{until}, tetapi perlu klarifikasi",
            "Ada keterangan yang tidak sejalan dengan SKTM, misalnya pekerjaan, upah, atau "
            "kepemilikan.",
            "Bawalah bukti kepada Dinas Sosial. Surat tetap berlaku sampai ada keputusan.",
        )
    return Advice(
        f"SKTM berlaku{until}",
        "Surat tercatat di register SKTM.",
        "Pakailah untuk keperluan yang tertulis di surat.",
    )


def _identity(facts: Facts) -> Advice | None:
    if "identity_unverified" not in facts.kinds:
        return None
    return Advice(
        "Identitas belum ditemukan di Dukcapil",
        "NIK, nama, atau tanggal lahir yang dikirim tidak cocok dengan data kependudukan.",
        "Periksa KTP dan KK; bila keliru, perbaiki di desa/kelurahan atau Dinas Dukcapil.",
    )


def _members(facts: Facts) -> Advice | None:
    if "members_missing" not in facts.kinds:
        return None
    return Advice(
        "Ada anggota keluarga yang belum terdaftar",
        "Keluarganya sudah ada di registri, tetapi tidak semua anggotanya.",
        "Mintalah desa/kelurahan mengusulkan penambahan anggota, dengan KK terbaru.",
    )


def _deceased(facts: Facts) -> Advice | None:
    if "deceased_in_dtks" not in facts.kinds:
        return None
    return Advice(
        "Ada anggota yang tercatat meninggal, tetapi masih terdaftar",
        "Data kependudukan dan registri belum sama.",
        "Bawalah akta kematian dan KK terbaru ke desa/kelurahan.",
    )


def _questioned(facts: Facts) -> Advice | None:
    if not facts.kinds & {"ineligible_dtks", "duplicate_in_dtks", "duplicate_submission"}:
        return None
    return Advice(
        "Ada data yang sedang diperiksa petugas",
        "Keterangan dari beberapa sumber belum sejalan. Bantuan tetap berjalan sampai ada "
        "keputusan.",
        "Siapkan KTP dan KK; petugas akan menghubungi lewat desa/kelurahan.",
    )


def _listed(facts: Facts) -> str:
    return "; ".join(facts.missing_criteria) or "lihat daftar desa/kelurahan"


SAID: tuple[Callable[[Facts], Advice | None], ...] = (
    _registration, _members, _deceased, _questioned, _certificate, _identity,
)  # fmt: skip
