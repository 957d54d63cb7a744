"""Which rows below a header are data, and why the others are not.

A lost family is the worst error, so a row is taken for data whenever a person or thing could be
named in it; only what is plainly a repeated header, a numbering row, a total, a note, a signature
or stands below the end mark `###` is set aside. The bulk is settled in columns; the few rows
without a clear identifier are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import polars as pl

from pipelines.intake.columns.headers import folded, spellings
from pipelines.intake.files.grids import Grid
from pipelines.intake.grid.block import Block
from pipelines.intake.rows.family_rows import born, family_rows
from pipelines.intake.rows.sections import SECTION
from pipelines.intake.rows.survey_rows import answered, is_sum

LONG_NUMBERS = (
    "nik", "no_kk", "idbdt", "idartbdt", "id_pelanggan", "no_peserta", "no_kartu", "nip",
)  # fmt: skip
EXAMPLE = re.compile(r"(?i)^\W*(?:contoh|misal(?:nya)?)\b(?:\s*(?:pengisian|isian|:))?\W*$")
TOTAL = re.compile(
    r"(?i)^\s*(?:sub[\s-]*)?(?:grand\s*)?(?:jumlah|total|jml|rata[\s-]*rata|rekapitulasi)\b"
)
NOTE = re.compile(
    r"(?i)^\s*(?:\*|keterangan\b|ket\s*[:.]|catatan\b|n\.?b\.?\s*[:.]|note\b|sumber\s*:|dicetak\b|"
    r"dibuat\b|demikian\b|lampiran\b|halaman\b|berdasarkan\b|bersambung\b|petunjuk\b|isilah\b)"
)
SIGNATURE = re.compile(
    r"(?i)^\s*(?:(?:pj\.?|plt\.?|a\.?n\.?|an\.)\s*)?(?:mengetahui|menyetujui|kepala\s+desa|kepala\s+dinas|"
    r"kepala\s+seksi|kepala\s+bidang|lurah|camat|sekretaris|sekdes|petugas|ketua|pendamping|tksk|"
    r"operator|pambakal|yang\s+membuat|yang\s+menyatakan|pembuat|nip|nrp|nipd|ttd|"
    r"tanda\s+tangan|bupati|hormat\s+kami|kasi|kaur|penyusun|dto|pangkat)\b"
)
PAREN_NAME = re.compile(r"^\s*\(\s*[.…_\-\s]*[^()]*[.…_\-\s]*\s*\)\s*$|^[.…_\-\s]{4,}$")
PLACE_DATE = re.compile(
    r"(?i)^[a-z .'/]+,\s*(?:tanggal\s*)?(?:\d{1,2}|[.…_\s]+)\s*[\s\-/]\s*(?:[a-z]+|\d{1,2}|[.…_]+)"
    r"\s*[\s\-/]?\s*(?:\d{2,4}|[.…_]+)?\s*$"
)
RECAP_WORDS = frozenset(
    {
        "rt", "rw", "dusun", "desa", "jumlah", "total", "jumlahkk", "jumlahjiwa", "jumlahkeluarga",
        "jumlahusulan", "lakilaki", "jiwa", "perempuan", "uraian", "kk", "lp", "rtrw", "keterangan",
        "no", "jumlahpenduduk", "kategori"
    }
)  # fmt: skip
LETTER = re.compile(r"^\(?([A-Za-z])[).]?$")
RUNNING_NUMBER = re.compile(r"(?i)^(?:kolom)?\s*\(?-?(\d{1,3})\)?\.?$")


def strong_rows(block: Block, body: pl.DataFrame) -> pl.Series:
    """Rows with an identifier of their own: a long number, a plate, a letter number, a birth date.

    `body` are the cells below the header; the mask is as long.
    """
    checks: list[pl.Expr] = []
    for name in LONG_NUMBERS:
        if position := block.position(name):
            column = pl.col(position)
            checks.append(
                (column.str.count_matches(r"\d") >= 8)
                & ~column.str.contains(r"(?i)^\s*(?:nip|nrp|no\b|nomor)")
            )
    if plate := block.position("nopol"):
        checks.append(pl.col(plate).str.contains(r"^[A-Za-z]{1,3}[\s.-]*\d{1,4}"))
    if letter := block.position("nomor_surat"):
        checks.append(pl.col(letter).str.contains(r"\d.*[/.\-].*\d"))
    if finding := block.position("id_temuan"):
        checks.append(pl.col(finding).str.len_chars() >= 8)
    if complaint := block.position("isi"):
        checks.append(pl.col(complaint).str.len_chars() >= 20)
    if (answers := answered(block, body)) is not None:
        checks.append(answers)
    person, born = block.position("nama"), block.position("tanggal_lahir")
    if person and born:
        checks.append(
            pl.col(person).str.contains("[A-Za-z]") & pl.col(born).str.contains(r"\d.*\d.*\d.*\d")
        )
    if not checks:
        return pl.repeat(False, body.height, dtype=pl.Boolean, eager=True)
    return body.select(pl.any_horizontal(c.fill_null(False) for c in checks)).to_series()


def classify(
    grid: Grid, block: Block, *, one_table: bool = False
) -> tuple[dict[int, str], list[int], int]:
    """(reason by row index for rows that are not data, family row indices, end of the block).

    The end lies before the block's when another table with other columns begins below, unless it is
    known that there is but `one_table`. Indices are those of the grid.
    """
    body = grid.cells.slice(block.first, block.end - block.first)
    end_mark = _end_mark(body)
    strong = strong_rows(block, body)
    families = set(family_rows(block, body))
    weak = [i for i in (~strong).arg_true().to_list() if i not in families]
    last_strong = max([*strong.arg_true().to_list()[-1:], *families], default=-1)
    header_lines = [grid.line(i) for i in range(block.header, block.first)]
    # Equal rows are looked at once: a damaged sheet may repeat one a million times.
    begins_other_table = cache(lambda line: _begins_other_table(line, block, header_lines))
    is_recap_header = cache(_is_recap_header)
    reason_of = cache(lambda line, *where: _reason(line, block, header_lines, *where))
    reasons = dict.fromkeys(_examples(body), "note")
    closing = recap = False
    previous = -1
    for i in weak:
        if end_mark is not None and i >= end_mark:
            break
        line = body.row(i)
        if recap and (strong.slice(previous + 1, i - previous - 1).any()):
            recap = False
        previous = i
        if not one_table and begins_other_table(line):
            return _by_grid_row(reasons, block), _absolute(families, block, i), block.first + i
        if is_recap_header(line):
            recap = True
        reason = "recap_sheet" if recap else reason_of(line, i > last_strong, closing)
        if reason in ("signature", "note") and i > last_strong:
            closing = True
        if reason is not None:
            reasons[i] = reason
    if end_mark is not None:
        reasons = {i: r for i, r in reasons.items() if i < end_mark}
        reasons |= dict.fromkeys(range(end_mark, body.height), "end_mark")
        families = {i for i in families if i < end_mark}
    return _by_grid_row(reasons, block), _absolute(families, block, body.height), block.end


def _examples(body: pl.DataFrame) -> list[int]:
    """Rows that show how the form is filled in: their first cell says CONTOH."""
    first = body.select(pl.coalesce(pl.all()).alias("first"))["first"]
    return first.str.contains(EXAMPLE.pattern).fill_null(False).arg_true().to_list()


def _by_grid_row(reasons: dict[int, str], block: Block) -> dict[int, str]:
    return {block.first + i: reason for i, reason in reasons.items()}


def _absolute(families: set[int], block: Block, before: int) -> list[int]:
    return sorted(block.first + i for i in families if i < before)


def _end_mark(body: pl.DataFrame) -> int | None:
    """Index of the first row whose first filled cell is `###` (OpenSID's end of data)."""
    first = body.select(pl.coalesce(pl.all()).alias("first"))["first"]
    marks = first.str.contains(r"^#{3,}").arg_true()
    return int(marks[0]) if marks.len() else None


def _begins_other_table(
    line: Sequence[str | None], block: Block, header_lines: Sequence[Sequence[str | None]]
) -> bool:
    """A row spelled like a header, but not like this block's: another table begins."""
    if _is_header(line, header_lines):
        return False
    known = spellings(block.table.name)
    texts = [cell for cell in line if cell is not None]
    meant = [names for t in texts if (names := _meaning(t, known))]
    columns = {names[0] for names in meant}
    named = all(any(set(names) & set(group) for names in meant) for group in block.table.keys)
    return len(columns) >= 3 and named and len(meant) >= 0.5 * len(texts)


def _meaning(text: str, known: dict[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    return next((known[form] for form in folded(text) if form in known), None)


def _is_header(line: Sequence[str | None], header_lines: Sequence[Sequence[str | None]]) -> bool:
    """A further header line: its cells are the header's own, in the same columns."""
    filled = [(i, folded(cell)) for i, cell in enumerate(line) if cell is not None]
    if not filled or not header_lines:
        return False
    same = sum(
        any(row[i] is not None and folded(row[i] or "") == forms for row in header_lines)
        for i, forms in filled
    )
    return same >= max(1, 0.6 * len(filled)) and (len(filled) > 1 or len(line) == 1)


def _is_recap_header(line: Sequence[str | None]) -> bool:
    texts = [fold for cell in line if cell is not None for fold in folded(cell)[:1]]
    hits = [text for text in texts if text in RECAP_WORDS or text.startswith("jumlah")]
    counted = any(text.startswith(("jumlah", "total")) for text in texts)
    return len(texts) >= 2 and counted and len(hits) == len(texts)


def _reason(
    line: Sequence[str | None],
    block: Block,
    header_lines: Sequence[Sequence[str | None]],
    tail: bool,
    closing: bool,
) -> str | None:
    """Why a row without a clear identifier is no data; null when it is data.

    `tail`: below the last clear row; `closing`: below a signature or note there.
    """
    texts = [cell for cell in line if cell is not None]
    if _is_header(line, header_lines):
        return "header"
    if _is_numbering(texts):
        return "numbering"
    words = [text for text in texts if any(c.isalpha() for c in text)]
    if words and (TOTAL.match(words[0]) or is_sum(words[0], block)) and not born(line, block):
        return "total"
    if _listed(line, block):
        return None
    if words and NOTE.match(words[0]) and len(texts) <= 3:
        return "note"
    if len(texts) <= 5 and any(_is_signature(text) for text in texts) and not born(line, block):
        return "signature"
    if closing and len(texts) <= 3 and not _number(line, block) and not born(line, block):
        return "signature"
    return None if _names_somebody(line, block, texts, tail) else "note"


def _is_signature(text: str) -> bool:
    return bool(SIGNATURE.match(text) or PAREN_NAME.match(text) or PLACE_DATE.match(text))


def _is_lettering(texts: Sequence[str]) -> bool:
    """Column letters: a b c, (A) (B) (C)."""
    letters = [match[1].lower() for match in map(LETTER.match, texts) if match]
    return (
        len(texts) >= 3
        and len(letters) == len(texts)
        and all(ord(b) - ord(a) == 1 for a, b in pairwise(letters))
    )


def _is_numbering(texts: Sequence[str]) -> bool:
    """Column numbers (1 2 3, (-1) (-2), KOLOM 1 2), or a running number and nothing else."""
    if texts and folded(texts[0])[:1] == ("kolom",):
        texts = texts[1:]
    if _is_lettering(texts):
        return True
    numbers = [int(match[1]) for match in map(RUNNING_NUMBER.match, texts) if match]
    if not texts or len(numbers) != len(texts):
        return False
    if len(numbers) == 1:
        return True
    steps = [b - a for a, b in pairwise(numbers)]
    named = all(text.lower().startswith(("kolom", "(")) for text in texts)
    return len(numbers) >= 3 and all(step == 1 or (named and step > 0) for step in steps)


def _listed(line: Sequence[str | None], block: Block) -> bool:
    """Whether the row has a running number and a name, and the name is not a signatory's office."""
    number, name = block.cell(line, "no_urut"), block.cell(line, "nama")
    return bool(
        number
        and RUNNING_NUMBER.match(number)
        and name
        and any(c.isalpha() for c in name)
        and not _is_signature(name)
    )


def _number(line: Sequence[str | None], block: Block) -> bool:
    """Whether an identifying column holds five digits or more."""
    names = (*LONG_NUMBERS, "nomor_surat", "nopol")
    cells = (block.cell(line, name) for name in names)
    return any(
        cell is not None
        and sum(c.isdigit() for c in cell) >= 5
        and not cell.lower().startswith(("nip", "nrp"))
        for cell in cells
    )


def _names_somebody(
    line: Sequence[str | None], block: Block, texts: Sequence[str], tail: bool
) -> bool:
    """Whether a person or thing could be named in the row."""
    if _number(line, block) or born(line, block):
        return True
    if len(texts) == 1 and SECTION.match(texts[0]):
        return False
    named_in = (block.cell(line, column) for column in ("nama", "nama_kepala", "layanan"))
    name = next(filter(None, named_in), None)
    if name is not None and any(c.isalpha() for c in name) and not SECTION.match(name):
        others = len(texts) - 1
        return others > 0 or not tail or len(name) <= 40
    return len(texts) >= 3
