"""The rules as data: what each reason code means, on what legal basis, and how urgent it is.

The numbers and the legal bases come from `padan.toml`; the sentences are ours. A flag quotes the
`rule` text of its reason codes word for word, so it must be plain enough to be read aloud to the
family concerned. The criteria letters are those of Kepmensos 262/HUK/2022.
"""

from __future__ import annotations

import hashlib

import polars as pl

from pipelines.domain.numbers import rupiah
from pipelines.domain.periods import first_day, last_day
from pipelines.office.config import Config, RuleBasis
from schemas import out
from schemas.base import dtypes

REGISTERS = {
    "auto": "registri yang berlaku (DTSEN; DTKS hanya bila DTSEN belum ada)",
    "dtsen": "DTSEN",
    "dtks": "DTKS",
    "both": "DTKS atau DTSEN",
}
"""What `[registry] decides` means, in a rule."""

CRITERIA = {
    "0": "tidak punya tempat tinggal",
    "a": "kepala keluarga tidak bekerja",
    "b": "pernah khawatir tidak makan",
    "c": "pengeluaran makan lebih dari separuh pengeluaran",
    "d": "setahun tidak membeli pakaian",
    "e": "lantai tanah atau semen",
    "f": "dinding bambu, kayu, seng, atau sejenisnya",
    "g": "tidak punya jamban sendiri",
    "h": "listrik 450 VA atau tanpa listrik",
}


def rules_version(config: Config) -> str:
    """Short hash of everything in the configuration that decides a flag."""
    parts = config.model_dump_json(
        include={"poverty", "registry", "sktm", "disqualification", "findings", "link"}
    )
    return hashlib.sha256(parts.encode()).hexdigest()[:8]


def rule_table(config: Config, period: str) -> pl.DataFrame:
    """`out.Rule`: every reason code and criterion letter with its text.

    A rule is in force when its validity touches the period; rules not in force raise nothing.
    """
    version = rules_version(config)
    rows = [
        {
            "kind": kind,
            "code": code,
            "rule": f"{sentence} Dasar: {basis.legal_basis} (aturan versi {version}).",
            "words": words,
            "legal_basis": basis.legal_basis,
            "version": version,
            "valid_from": basis.valid_from,
            "valid_to": basis.valid_to,
            "in_force": in_force(basis, period),
            "priority": priority,
        }
        for kind, code, basis, priority, words, sentence in _catalogue(config)
    ]
    return pl.DataFrame(rows, schema=dtypes(out.Rule))


def in_force(basis: RuleBasis, period: str) -> bool:
    """Whether the rule holds on some day of the month."""
    return (basis.valid_from is None or basis.valid_from <= last_day(period)) and (
        basis.valid_to is None or basis.valid_to >= first_day(period)
    )


def _catalogue(config: Config) -> list[tuple[str, str, RuleBasis, int, str, str]]:
    """(kind, code, basis, priority, words, sentence); a flag under review is one less urgent."""
    poverty, registry = config.poverty, config.registry
    sktm, gone = config.sktm, config.disqualification
    registers = REGISTERS[registry.decides]
    poor = (
        f"Keluarga usulan desa yang tidak punya tempat tinggal atau memenuhi sedikitnya "
        f"{poverty.min_criteria} kriteria miskin seharusnya terdaftar di {registers}."
    )
    letter = (
        f"Keluarga pemegang SKTM yang berlaku tanpa tanda mampu seharusnya terdaftar di "
        f"{registers}."
    )
    ranked = f"Keluarga miskin seharusnya berada pada desil 1 sampai {registry.desil_max} DTSEN."
    disqualifying = {
        "asn": (2, "ASN, TNI, Polri, BUMN/BUMD, atau pensiunannya",
                "ASN, TNI, Polri, pegawai BUMN/BUMD, dan pensiunannya"),
        "bpjstk": (2, "pekerja berupah setara UMK atau lebih",
                   f"Pekerja aktif dengan upah {rupiah(gone.umk)} (UMK) atau lebih"),
        "pln": (2, "pelanggan listrik berdaya besar",
                f"Pelanggan listrik {gone.daya_va_min:.0f} VA atau lebih"),
        "kendaraan": (2, "pemilik kendaraan",
                      f"Pemilik kendaraan beroda {gone.roda_min} atau lebih"),
        "ahu": (3, "pengurus badan usaha",
                "Pengurus badan usaha (harus ditinjau dahulu, tidak pernah otomatis)"),
    }  # fmt: skip
    rows: list[tuple[str, str, RuleBasis, int, str, str]] = [
        ("missing_from_dtks", "confirmed_poor", poverty, 1, "miskin dan belum terdaftar", poor),
        ("missing_from_dtks", "near_match", poverty, 1, "mirip dengan orang terdaftar", poor),
        ("missing_from_dtks", "desil_missing", registry, 1, "ada di DTSEN tanpa desil",
         "Keluarga yang ada di DTSEN tanpa desil perlu diperingkat dulu sebelum dapat dibantu."),
        ("missing_from_dtks", "indicators_missing", poverty, 2, "kriteria belum lengkap", poor),
        ("missing_from_dtks", "sktm_only", sktm, 4, "hanya memegang SKTM", letter),
        ("ineligible_sktm", "holder_died", sktm, 2, "pemegang meninggal sebelum surat terbit",
         "SKTM tidak boleh terbit atas nama orang yang sudah meninggal."),
        ("ineligible_sktm", "holder_dead_undated", sktm, 3, "pemegang tercatat meninggal",
         "SKTM tidak berlaku untuk pemegang yang sudah meninggal; tanggalnya harus diperiksa."),
        ("deceased_in_dtks", "kematian", registry, 2, "ada di register kematian",
         "Orang yang sudah meninggal dikeluarkan dari registri."),
        ("deceased_in_dtks", "dukcapil", registry, 2, "meninggal menurut Dukcapil",
         "Orang yang sudah meninggal dikeluarkan dari registri."),
        ("duplicate_in_dtks", "several_idartbdt", registry, 3, "tercatat lebih dari sekali",
         "Satu orang hanya boleh punya satu IDARTBDT di DTKS."),
        ("duplicate_submission", "several_villages", registry, 3, "diusulkan beberapa desa",
         "Satu keluarga diusulkan oleh satu desa, yaitu desa tempat tinggalnya."),
        ("members_missing", "member_missing", registry, 3, "anggota belum terdaftar",
         "Semua anggota keluarga terdaftar ikut terdaftar di registri yang sama."),
        ("members_missing", "member_near_match", registry, 3, "anggota mirip orang terdaftar",
         "Semua anggota keluarga terdaftar ikut terdaftar di registri yang sama."),
        ("desil_mismatch", "desil_above", registry, 2, "desil tidak sesuai keadaan", ranked),
        ("desil_mismatch", "desil_above_indicators_missing", registry, 2,
         "desil tinggi, kriteria belum lengkap", ranked),
        ("desil_mismatch", "desil_above_sktm_only", sktm, 4,
         "desil tinggi, hanya memegang SKTM", ranked),
        ("identity_unverified", "proposed", registry, 3, "usulan tidak ada di Dukcapil",
         "Orang yang diusulkan harus padan dengan data Dukcapil."),
        ("identity_unverified", "sktm_holder", registry, 3, "pemegang SKTM tidak ada di Dukcapil",
         "Pemegang SKTM harus padan dengan data Dukcapil."),
    ]  # fmt: skip
    for kind, what in (
        ("ineligible_sktm", "tidak berhak memegang SKTM"),
        ("ineligible_dtks", "tidak berhak tetap terdaftar sebagai keluarga miskin"),
    ):
        rows += [
            (kind, code, gone, priority, words, f"{who} {what}.")
            for code, (priority, words, who) in disqualifying.items()
        ]
    rows += [
        ("criterion", code, poverty, 1, words, f"Kriteria {code}: {words}.")
        for code, words in CRITERIA.items()
    ]
    return rows
