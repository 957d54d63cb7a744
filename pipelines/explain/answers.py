"""Why a household is or is not flagged, from a published period, in plain Indonesian.

What is returned names people: it is for the terminal or page of the officer who asked, never for
a log.
"""

from __future__ import annotations

from typing import Any

import duckdb

import sql
from pipelines.domain.dates import date_words
from pipelines.domain.numbers import percent
from pipelines.domain.periods import period_words
from pipelines.domain.words import KINDS, MATCHES, OUTCOMES, POVERTY, STATES, SUBTYPES, place_of_row
from pipelines.explain import weighing
from pipelines.explain.life import life_of
from pipelines.explain.unlisted import UNLISTED, why_unlisted
from schemas.sources import label_of

Row = dict[str, Any]

CHANGED = {
    "merge": "{old} digabung ke {new}",
    "split": "sebagian {old} dipisah menjadi {new}",
    "moved": "sebagian {old} pindah ke {new}",
    "gone": "{old} tidak ditemukan lagi",
}


def explain_nik(con: duckdb.DuckDBPyConnection, nik: str) -> str | None:
    """Everything about the households of whoever has `nik`; None when no row has it."""
    found = _rows(con, "households_of_nik", nik=nik)
    return _households(con, found)


def explain_flag(con: duckdb.DuckDBPyConnection, flag: str) -> str | None:
    """Everything about the household of a flag, resolved ones included; None when unknown."""
    return _households(con, _rows(con, "household_of_flag", flag=flag))


def explain_record(con: duckdb.DuckDBPyConnection, record: str) -> str | None:
    """What became of a row, and everything about its household; None when unknown."""
    found = _rows(con, "record", record=record)
    if not found:
        return None
    row = found[0]
    text = [f"Baris: {place_of(row)} — {OUTCOMES[row['outcome']]}"]
    text += [f"  - {problem}" for problem in row["problems"] or []]
    text += _linked(con, record)
    household = _households(con, _rows(con, "household_of_record", record=record))
    return "\n".join(text) + (f"\n\n{household}" if household else "")


def place_of(row: Row) -> str:
    """Where a row stands, as an officer finds it: source, file, sheet, row, age."""
    return f"{label_of(row['source'])}: {place_of_row(row)}"


def _households(con: duckdb.DuckDBPyConnection, found: list[Row]) -> str | None:
    texts = [_household(con, row["household_id"]) for row in found]
    return "\n\n".join(texts) if texts else None


def _household(con: duckdb.DuckDBPyConnection, household: str) -> str:
    known = _rows(con, "household", household=household)
    if not known:
        gone = f"Keluarga {household} sudah tidak ada pada periode ini (digabung atau dipecah)."
        return "\n".join([gone, *_ids(con, household)])
    status = known[0]
    flags = _rows(con, "flags", household=household)
    sections = [
        _who(con, status),
        _standing(con, status),
        _findings(con, flags),
        _why_not_missing(con, status, flags),
        _evidence(con, household),
        _near(con, household),
        _ids(con, household),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def _who(con: duckdb.DuckDBPyConnection, status: Row) -> list[str]:
    village = status["village_name"] or status["village_code"] or "desa belum diketahui"
    district = f", Kecamatan {status['district_name']}" if status["district_name"] else ""
    lines = [
        f"Keluarga {status['household_id']} — {village}{district}",
        f"  No. KK: {status['kk'] or 'belum diketahui'}",
        f"  Alamat: {status['alamat'] or '-'}, RT {status['rt'] or '-'}, RW {status['rw'] or '-'}",
        f"  Anggota ({status['living']} hidup dari {status['members']}):",
    ]
    for person in _rows(con, "members", household=status["household_id"]):
        born = date_words(person["birth_date"]) if person["birth_date"] else "tanggal lahir -"
        held = [
            name
            for name, column in (
                ("DTKS", "in_dtks"),
                ("DTSEN", "in_dtsen"),
                ("Dukcapil", "in_dukcapil"),
            )
            if person[column]
        ]
        dead = "; tercatat meninggal" if person["dead"] else ""
        lines.append(
            f"    - {person['nama'] or 'tanpa nama'} (NIK {person['nik'] or '-'}, {born}); "
            f"ada di: {', '.join(held) or 'tidak satu pun dari DTKS, DTSEN, Dukcapil'}{dead}"
        )
    return lines


def _standing(con: duckdb.DuckDBPyConnection, status: Row) -> list[str]:
    criteria = {row["code"]: row["words"] for row in _rows(con, "criteria")}
    lines = ["Keadaan bulan ini:"]
    if status["proposed"]:
        villages = ", ".join(status["proposed_by"] or []) or "yang belum diketahui"
        poverty = POVERTY.get(status["poverty"], "belum dinilai")
        lines.append(f"  Diusulkan oleh desa/kelurahan {villages}; {poverty}.")
        for title, column in (
            ("Kriteria terpenuhi", "criteria_met"),
            ("Keterangan yang kosong", "criteria_missing"),
        ):
            if letters := status[column]:
                lines.append(f"  {title}:")
                lines += [
                    f"    {letter}. {criteria.get(letter, '-')}{_answered(status, letter)}"
                    for letter in letters
                ]
    else:
        lines.append("  Tidak diusulkan desa mana pun.")
        for row in _rows(con, "population_lists", household=status["household_id"]):
            lines.append(
                f"  Namanya ada di {row['file']}, tetapi berkas itu memuat lebih dari separuh "
                "penduduk desa. Bila memang usulan, catat keputusan population_list untuknya."
            )
    lines.append(f"  Registri: {'; '.join(_standings(con, status))}.")
    lines.append(f"  SKTM: {status['sktm_held']} surat, {status['sktm_valid']} masih berlaku.")
    return lines


def _standings(con: duckdb.DuckDBPyConnection, status: Row) -> list[str]:
    """How the family stands in each registry, the one that decides first."""
    return [row["words"] for row in _rows(con, "standings", household=status["household_id"])]


def _answered(status: Row, letter: str) -> str:
    """The month of an earlier answer that still stands for a criterion; empty for this month's."""
    months = {one["code"]: one["period"] for one in status["criteria_remembered"] or []}
    return f" (jawaban {period_words(months[letter])})" if letter in months else ""


def _findings(con: duckdb.DuckDBPyConnection, flags: list[Row]) -> list[str]:
    lines = ["Temuan:"] if flags else ["Temuan: tidak ada."]
    for flag in flags:
        subtype = f" — {SUBTYPES.get(flag['subtype'], flag['subtype'])}" if flag["subtype"] else ""
        review = "; perlu ditinjau petugas" if flag["needs_review"] else ""
        lines.append(
            f"  {KINDS[flag['kind']].title}{subtype} (ID Temuan {flag['flag_id']}; "
            f"{STATES[flag['state']].lower()}, sejak {period_words(flag['first_period'])}; "
            f"keyakinan {percent(flag['confidence'], 0)}{review})"
        )
        lines += [f"    {sentence}" for sentence in life_of(flag)]
        for reason in flag["reasons"] or []:
            lines += [f"    - {reason['evidence']}", f"      Aturan: {reason['rule']}"]
            for record in reason["record_ids"] or []:
                lines += [
                    f"      Bukti: {place_of(r)}" for r in _rows(con, "record", record=record)
                ]
    return lines


def _why_not_missing(con: duckdb.DuckDBPyConnection, status: Row, flags: list[Row]) -> list[str]:
    """Why the household is not listed as missing from the registry; empty when it is."""
    code = why_unlisted(
        status,
        {flag["kind"] for flag in flags if flag["state"] not in ("resolved", "unheard")},
        {row["kind"] for row in _rows(con, "dismissed", household=status["household_id"])},
        registry_known=bool(_rows(con, "deciding_registries")),
    )
    if code is None:
        return []
    said = f"{_standings(con, status)[0]}." if code == "registered" else UNLISTED[code].said
    return [f"Mengapa tidak ditandai belum terdaftar: {said}"]


def _evidence(con: duckdb.DuckDBPyConnection, household: str) -> list[str]:
    lines = ["Semua baris data keluarga ini:"]
    for row in _rows(con, "rows", household=household):
        sure = ""
        if row["match_reason"]:
            reason = MATCHES.get(row["match_reason"], row["match_reason"])
            sure = f" [{reason}; peluang {percent(row['probability'])}]"
        lines.append(f"  {place_of(row)} (ID {row['record_id']}){sure}")
        lines += [f"    - {problem}" for problem in row["problems"] or []]
    return lines


def _near(con: duckdb.DuckDBPyConnection, household: str) -> list[str]:
    if not _published(con, "compared"):  # by a program that did not keep what it compared
        return ["Jalankan lagi bulan ini untuk melihat orang di registri yang paling mirip."]
    near = _rows(con, "near_registry", household=household)
    if not near:
        return ["Tidak ada orang di registri yang mirip dengan anggota keluarga ini."]
    lines = ["Orang di registri yang paling mirip, tetapi tidak dianggap sama:"]
    for row in near:
        asked = "; menunggu keputusan petugas" if row["review"] else ""
        likely = "di bawah 1%" if row["probability"] is None else percent(row["probability"])
        lines.append(
            f"  {row['nama']} (NIK {row['nik'] or '-'}) dengan {row['member']}: "
            f"peluang orang yang sama {likely}{asked}"
        )
        if row["probability"] is not None:
            lines.append(
                f"    sama: {', '.join(row['agrees'] or []) or '-'}; "
                f"berbeda: {', '.join(row['differs'] or []) or '-'}"
            )
        lines += [
            *_weighed(con, row["member_record"], row["other_record"]),
            f"    {place_of(row)}",
        ]
    return lines


def _weighed(con: duckdb.DuckDBPyConnection, one: str, other: str) -> list[str]:
    """What speaks for and against two rows being about one person; empty where not compared."""
    found = weighing.parts(_rows(con, "pair_weights", one=one, other=other))
    if not found:
        return []
    return [f"    {weighing.sentence(found)}", f"    Bobot: {weighing.sum_in_words(found)}"]


def _linked(con: duckdb.DuckDBPyConnection, record: str) -> list[str]:
    """Which row of the same person a row resembles most, and how; empty where it needed none."""
    if not _published(con, "compared"):
        return []
    return [
        line
        for row in _rows(con, "linked_row", record=record)
        for line in (
            f"Dianggap satu orang dengan: {place_of(row)}",
            *_weighed(con, record, row["record_id"]),
        )
    ]


def _published(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Whether the link layer of this publication has the table."""
    ((found,),) = con.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'link' AND table_name = ?",
        [table],
    ).fetchall()
    return bool(found)


def _rows(con: duckdb.DuckDBPyConnection, query: str, **values: object) -> list[Row]:
    result = con.execute(sql.read(f"explain/{query}"), values)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _ids(con: duckdb.DuckDBPyConnection, household: str) -> list[str]:
    """What became of the ids of the household and its people since they were first published."""
    if not _published(con, "id_history"):  # by a program that kept no history
        return []
    units = {"household": "keluarga", "person": "orang"}
    lines = []
    for row in _rows(con, "id_history", household=household):
        unit = units[row["unit"]]
        change = CHANGED[row["kind"]].format(old=f"{unit} {row['old_id']}", new=row["new_id"])
        lines.append(f"  - {period_words(row['period'])}: {change}")
    return ["Riwayat ID:", *lines] if lines else []
