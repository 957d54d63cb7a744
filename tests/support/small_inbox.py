"""A tiny inbox by hand: enough of every step, seconds to run."""

from __future__ import annotations

from pathlib import Path

PERIOD = "2026-10"
HEADS = [  # KK, NIK, name, sex, birth date, address; all invented
    ("6305010101100001", "6305011203800001", "HAMDAN", "L", "12-03-1980", "JL MELATI"),
    ("6305010101100002", "6305015507750002", "RUSDIANA", "P", "15-07-1975", "JL MAWAR"),
    ("6305010101100003", "6305012011690003", "ARSYAD", "L", "20-11-1969", "JL KENANGA"),
]
NEIGHBOURS = [  # not proposed; without them the list would be the village's whole population
    (
        f"63050101011000{n:02}",
        f"63050101{n:02}850{n:03}1",
        name,
        "L",
        f"{n:02}-01-1985",
        "JL DAHLIA",
    )
    for n, name in enumerate(["SAMSUDIN", "MURJANI", "FIRDAUS", "JUMBERI", "KASPUL"], start=11)
]
USULAN = "no_kk;nik;nama;jenis_kelamin;tanggal_lahir;hubungan_keluarga;alamat;rt;rw;desa;kecamatan;"
CRITERIA = "tempat_tinggal;kk_tidak_bekerja;khawatir_pangan;pangan_lebih_separuh;tidak_beli_pakaian"


def fill_inbox(root: Path, period: str = PERIOD) -> None:
    """Three poor families proposed by one village; the registry knows the first only."""
    write(
        root / f"inbox/{period}/usulan-desa/Usulan Binuang.csv",
        [
            USULAN + CRITERIA,
            *(
                f"{kk};{nik};{name};{sex};{born};KEPALA KELUARGA;{street};1;1;BINUANG;BINUANG;"
                "ada;ya;ya;ya;tidak"
                for kk, nik, name, sex, born, street in HEADS
            ),
        ],
    )
    write(
        root / f"inbox/{period}/dukcapil/SIAK.csv",
        [
            "Nomor KK,NIK,Nama Penduduk,Kelamin,Tanggal Lahir,SHDK,Alamat,RT,RW,Desa/Kel,Kecamatan",
            *(
                f"{kk},{nik},{name},{sex},{born},KEPALA KELUARGA,{street},1,1,BINUANG,BINUANG"
                for kk, nik, name, sex, born, street in HEADS + NEIGHBOURS
            ),
        ],
    )
    kk, nik, name, _, born, _ = HEADS[0]
    write(
        root / f"inbox/{period}/dtks/ART.csv",
        [
            "IDBDT,IDARTBDT,Nama,JnsKel,TglLahir,NIK,NoKK,Hub_KRT",
            f"B1,A1,{name},1,{born},{nik},{kk},1",
        ],
    )
    (root / f"inbox/{period}/sktm").mkdir(parents=True, exist_ok=True)
    (root / f"inbox/{period}/sktm/kosong.xlsx").write_bytes(b"")


def write(file: Path, lines: list[str]) -> None:
    """Lines to a text file, its folders made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def personal_values() -> list[str]:
    """What must never stand in a log."""
    return [value for kk, nik, name, *_ in HEADS + NEIGHBOURS for value in (kk, nik, name)]
