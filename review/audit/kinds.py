"""What is audited, and how it is said to an administrator."""

from __future__ import annotations

KINDS = {
    "sign_in": "Masuk",
    "sign_out": "Keluar",
    "password": "Ganti kata sandi",
    "user": "Pengguna diubah",
    "access": "Membuka halaman",
    "reveal": "Membuka NIK/KK",
    "search": "Pencarian",
    "export": "Unduh",
    "upload": "Unggah",
    "contact": "Kontak desa",
    "decision": "Keputusan",
    "assignment": "Penugasan",
    "run": "Menjalankan bulan",
    "withdraw": "Menarik periode",
}
OUTCOMES = {
    "ok": "Berhasil",
    "denied": "Ditolak",
    "failed": "Gagal",
    "throttled": "Ditahan sementara",
}
# Details of events: their names, and those of their values that are words.
DETAILS = {
    "what": "tindakan",
    "role": "peran",
    "place": "wilayah",
    "rows": "baris",
    "numbers": "NIK/KK",
    "form": "bentuk",
    "attachment": "lampiran",
    "bytes": "byte",
    "decided": "tentang",
    "verdict": "keputusan",
    "period": "bulan",
    "source": "sumber",
    "file": "sidik berkas",
    "paper": "berkas",
    "kept": "disimpan di",
    "by": "menurut",
}
WORDS = {
    "added": "ditambahkan",
    "changed": "diubah",
    "password reset": "kata sandi baru",
    "activated": "diaktifkan",
    "deactivated": "dinonaktifkan",
    "checked": "diperiksa",
    "accepted": "masuk inbox",
    "dropped": "dibatalkan",
    "hold": "dijalankan, hasil ditahan",
    "publish": "dijalankan, langsung terbit",
    "published": "diterbitkan",
    "discarded": "dibuang",
    "pair": "pasangan",
    "pair_opinion": "pendapat buta atas pasangan",
    "same": "sama",
    "different": "berbeda",
    "unsure": "belum yakin",
    "number": "NIK atau No. KK",
    "name": "nama",
    "masked": "tersamar",
    "opened": "lengkap",
    "flag": "temuan",
    "proposal": "usulan",
    "agree": "setuju",
    "first_agree": "setuju sebagai orang pertama",
    "disagree": "tidak setuju",
    "field_check": "cek lapangan",
}


def details_in_words(details: dict[str, str | int | None]) -> str:
    """`{"what": "added", "place": ""}` → `tindakan: ditambahkan`; empty details are left out."""
    return ", ".join(
        f"{DETAILS.get(name, name)}: {WORDS.get(str(value), value)}"
        for name, value in details.items()
        if value not in (None, "")
    )
