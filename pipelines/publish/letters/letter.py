"""The letter to a village as one A4 page of PDF: counts, mistakes, trend, what is awaited next.

Set in the PDF's own Helvetica, so that no font files are needed; letters it lacks (a file name may
have any) are shown as `?`. The same content gives the same bytes: no time of making inside.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, KeepInFrame, Paragraph, Spacer, Table, TableStyle

from pipelines.domain.numbers import short_percent, thousands
from pipelines.domain.periods import next_period, period_words
from pipelines.publish.letters.months import MonthCount, trend_words
from pipelines.publish.letters.village import Mistake, VillageFeedback
from pipelines.publish.letters.wording import (
    closing,
    notices,
    opening,
    places_words,
    subject,
)

INK, SOFT, RULE = HexColor("#1F2A33"), HexColor("#5C6B75"), HexColor("#C3CDD3")
TEAL, AMBER, BRICK, PALE = (HexColor(c) for c in ("#0F4C5C", "#C8722A", "#A63D40", "#F1F4F5"))
LEFT, RIGHT, BOTTOM = 22 * mm, 20 * mm, 17 * mm
HEAD: Final = 40 * mm
WIDTH: Final = A4[0] - LEFT - RIGHT
SHOWN_MISTAKES: Final = 3
DOTS: Final = "." * 34

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.6, leading=13.2, textColor=INK)
SMALL = ParagraphStyle("small", BODY, fontSize=8.6, leading=11.4)
RIGHT_SMALL = ParagraphStyle("right", SMALL, alignment=2)
HEADING = ParagraphStyle("heading", BODY, fontName="Helvetica-Bold", fontSize=10.4, leading=13,
                         textColor=TEAL, spaceBefore=9, spaceAfter=3)  # fmt: skip
TOTAL = ParagraphStyle("total", BODY, fontName="Helvetica-Bold", fontSize=19, leading=22)
COLUMN = ParagraphStyle("column", SMALL, fontName="Helvetica-Bold", textColor=white)
COLUMN_RIGHT = ParagraphStyle("column-right", COLUMN, alignment=2)


def write_letter(feedback: VillageFeedback, path: Path) -> None:
    """Write the letter to `path`; what would not fit the page is set smaller, never cut."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(printable(subject(feedback)))
    canvas.setAuthor(printable(f"Dinas Sosial {feedback.village.regency}"))
    canvas.setCreator("padan")
    _letterhead(canvas, feedback.village.regency)
    frame = Frame(LEFT, BOTTOM, WIDTH, A4[1] - HEAD - BOTTOM, 0, 0, 0, 0)
    room = KeepInFrame(WIDTH, A4[1] - HEAD - BOTTOM, _story(feedback), mode="shrink")
    frame.addFromList([room], canvas)
    canvas.setFont("Helvetica", 7.2)
    canvas.setFillColor(SOFT)
    foot = "Disusun dari berkas yang diterima Dinas Sosial. Surat ini tidak memuat NIK maupun nama."
    canvas.drawString(LEFT, 10 * mm, foot)
    canvas.drawRightString(A4[0] - RIGHT, 10 * mm, f"{feedback.village.code} · {feedback.period}")
    canvas.showPage()
    canvas.save()


def printable(text: str) -> str:
    """`text` in the letters of the PDF's own fonts (Windows-1252)."""
    composed = unicodedata.normalize("NFKC", text)
    kept = "".join(c if c.isprintable() else " " for c in composed)
    return kept.encode("cp1252", "replace").decode("cp1252")


def paragraph(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of plain text: nothing in it is taken for markup."""
    return Paragraph(escape(printable(text)), style)


def _letterhead(canvas: Canvas, regency: str) -> None:
    middle, top = A4[0] / 2, A4[1]
    canvas.setFillColor(INK)
    canvas.setFont("Helvetica", 12.5)
    canvas.drawCentredString(middle, top - 19 * mm, printable(f"PEMERINTAH {regency.upper()}"))
    canvas.setFont("Helvetica-Bold", 17)
    canvas.drawCentredString(middle, top - 26.5 * mm, "DINAS SOSIAL")
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.8)
    canvas.line(LEFT, top - 31.5 * mm, A4[0] - RIGHT, top - 31.5 * mm)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, top - 32.6 * mm, A4[0] - RIGHT, top - 32.6 * mm)


def _story(feedback: VillageFeedback) -> list[Flowable]:
    story = [_reference(feedback), Spacer(1, 8), _addressee(feedback), Spacer(1, 8)]
    story += [paragraph("Dengan hormat,"), Spacer(1, 3), paragraph(opening(feedback))]
    story += [Spacer(1, 3), *(paragraph(text) for text in notices(feedback))]
    if feedback.count.rows_read:
        story += [Spacer(1, 7), _totals(feedback.count)]
        story += _mistakes(feedback.mistakes)
    if any(month.rows_read for month in feedback.months):
        story += [paragraph("Perkembangan", HEADING), _trend(feedback.months)]
        if sentence := trend_words(feedback.months):
            story += [Spacer(1, 3), paragraph(sentence)]
    awaited = f"Daftar {period_words(next_period(feedback.period))}"
    story += [paragraph(awaited, HEADING), *(paragraph(text) for text in closing(feedback))]
    story += [Spacer(1, 10), _signature(feedback.village.regency)]
    return story


def _reference(feedback: VillageFeedback) -> Table:
    """Number and date are for the office to fill in; the rest is known."""
    enclosed = "2 berkas Excel" if feedback.count.rows_read else "1 berkas Excel"
    lines = [
        ("Nomor", DOTS, f"{DOTS[:20]}, {DOTS}"),
        ("Lampiran", enclosed, ""),
        ("Hal", subject(feedback), ""),
    ]
    rows = [
        [paragraph(label), paragraph(f": {text}"), paragraph(date, RIGHT_SMALL)]
        for label, text, date in lines
    ]
    table = Table(rows, colWidths=[18 * mm, 84 * mm, WIDTH - 102 * mm], hAlign="LEFT")
    table.setStyle(_TIGHT)
    return table


def _addressee(feedback: VillageFeedback) -> Paragraph:
    village = feedback.village
    lines = (
        "Yth.",
        f"{village.head} {village.name}",
        f"Kecamatan {village.district}",
        "di tempat",
    )
    return Paragraph("<br/>".join(escape(printable(line)) for line in lines), BODY)


def _totals(count: MonthCount) -> Table:
    mended = f"{thousands(count.to_mend - count.rejected)} di antaranya perlu diperbaiki"
    unused = "belum dihitung sama sekali" if count.rejected else "semua baris dapat dipakai"
    tiles = [
        (count.rows_read, "baris dibaca", "judul dan jumlah tidak dihitung", INK),
        (count.accepted, "baris diterima", mended, TEAL),
        (count.rejected, "baris ditolak", unused, BRICK if count.rejected else SOFT),
    ]
    cells = [
        [
            paragraph(thousands(total), ParagraphStyle("tile", TOTAL, textColor=colour)),
            paragraph(label, ParagraphStyle("tile-label", BODY, fontName="Helvetica-Bold")),
            paragraph(note, ParagraphStyle("tile-note", SMALL, textColor=SOFT)),
        ]
        for total, label, note, colour in tiles
    ]
    gap = 4 * mm
    tile = (WIDTH - 2 * gap) / 3
    table = Table(
        [[cells[0], "", cells[1], "", cells[2]]],
        colWidths=[tile, gap, tile, gap, tile],
        hAlign="LEFT",
    )
    table.setStyle(
        TableStyle(
            [
                *(("BACKGROUND", (i, 0), (i, 0), PALE) for i in (0, 2, 4)),
                *(
                    ("LINEBEFORE", (i, 0), (i, 0), 2.2, colour)
                    for i, (*_, colour) in zip((0, 2, 4), tiles, strict=True)
                ),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
                ("TOPPADDING", (0, 0), (-1, -1), 5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def _mistakes(mistakes: Sequence[Mistake]) -> list[Flowable]:
    if not mistakes:
        praise = (
            "Tidak ada baris yang perlu diperbaiki. Terima kasih atas ketelitian Bapak/Ibu dan "
            "perangkat desa/kelurahan."
        )
        return [Spacer(1, 6), paragraph(praise)]
    shown = mistakes[:SHOWN_MISTAKES]
    title = {
        1: "Kesalahan yang ditemukan",
        2: "Dua kesalahan yang ditemukan",
        3: "Tiga kesalahan yang paling sering",
    }[len(shown)]
    rows = [
        [paragraph(f"{number}.", ParagraphStyle("no", BODY, fontName="Helvetica-Bold")),
         [_mistake_head(mistake),
          paragraph(f"Di mana: {places_words(mistake)}.", SMALL),
          paragraph(f"Cara memperbaiki: {mistake.remedy}", SMALL)]]
        for number, mistake in enumerate(shown, start=1)
    ]  # fmt: skip
    table = Table(rows, colWidths=[7 * mm, WIDTH - 7 * mm], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
                ("LINEBELOW", (0, 0), (-1, -2), 0.4, RULE),
            ]
        )
    )
    return [paragraph(title, HEADING), table]


def _mistake_head(mistake: Mistake) -> Paragraph:
    unnamed = [c for c in mistake.columns if c.casefold() not in mistake.wrong.casefold()]
    columns = f" (kolom {', '.join(unnamed)})" if unnamed else ""
    wrong, rows = (escape(printable(text)) for text in (
        mistake.wrong.rstrip(".") + columns, f"{thousands(mistake.rows)} baris"))  # fmt: skip
    return Paragraph(f'<b>{wrong}</b>: <font color="#C8722A"><b>{rows}</b></font>', BODY)


class ShareBar(Flowable):
    """A bar as long as a share (0..1) of its room, with the percentage next to it."""

    ROOM = 34 * mm

    def __init__(self, share: float, current: bool) -> None:
        super().__init__()
        self.share, self.current = share, current
        self.width, self.height = 50 * mm, 9

    def draw(self) -> None:
        """Called by reportlab with the origin at the lower left."""
        canvas = self.canv
        canvas.setFillColor(PALE)
        canvas.rect(0, 1, self.ROOM, 6.5, stroke=0, fill=1)
        canvas.setFillColor(AMBER if self.current else SOFT)
        canvas.rect(0, 1, self.ROOM * self.share, 6.5, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont("Helvetica-Bold" if self.current else "Helvetica", 8.2)
        canvas.drawString(self.ROOM + 5, 1.6, short_percent(self.share))


def _trend(months: Sequence[MonthCount]) -> Table:
    """A line a month, oldest first, with the share of rows to mend as a bar."""
    names = ("Dibaca", "Diterima", "Ditolak", "Perlu diperbaiki")
    rows: list[list[Flowable | str]] = [
        [
            paragraph("Bulan", COLUMN),
            *(paragraph(name, COLUMN_RIGHT) for name in names),
            paragraph("Bagian yang perlu diperbaiki", COLUMN),
        ]
    ]
    for month in months:
        current = month is months[-1]
        name = period_words(month.period)
        label = Paragraph(f"<b>{name}</b>" if current else name, SMALL)
        if not month.rows_read:
            sent = paragraph("tidak ada daftar yang terbaca", SMALL)
            rows.append([label, sent, "", "", "", ""])
            continue
        counts = (month.rows_read, month.accepted, month.rejected, month.to_mend)
        rows.append(
            [
                label,
                *(paragraph(thousands(count), RIGHT_SMALL) for count in counts),
                ShareBar(month.share, current),
            ]
        )
    table = Table(
        rows,
        colWidths=[32 * mm, 17 * mm, 18 * mm, 17 * mm, 29 * mm, WIDTH - 113 * mm],
        hAlign="LEFT",
    )
    spans = [
        ("SPAN", (1, index), (-1, index))
        for index, month in enumerate(months, start=1)
        if not month.rows_read
    ]
    table.setStyle(
        TableStyle(
            [
                *spans,
                ("BACKGROUND", (0, 0), (-1, 0), TEAL),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, RULE),
            ]
        )
    )
    return table


def _signature(regency: str) -> Table:
    lines = ["Kepala Dinas Sosial", regency, "", "", f"( {DOTS} )", "NIP."]
    block = Paragraph("<br/>".join(escape(printable(line)) or "&nbsp;" for line in lines), BODY)
    table = Table([["", block]], colWidths=[WIDTH - 66 * mm, 66 * mm], hAlign="LEFT")
    table.setStyle(_TIGHT)
    return table


_TIGHT = TableStyle(
    [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
)
