"""Files in another source's folder: what gives them away, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.intake import read_file
from pipelines.intake.columns.named_by_officers import NamedColumns, NamedHeader

SKTM = (
    "No;Nomor Surat;Tanggal Surat;NIK;Nama;Desa;Keperluan;Berlaku Sampai",
    "1;470/1/2026;05-10-2026;6305020101800001;WARGA SATU;Tatakan;sekolah;05-04-2027",
)
VEHICLES = (
    "Nopol;NIK;Nama;Alamat;Roda;Merek;Tahun",
    "DA 1234 KX;6305020101800001;WARGA SATU;Jl. Melati;4;Toyota;2015",
)
PROPOSAL = (
    "No;NIK;Nama;Alamat;Desa;Nomor Surat;Keperluan",
    "1;6305020101800001;WARGA SATU;Jl. Melati;Tatakan;470/1/2026;",
)
POPULATION = (
    "Nomor KK;NIK;Nama Penduduk;Status;SHDK;Petugas Registrasi;Tgl Ubah;Petugas Entri;Tgl Entri",
    "6305020101150001;6305020101800001;WARGA SATU;AKTIF;KEPALA KELUARGA;X;01-01-2020;X;01-01-2020",
)


def reported_for(folder: Path, lines: tuple[str, str], source: str) -> list[tuple[str, str]]:
    """Code and message of what is said of a file of these lines in a source's folder."""
    file = folder / "berkas.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return [(warning.code, warning.message) for warning in read_file(file, source).warnings]


@pytest.mark.parametrize(("lines", "other"), [(SKTM, "sktm"), (VEHICLES, "kendaraan")])
def test_a_register_among_the_village_lists_is_reported_with_its_folder(
    tmp_path: Path, lines: tuple[str, str], other: str
) -> None:
    ((code, message),) = reported_for(tmp_path, lines, "usulan-desa")
    assert code == "wrong_folder"
    assert f"pindahkan ke folder {other}" in message
    assert "WARGA" not in message


def test_the_same_register_in_its_own_folder_is_not(tmp_path: Path) -> None:
    assert reported_for(tmp_path, SKTM, "sktm") == []
    assert reported_for(tmp_path, VEHICLES, "kendaraan") == []


def test_a_population_list_of_a_village_is_not_misplaced(tmp_path: Path) -> None:
    assert reported_for(tmp_path, POPULATION, "usulan-desa") == []
    assert reported_for(tmp_path, POPULATION, "dukcapil") == []


def test_an_officers_word_on_the_columns_ends_the_warning(tmp_path: Path) -> None:
    assert len(reported_for(tmp_path, PROPOSAL, "usulan-desa")) == 1
    file = tmp_path / "berkas.csv"
    signature = read_file(file, "usulan-desa").columns["signature"][0]
    aside = (("Nomor Surat", "-"), ("Keperluan", "-"))
    columns = NamedColumns((NamedHeader("usulan-desa", signature, None, aside),))
    assert read_file(file, "usulan-desa", columns).warnings == ()
