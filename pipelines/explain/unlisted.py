"""Why a family is not listed as missing from the registry: one answer for everybody who is asked.

Knows the conditions of `sql/out/flag_missing_from_dtks.sql` and puts them in the order in which a
family wants to hear them. `padan explain` says it to an officer, the desk to the resident.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

MISSING = "missing_from_dtks"
DESIL = "desil_mismatch"


@dataclass(frozen=True)
class Unlisted:
    """A reason in words: one sentence for an officer; title, why and what to do for a resident."""

    said: str
    title: str
    why: str
    next: str


UNLISTED: dict[str, Unlisted] = {
    "desil_mismatch": Unlisted(
        "keluarga ini ada di DTSEN dengan desil terlalu tinggi; lihat temuannya.",
        "Ada di DTSEN, tetapi desilnya {desil}",
        "Menurut desa keluarga ini miskin, sedangkan peringkat nasionalnya terlalu tinggi untuk "
        "bantuan. Desil ditetapkan pusat, bukan oleh pemerintah daerah.",
        "Mintalah desa/kelurahan mengusulkan pemutakhiran data keluarga; petugas akan melihat "
        "keadaan rumah.",
    ),
    "dismissed": Unlisted(
        "petugas sudah memutuskan bahwa temuan itu tidak benar.",
        "Belum terdaftar dan tidak diusulkan",
        "Petugas sudah memeriksa dan memutuskan keluarga ini tidak diusulkan.",
        "Bila keadaan berubah atau Anda keberatan, ajukan sanggahan di desa/kelurahan atau Dinas "
        "Sosial dengan bukti.",
    ),
    "no_registry": Unlisted(
        "tidak ada data registri yang menentukan pada periode ini.",
        "Belum dapat diperiksa",
        "Data registri bulan ini belum ada di kabupaten/kota, jadi belum diketahui apakah keluarga "
        "ini terdaftar.",
        "Tanyakan lagi bulan depan.",
    ),
    "all_dead": Unlisted(
        "semua anggotanya tercatat meninggal.",
        "Semua anggota tercatat meninggal",
        "Menurut Dukcapil atau register kematian tidak ada anggota yang masih hidup.",
        "Bila keliru, bawalah KTP dan KK ke Dinas Dukcapil.",
    ),
    "not_poor": Unlisted(
        "diusulkan desa, tetapi tidak memenuhi kriteria miskin.",
        "Belum terdaftar; usulannya tidak memenuhi kriteria",
        "Desa/kelurahan mengusulkan keluarga ini, tetapi keterangannya tidak memenuhi kriteria "
        "miskin Kepmensos 262/HUK/2022.",
        "Bila keterangannya keliru atau keadaan berubah, mintalah desa/kelurahan mendata ulang.",
    ),
    "letter_disqualified": Unlisted(
        "tidak diusulkan desa, dan SKTM-nya gugur karena ada tanda keluarga mampu.",
        "Belum terdaftar dan belum diusulkan",
        "Desa/kelurahan belum mengusulkan keluarga ini pada bulan ini, dan ada keterangan yang "
        "tidak sejalan dengan SKTM-nya.",
        "Bila keluarga ini tidak mampu, bawalah bukti kepada Dinas Sosial, dan datanglah ke RT/RW "
        "atau desa/kelurahan supaya dibawa ke musyawarah desa/kelurahan.",
    ),
    "not_proposed": Unlisted(
        "tidak diusulkan desa dan tidak memegang SKTM yang masih berlaku.",
        "Belum terdaftar dan belum diusulkan",
        "Desa/kelurahan belum mengusulkan keluarga ini pada bulan ini.",
        "Bila keluarga ini tidak mampu, datanglah ke RT/RW atau desa/kelurahan dengan KTP dan KK "
        "supaya dibawa ke musyawarah desa/kelurahan.",
    ),
    "no_condition": Unlisted(
        "tidak memenuhi syarat temuan itu.",
        "Belum terdaftar",
        "Keluarga ini tidak memenuhi syarat untuk ditemukan sebagai belum terdaftar pada bulan "
        "ini.",
        "Bila keluarga ini tidak mampu, tanyakan kepada Dinas Sosial dengan membawa KTP dan KK.",
    ),
}


def why_unlisted(
    family: Mapping[str, Any],
    standing: Collection[str],
    dismissed: Collection[str],
    *,
    registry_known: bool,
) -> str | None:
    """`registered`, a key of UNLISTED, or None for a family that is listed.

    `family` is a row of `out.household_status`; `standing` are the kinds of findings that stand
    about it, `dismissed` those that an officer called wrong; `registry_known`: the period has an
    extract of a registry that decides.
    """
    proposed, letter = family["proposed"], family["sktm_valid"] > 0
    reasons = (
        (MISSING in standing, None),
        (family["in_registry"], "registered"),
        (DESIL in standing, "desil_mismatch"),
        (MISSING in dismissed, "dismissed"),
        (not registry_known, "no_registry"),
        (family["living"] == 0, "all_dead"),
        (proposed and family["poverty"] == "non_poor", "not_poor"),
        (not proposed and letter and family["disqualified"], "letter_disqualified"),
        (not proposed and not letter, "not_proposed"),
    )
    return next((code for holds, code in reasons if holds), "no_condition")
