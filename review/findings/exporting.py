"""The queue as a file: XLSX or CSV.

Whatever people typed stays text: a cell that begins like a formula is written as a string in XLSX
and behind an apostrophe in CSV. NIK and KK are masked unless the user may open them and asks to;
then only in XLSX, because a spreadsheet program rounds sixteen digits that it reads from CSV.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from django.http import HttpResponse

from pipelines.domain.numbers import decimal
from pipelines.domain.periods import period_words
from pipelines.domain.words import KINDS, STATES, SUBTYPES
from pipelines.publish.workbooks import styles as wb
from review.accounts.models import User
from review.accounts.roles import DECIDERS
from review.findings.answers import ANSWERS
from review.findings.deciding import VERDICTS
from review.pages.templatetags.padan import nomor
from review.published.reader import Reader, Row

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MOST_ROWS = 10_000  # three seconds of one worker; a larger view is filtered first
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS: dict[str, float] = {  # label, width in the workbook
    "ID Temuan": 20, "Jenis": 28, "Subjenis": 24, "Kepala Keluarga": 26, "No KK": 18,
    "NIK Kepala": 18, "Alamat": 28, "RT": 5, "RW": 5, "Desa/Kelurahan": 22, "Kecamatan": 18,
    "Keadaan": 11, "Sejak": 15, "Prioritas": 9, "Keyakinan": 10, "Nilai (ribu Rp/bulan)": 11,
    "Ketidakpastian": 13, "Umur (bulan)": 9, "Mendesak": 10, "Jawaban Desa": 18,
    "Keputusan": 22, "Ditugaskan": 22,
}  # fmt: skip


def may_open_numbers(user: User) -> bool:
    """Whether the user may take NIK and KK in full out of the application."""
    return user.role in DECIDERS


def write(
    published: Reader, rows: list[Row], assigned: Mapping[str, str], form: str, opened: bool
) -> HttpResponse:
    """Rows of the queue as a download in `form` (a key of FORMATS)."""
    families = [*{row["household_id"] for row in rows}]
    known = {
        row["household_id"]: row for row in published.rows("findings/export", households=families)
    }
    lines = [
        _cells(row, known.get(row["household_id"], {}), assigned.get(row["flag_id"], ""), opened)
        for row in rows
    ]
    content = _workbook(lines, published.period) if form == "xlsx" else _text(lines)
    response = HttpResponse(content, content_type=FORMATS[form])
    name = f"temuan-{published.period}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(row: Row, family: Row, assigned: str, opened: bool) -> list[str]:
    """One line, in the order of COLUMNS."""
    return [
        row["flag_id"],
        KINDS[row["kind"]].title,
        SUBTYPES.get(row["subtype"] or "", ""),
        row["head_name"] or "",
        nomor(family["kk"], opened) if family.get("kk") else "",
        nomor(family["head_nik"], opened) if family.get("head_nik") else "",
        family.get("alamat") or "",
        family.get("rt") or "",
        family.get("rw") or "",
        row["village_label"] or "",
        row["district_name"] or "",
        STATES[row["state"]],
        period_words(row["first_period"]),
        str(row["priority"]),
        decimal(row["confidence"], 2),
        str(row["stake"]),
        decimal(row["uncertainty"], 2),
        str(row["age"]),
        decimal(row["urgency"], 2),
        ANSWERS[row["answer"]] if row["answer"] else "",
        VERDICTS[row["decided"]],
        assigned,
    ]


def _workbook(lines: list[list[str]], period: str) -> bytes:
    target = io.BytesIO()
    with wb.open_workbook(target, f"Temuan {period_words(period)}", period) as book:
        sheet = book.add_worksheet("Temuan")
        heading, cell = wb.style(book, **wb.HEADING), wb.style(book, num_format="@")
        for index, (label, width) in enumerate(COLUMNS.items()):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, label, heading)
        for number, line in enumerate(lines, start=1):
            for index, value in enumerate(line):
                wb.write_text(sheet, number, index, value, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(lines)), len(COLUMNS) - 1)
        wb.print_on_a4(sheet, 0, f"Temuan {period_words(period)}")
    return target.getvalue()


def _text(lines: list[list[str]]) -> bytes:
    """UTF-8 with a mark and semicolons, as Excel in Indonesian expects it."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([_as_text(value) for value in line] for line in lines)
    return target.getvalue().encode("utf-8-sig")


def _as_text(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value
