"""The shapes village lists come in: plain, titled, merged, one sheet per RT, text.

Each takes the same rows and gives sheets of marked lines. The shapes of village software (OpenSID,
SIAK, BIP) stand in `exports`.
"""

from __future__ import annotations

from datetime import date
from random import Random

from pipelines.demo.people import PersonRow
from pipelines.demo.rendering import Cell, Line, Sheet, not_data, repeat
from pipelines.domain.dates import date_words
from pipelines.domain.villages import Village

HEADERS: dict[str, tuple[str, ...]] = {
    "no_kk": ("No. KK", "NO. KK", "NoKK", "Nomor Kartu Keluarga", "NKK", "no_kk", "Nomor KK"),
    "nik": ("NIK", "N I K", "nik", "No. NIK", "Nomor Induk Kependudukan", "No KTP/NIK"),
    "nama": ("Nama Lengkap", "NAMA", "nama", "NAMA ANGGOTA KELUARGA", "Nama Anggota"),
    "jenis_kelamin": ("JK", "L/P", "Jenis Kelamin", "Jns Kelamin", "KELAMIN"),
    "tempat_lahir": ("Tempat Lahir", "tempat_lahir", "Tmp Lahir"),
    "tanggal_lahir": ("Tanggal Lahir", "Tgl. Lahir", "TGL LAHIR", "Tgl/Bln/Thn Lahir"),
    "hubungan_keluarga": ("Hubungan Keluarga", "SHDK", "Hub. Keluarga", "Status Hubungan"),
    "nama_ibu_kandung": ("Nama Ibu Kandung", "NAMA IBU", "nama_ibu_kandung", "Ibu Kandung"),
    "alamat": ("Alamat", "ALAMAT", "Alamat Lengkap"),
    "rt": ("RT", "Rt."),
    "rw": ("RW", "Rw."),
    "dusun": ("Dusun", "dusun"),
    "kode_desa": ("Kode Desa", "kode_desa"),
    "desa": ("Desa", "Desa/Kelurahan", "NAMA DESA"),
    "kecamatan": ("Kecamatan", "KECAMATAN", "Kec."),
    "pekerjaan": ("Pekerjaan", "PEKERJAAN"),
    "disabilitas": ("Disabilitas", "disabilitas"),
    "hamil": ("Hamil", "hamil"),
    "tempat_tinggal": ("Tempat Tinggal", "tempat_tinggal"),
    "kk_tidak_bekerja": ("Kepala Keluarga Tidak Bekerja", "kk_tidak_bekerja"),
    "khawatir_pangan": ("Khawatir Pangan", "khawatir_pangan"),
    "pangan_lebih_separuh": ("Pangan > Separuh", "Pangan Lebih Separuh", "pangan_lebih_separuh"),
    "tidak_beli_pakaian": ("Tidak Beli Pakaian", "tidak_beli_pakaian"),
    "lantai": ("Lantai", "Jenis Lantai"),
    "dinding": ("Dinding", "Jenis Dinding"),
    "jamban": ("Jamban", "jamban"),
    "daya_listrik": ("Daya Listrik", "daya_listrik"),
}
TITLE = "DAFTAR USULAN KELUARGA MISKIN CALON PENERIMA BANTUAN SOSIAL"
GROUPS = {"tempat_lahir": "KELAHIRAN", "kk_tidak_bekerja": "KRITERIA", "lantai": "KONDISI RUMAH"}


def columns(rng: Random, titled: bool) -> list[str]:
    """The columns of one list: identifiers in some order; the village by code, name or title."""
    front = ["no_kk", "nik", "nama"]
    if rng.random() < 0.4:
        rng.shuffle(front)
    body = ["jenis_kelamin", "tempat_lahir", "tanggal_lahir", "hubungan_keluarga",
            "nama_ibu_kandung", "alamat", "rt", "rw"]  # fmt: skip
    village = rng.choice((["kode_desa"], ["desa", "kecamatan"], ["kode_desa", "desa"]))
    if titled and rng.random() < 0.3:
        village = []
    extra = [name for name in ("dusun", "disabilitas", "hamil") if rng.random() < 0.5]
    return front + body + village + extra + ["pekerjaan", *list(HEADERS)[18:]]


def headers(rng: Random, names: list[str]) -> list[Cell]:
    """Header texts, each village in its own words."""
    return [rng.choice(HEADERS[name]) for name in names]


def _cells(row: PersonRow, names: list[str], blank_kk: bool = False) -> list[Cell]:
    return [
        None if blank_kk and name == "no_kk" and not row.first else row.values.get(name)
        for name in names
    ]


def _body(
    rng: Random, rows: list[PersonRow], names: list[str], *, blank_kk: bool, numbered: bool
) -> list[Line]:
    """Data lines; one in two hundred is typed twice."""
    lines: list[Line] = []
    number = 0
    for row in rows:
        number += row.first
        cells = _cells(row, names, blank_kk)
        if numbered:
            cells.insert(0, number if row.first or not blank_kk else None)
        lines.append(Line(cells, row.mark))
        if rng.random() < 0.004 and row.mark.expect == "accepted":
            lines.append(repeat(lines[-1]))
    return lines


def plain(rng: Random, rows: list[PersonRow]) -> list[Sheet]:
    """A header and the rows; now and then cleared rows below, or a hidden sheet as well."""
    names = columns(rng, titled=False)
    lines = [Line(headers(rng, names))]
    lines += _body(rng, rows, names, blank_kk=False, numbered=False)
    sheets = [Sheet("Sheet1", lines, blank_formatted=rng.choice((0, 0, 300)))]
    if rng.random() < 0.3:
        hint = [Line(["Petunjuk pengisian: isi satu baris per orang"])]
        sheets.append(Sheet("Petunjuk", hint, hidden=True))
    return sheets


def _title_lines(village: Village, when: str, width: int) -> list[Line]:
    place = f"{village.kind} {village.name} KECAMATAN {village.district} {village.regency}".upper()
    label = f"Tanggal : {when}" if when[0].isdigit() else f"Bulan : {when}"
    return [Line([text] + [None] * (width - 1)) for text in (TITLE, place, label, None)]


def _foot(village: Village, rows: list[PersonRow], day: date, width: int) -> list[Line]:
    families = sum(row.first for row in rows)
    right = max(0, width - 5)

    def at(column: int, text: str, why: str) -> Line:
        cells: list[Cell] = [None] * width
        cells[column] = text
        return Line(cells, not_data(why))

    said = date_words(day)
    return [
        at(1, f"JUMLAH : {families} KK, {len(rows)} jiwa", "total"),
        Line([]),
        at(1, "Keterangan: data hasil musyawarah desa, mohon diverifikasi", "note"),
        Line([]),
        at(right, f"{village.name}, {said}", "signature"),
        at(right, f"Kepala {village.kind} {village.name}", "signature"),
        Line([]),
        Line([]),
        at(right, "(..............................)", "signature"),
    ]


def titled(
    rng: Random, rows: list[PersonRow], village: Village, when: str, day: date
) -> list[Sheet]:
    """Title rows, a header, sometimes a numbering row, the family's KK once, totals, signature."""
    names = columns(rng, titled=True)
    head = ["No", *headers(rng, names)]
    lines = [*_title_lines(village, when, len(head)), Line(list(head))]
    if rng.random() < 0.5:
        lines.append(Line([f"({n})" for n in range(1, len(head) + 1)], not_data("numbering")))
    lines += _body(rng, rows, names, blank_kk=rng.random() < 0.6, numbered=True)
    lines += _foot(village, rows, day, len(head))
    merges = [(0, 0, 0, len(head) - 1), (1, 0, 1, len(head) - 1)]
    return [Sheet("Sheet1", lines, merges)]


def merged(
    rng: Random, rows: list[PersonRow], village: Village, when: str, day: date
) -> list[Sheet]:
    """A two-row header with group titles, and KK cells merged over the family."""
    names = columns(rng, titled=True)
    low: list[Cell] = ["NO URUT", *headers(rng, names)]
    top: list[Cell] = list(low)
    merges = []
    spans = {"tempat_lahir": 2, "kk_tidak_bekerja": 4, "lantai": 4}
    start = len(_title_lines(village, when, 1))
    grouped: set[int] = set()
    for name, span in spans.items():
        left = names.index(name) + 1
        top[left : left + span] = [GROUPS[name]] + [None] * (span - 1)
        merges.append((start, left, start, left + span - 1))
        grouped.update(range(left, left + span))
    for column in range(len(low)):
        if column not in grouped:
            low[column] = None
            merges.append((start, column, start + 1, column))
    body = _body(rng, rows, names, blank_kk=True, numbered=True)
    lines = [*_title_lines(village, when, len(low)), Line(top), Line(low)]
    merges += _kk_merges(body, names.index("no_kk") + 1, len(lines))
    lines += [*body, *_foot(village, rows, day, len(low))]
    return [Sheet("Sheet1", lines, merges)]


def _kk_merges(body: list[Line], column: int, offset: int) -> list[tuple[int, int, int, int]]:
    """Vertical merges from a filled number to the last row of its family."""
    starts = [i for i, line in enumerate(body) if line.cells[0] is not None]
    ends = [*starts[1:], len(body)]
    return [
        (offset + first, column, offset + last - 1, column)
        for first, last in zip(starts, ends, strict=True)
        if last - first > 1 and body[first].cells[column]
    ]


def sheets_per_rt(
    rng: Random, rows: list[PersonRow], village: Village, when: str, rt_of: dict[int, int]
) -> list[Sheet]:
    """A recap sheet and one sheet per RT, each with the same header."""
    names = columns(rng, titled=False)
    head = headers(rng, names)
    by_rt: dict[int, list[PersonRow]] = {}
    for row in rows:
        by_rt.setdefault(rt_of[row.family.hid], []).append(row)
    recap = [
        Line([f"REKAPITULASI USULAN {village.kind} {village.name} {when}".upper(), None, None]),
        Line([]),
        Line(["RT", "Jumlah KK", "Jumlah Jiwa"]),
    ]
    pages = []
    for rt, part in sorted(by_rt.items()):
        counts: list[Cell] = [f"RT {rt:02d}", sum(row.first for row in part), len(part)]
        recap.append(Line(counts, not_data("recap")))
        lines = [Line([TITLE]), Line([f"Bulan : {when}   RT {rt:02d}"]), Line([]), Line(head)]
        lines += _body(rng, part, names, blank_kk=False, numbered=False)
        pages.append(Sheet(f"RT {rt:02d}", lines))
    return [Sheet("REKAP", recap), *pages]


def delimited(rng: Random, rows: list[PersonRow]) -> list[Line]:
    """Header and rows for text; a cell now and then holds a line break or a formula."""
    names = columns(rng, titled=False)
    lines = [Line(headers(rng, names))]
    lines += _body(rng, rows, names, blank_kk=False, numbered=False)
    at = names.index("alamat")
    for line in lines[1:]:
        text = line.cells[at]
        if rng.random() < 0.01 and isinstance(text, str) and line.mark:
            line.cells = [*line.cells[:at], text.replace(" ", "\n", 1), *line.cells[at + 1 :]]
    return lines
