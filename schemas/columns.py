"""The vocabulary of source columns: every canonical column of an office's files, stated once.

A column has one name, one label and one meaning whatever file it comes in. How offices spell its
header is in `schemas.spellings`.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.spellings import SPELLINGS


@dataclass(frozen=True)
class SourceColumn:
    """One canonical text column: name, label for officers, meaning, privacy, header spellings."""

    name: str
    label: str
    description: str
    pii: bool
    spellings: tuple[str, ...]


def fold(text: str) -> str:
    """A header in folded form: lower case letters and digits only."""
    return "".join(c for c in text.lower() if c.isalnum())


def _declare(*columns: tuple[str, str, str], pii: str = "") -> dict[str, SourceColumn]:
    """Columns from (name, label, description); `pii` names those that hold personal data."""
    personal = set(pii.split())
    return {
        name: SourceColumn(
            name,
            label,
            description,
            name in personal,
            tuple(dict.fromkeys([fold(name), fold(label), *SPELLINGS.get(name, "").split()])),
        )
        for name, label, description in columns
    }


PERSON = _declare(
    ("no_urut", "No", "running number on the list"),
    ("no_kk", "No. KK", "family card number"),
    ("nik", "NIK", "personal identity number"),
    ("nama", "Nama", "personal name"),
    ("jenis_kelamin", "Jenis kelamin", "sex, as code or word"),
    ("tempat_lahir", "Tempat lahir", "place of birth"),
    ("tanggal_lahir", "Tanggal lahir", "date of birth"),
    ("tempat_tanggal_lahir", "Tempat/tanggal lahir", "place and date of birth in one cell"),
    ("nik_no_kk", "NIK dan No. KK", "NIK and family card number in one cell"),
    ("nama_nik", "Nama dan NIK", "name and NIK in one cell"),
    ("nama_no_kk", "Nama dan No. KK", "name and family card number in one cell"),
    ("nama_nik_no_kk", "Nama, NIK, dan No. KK", "name, NIK and family card number in one cell"),
    ("kepala_no_kk", "No. KK dan kepala keluarga", "family card number and head in one cell"),
    ("umur", "Umur", "age in years"),
    ("hubungan_keluarga", "Hubungan keluarga", "relation to the head of family or household"),
    ("nama_ibu_kandung", "Nama ibu kandung", "mother's maiden name"),
    ("nama_ayah", "Nama ayah", "father's name"),
    ("nik_ibu", "NIK ibu", "mother's NIK"),
    ("nik_ayah", "NIK ayah", "father's NIK"),
    ("alamat", "Alamat", "street address"),
    ("rt", "RT", "neighbourhood unit"),
    ("rw", "RW", "community unit"),
    ("rt_rw", "RT/RW", "neighbourhood and community unit in one cell"),
    ("dusun", "Dusun", "hamlet"),
    ("kode_desa", "Kode desa", "village code, Kemendagri or BPS"),
    ("desa", "Desa", "village name"),
    ("kecamatan", "Kecamatan", "district name"),
    ("pekerjaan", "Pekerjaan", "occupation, as code or word"),
    ("status_kawin", "Status kawin", "marital status"),
    ("agama", "Agama", "religion"),
    ("pendidikan", "Pendidikan", "education"),
    ("disabilitas", "Disabilitas", "disability"),
    ("hamil", "Hamil", "pregnant"),
    ("status", "Status", "standing of the person or membership: alive, dead, moved; active"),
    ("keterangan", "Keterangan", "remarks"),
    pii=(
        "no_kk nik nama tempat_lahir tanggal_lahir tempat_tanggal_lahir nama_ibu_kandung nama_ayah "
        "nik_ibu nik_ayah alamat keterangan nik_no_kk nama_nik nama_no_kk nama_nik_no_kk "
        "kepala_no_kk"
    ),
)

HOUSEHOLD = _declare(
    ("nama_kepala", "Nama kepala keluarga", "head of family or household"),
    ("jumlah_anggota", "Jumlah anggota", "members of the family or household"),
    ("tempat_tinggal", "Tempat tinggal", "has a dwelling (ada/tidak)"),
    ("kk_tidak_bekerja", "Kepala keluarga tidak bekerja", "criterion a"),
    ("khawatir_pangan", "Khawatir pangan", "criterion b"),
    ("pangan_lebih_separuh", "Pangan lebih separuh", "criterion c"),
    ("tidak_beli_pakaian", "Tidak beli pakaian", "criterion d"),
    ("lantai", "Lantai", "floor, Regsosek 303 code or word"),
    ("dinding", "Dinding", "wall, Regsosek 304 code or word"),
    ("jamban", "Jamban", "latrine, Regsosek 309a code or word"),
    ("daya_listrik", "Daya listrik", "electric power of the dwelling, VA or word"),
    ("fasbab", "Fasilitas BAB", "DTKS/BDT latrine code"),
    ("daya", "Daya terpasang", "DTKS/BDT electric power code"),
    ("nama_sls", "Nama SLS", "local environment unit, often the RT"),
    ("desil_nasional", "Desil nasional", "DTSEN national decile 1..10"),
    pii="nama_kepala",
)

REGISTER = _declare(
    ("kd_wilayah", "Kode wilayah", "Kemendagri village code without dots"),
    ("idbdt", "IDBDT", "DTKS household"),
    ("idartbdt", "IDARTBDT", "DTKS member"),
    ("kdprop", "KDPROP", "province piece"),
    ("kdkab", "KDKAB", "regency piece"),
    ("kdkec", "KDKEC", "district piece, BPS or Kemendagri"),
    ("kddesa", "KDDESA", "village piece, 3 or 4 digits, BPS or Kemendagri"),
    ("ada_pkh", "PKH", "receives PKH"),
    ("ada_bpnt", "BPNT", "receives BPNT"),
    ("ada_pbi", "PBI", "receives PBI-JKN"),
    ("sta_keberadaan_art", "Keberadaan", "whether the member still lives there"),
    ("nomor_surat", "Nomor surat", "letter number"),
    ("tanggal_surat", "Tanggal surat", "date of issue"),
    ("keperluan", "Keperluan", "purpose of the letter"),
    ("berlaku_sampai", "Berlaku sampai", "last day of validity"),
    ("nip", "NIP", "civil servant number"),
    ("instansi", "Instansi", "employing office"),
    ("jenis", "Jenis", "kind of service: PNS, TNI, POLRI, BUMN, PENSIUNAN"),
    ("no_peserta", "No. peserta", "membership number"),
    ("upah", "Upah", "reported monthly wage"),
    ("pemberi_kerja", "Pemberi kerja", "employer"),
    ("badan_usaha", "Badan usaha", "company"),
    ("jabatan", "Jabatan", "office held"),
    ("tanggal_meninggal", "Tanggal meninggal", "date of death"),
    ("no_akta", "No. akta", "death certificate number"),
    ("id_pelanggan", "ID pelanggan", "electricity customer"),
    ("daya_va", "Daya (VA)", "contracted power"),
    ("nopol", "Nomor polisi", "number plate"),
    ("roda", "Roda", "number of wheels"),
    ("tahun", "Tahun", "year of make"),
    ("merek", "Merek", "make"),
    ("program", "Program", "aid programme"),
    ("periode", "Periode", "period of the payment"),
    ("nominal", "Nominal", "amount"),
    ("nomor", "Nomor", "complaint number"),
    ("tanggal", "Tanggal", "date of the complaint or of the answer to a survey"),
    ("kanal", "Kanal", "channel"),
    ("kategori", "Kategori", "kind of complaint"),
    ("isi", "Isi", "text of the complaint"),
    ("no_kartu", "No. kartu JKN", "health insurance card number"),
    ("tanggal_nonaktif", "Tanggal nonaktif", "when the membership ended"),
    ("alasan", "Alasan", "why the member was put out or put back"),
    ("layanan", "Layanan", "service the survey asks about"),
    ("u1", "U1 Persyaratan", "survey element 1, requirements: 1 worst to 4 best"),
    ("u2", "U2 Prosedur", "survey element 2, procedure"),
    ("u3", "U3 Waktu", "survey element 3, time taken"),
    ("u4", "U4 Biaya", "survey element 4, cost"),
    ("u5", "U5 Produk", "survey element 5, result of the service"),
    ("u6", "U6 Kompetensi", "survey element 6, competence of the staff"),
    ("u7", "U7 Perilaku", "survey element 7, conduct of the staff"),
    ("u8", "U8 Pengaduan", "survey element 8, handling of complaints"),
    ("u9", "U9 Sarana", "survey element 9, facilities"),
    ("id_temuan", "ID Temuan", "flag the reply is about"),
    ("nik_lapangan", "NIK di Lapangan", "NIK as the village found it; one a line where several"),
    ("hasil_verifikasi", "Hasil Verifikasi", "what the village found"),
    ("catatan", "Catatan", "village's remark"),
    ("petugas", "Petugas", "who verified"),
    ("tanggal_verifikasi", "Tanggal Verifikasi", "when verified"),
    pii=("nip no_peserta no_kartu upah id_pelanggan nopol isi nik_lapangan catatan petugas"),
)

VOCABULARY: dict[str, SourceColumn] = PERSON | HOUSEHOLD | REGISTER

COMPOUNDS: dict[str, tuple[str, ...]] = {
    "tempat_tanggal_lahir": ("tempat_lahir", "tanggal_lahir"),
    "rt_rw": ("rt", "rw"),
    "nik_no_kk": ("nik", "no_kk"),
    "nama_nik": ("nama", "nik"),
    "nama_no_kk": ("nama", "no_kk"),
    "nama_nik_no_kk": ("nama", "nik", "no_kk"),
    "kepala_no_kk": ("nama_kepala", "no_kk"),
}
"""Columns that hold several canonical columns in one cell, which the intake takes apart."""
