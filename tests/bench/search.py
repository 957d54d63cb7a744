"""Seconds of the consultation desk's searches on a publication of millions of people.

    python -m tests.bench.search --persons 3000000

The tables a search reads are made directly (everybody in them is invented by arithmetic), ordered
as a run stores them; the searches themselves are those of the web application, as an operator of
the whole regency asks them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import duckdb

import sql
from pipelines.assess.steps import SHORTEST_NUMBER
from pipelines.domain.regions import load_regions
from pipelines.machine.database import create_database, load_frames
from pipelines.office.config import EngineConfig
from pipelines.office.creating import create_workspace
from pipelines.office.workspace import Workspace
from schemas import core, link, out, out_pages, raw
from schemas.base import empty
from schemas.tables import declared_tables, table_name

REGION, PERIOD = "63.05", "2026-10"
FAMILY = 3  # people of a household
TRIES = 7
WORDS = (
    "AHMAT AISAH AMINAH ARIP BAHRANI DEWI PATIMAH HAMDAN HASANAH IDA JUMBERI KASPUL KADIJAH "
    "LATIPAH MARDIANA MUHAMAT MURJANI NURUL NORLIANA PAHRIAN RAHMAT RIDUAN RUSDIANA SALMAH "
    "SAMSUDIN SARI SITI SUPIAN SURIANI TAMBERIN UMAR WAHIDAH YANI JAINAL JUBAIDAH"
).split()


def main() -> None:
    """Build, search, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=3_000_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="padan-bench-") as folder:
        place = create_workspace(Path(folder) / "kantor", REGION)
        place.published.mkdir(exist_ok=True)
        begin = perf_counter()
        known = build(place, asked.persons)
        size = place.database(PERIOD).stat().st_size / 2**20
        print(f"built {asked.persons:,} persons in {perf_counter() - begin:.0f} s, {size:.0f} MiB")
        for name, seconds, processor, finds in measured(place, known):
            worst = max(seconds)
            print(
                f"{name:<30}{worst:>8.3f} s worst{processor:>8.3f} s of processor{finds:>4} finds"
            )


def build(place: Workspace, persons: int) -> dict[str, str]:
    """Publish `persons` invented people; returns what one of them is known by."""
    engine = EngineConfig()
    with closing(create_database(place.database(PERIOD), engine)) as con:
        for module in (raw, core, link, out, out_pages):
            layer = module.__name__.rpartition(".")[2].removesuffix("_pages")
            load_frames(con, {layer: {table_name(t): empty(t) for t in declared_tables(module)}})
        con.execute(sql.read("link/row_evidence"))
        villages = [village.code for village in load_regions(REGION).villages]
        _people(con, persons, villages)
        for name in ("search_number", "search_name"):
            con.execute(
                f"INSERT INTO out.{name} BY NAME FROM ({sql.read(f'out/{name}')}) ORDER BY ALL",
                {"shortest_number": SHORTEST_NUMBER} if name == "search_number" else {},
            )
        ((nik, kk, name, village),) = con.execute(
            "SELECT nik, kk, name_folded, village_code FROM core.person WHERE record_id = $middle",
            {"middle": f"r{persons // 2}"},
        ).fetchall()
    return {"nik": nik, "kk": kk, "name": name, "village": village}


def measured(place: Workspace, known: dict[str, str]) -> list[tuple[str, list[float], float, int]]:
    """Name, seconds of each try, processor seconds of one, and finds of each kind of search."""
    os.environ["PADAN_WORKSPACE"] = str(place.root)
    os.environ["DJANGO_SETTINGS_MODULE"] = "review.settings"
    from review.setup import configure

    configure(place)
    from review.published.gateway import Gateway
    from review.published.reader import Reader
    from review.published.scope import Scope
    from review.search.search import find, understood

    published = Reader(Gateway(place, EngineConfig()).publication(), Scope("", ""))
    nik, kk, name = known["nik"], known["kk"], known["name"]
    misspelt = f"{name[:2]}{name[3:]}"
    queries = {
        "NIK": (nik, ""),
        "NIK, a digit wrong": (f"{nik[:9]}{(int(nik[9]) + 1) % 10}{nik[10:]}", ""),
        "NIK, a digit missing": (nik[:5] + nik[6:], ""),
        "No. KK": (kk, ""),
        "name in a village": (name, known["village"]),
        "name misspelt in a village": (misspelt, known["village"]),
        "name misspelt in a district": (misspelt, known["village"][:8]),
        "name misspelt in the regency": (misspelt, ""),
    }

    def hits(query: tuple[str, str]) -> int:
        return len(find(published, understood(*query)))

    return [(title, *_timed(partial(hits, query))) for title, query in queries.items()]


def _people(con: duckdb.DuckDBPyConnection, persons: int, villages: list[str]) -> None:
    """core.person, link.* and out.* of invented people; each village gets an equal share."""
    words = ", ".join(f"'{word}'" for word in WORDS)
    con.execute(
        f"CREATE TEMP MACRO word(i, place) AS [{words}]"
        f"[1 + (hash(i, place) % {len(WORDS)})::BIGINT]"
    )
    con.execute(
        """
        CREATE TEMP TABLE invented AS
        SELECT
            i,
            'r' || i AS record_id,
            'p' || md5(i::VARCHAR)[1:16] AS person_id,
            'h' || md5((i // $family)::VARCHAR)[1:16] AS household_id,
            $villages[1 + (i // $family) % len($villages)] AS village_code,
            DATE '1940-01-01' + (hash(i) % 29000)::INTEGER AS birth_date,
            word(i, 1) || ' ' || word(i, 2)
                || CASE WHEN hash(i, 3) % 2 = 0 THEN ' ' || word(i, 4) ELSE '' END AS name
        FROM range($persons) AS people (i)
        """,
        {"family": FAMILY, "villages": villages, "persons": persons},
    )
    con.execute(
        """
        CREATE TEMP TABLE numbered AS
        SELECT
            *,
            replace(village_code, '.', '')[1:6] || strftime(birth_date, '%d%m%y')
                || lpad((hash(i, 5) % 9999 + 1)::VARCHAR, 4, '0') AS nik,
            replace(village_code, '.', '')[1:6]
                || strftime(DATE '2010-01-01' + (i // $family % 5000)::INTEGER, '%d%m%y')
                || lpad((i // $family % 9999 + 1)::VARCHAR, 4, '0') AS kk
        FROM invented
        """,
        {"family": FAMILY},
    )
    con.execute(
        """
        INSERT INTO core.person BY NAME
        SELECT record_id, 'dukcapil' AS source, 'dukcapil' AS "table", nik, kk, name AS nama,
            name AS name_folded, birth_date, village_code
        FROM numbered ORDER BY record_id;
        INSERT INTO link.record_person BY NAME
        SELECT record_id, person_id, 'nik' AS match_reason, 1.0::DOUBLE AS probability
        FROM numbered ORDER BY record_id;
        INSERT INTO link.record_household BY NAME
        SELECT record_id, household_id FROM numbered ORDER BY record_id;
        INSERT INTO link.person_household BY NAME
        SELECT person_id, household_id, kk, 'dukcapil' AS kk_basis, false AS dead, village_code
        FROM numbered ORDER BY person_id;
        INSERT INTO out.person BY NAME
        SELECT person_id, household_id, nik, name AS nama, birth_date, kk, village_code,
            false AS dead, true AS in_dtks, false AS in_dtsen, true AS in_dukcapil
        FROM numbered ORDER BY person_id;
        INSERT INTO out.household_status BY NAME
        SELECT household_id, any_value(kk) AS kk, min(person_id) AS head_person_id,
            min_by(name, person_id) AS head_name, any_value(village_code) AS village_code,
            count(*) AS members, count(*) AS living, true AS in_dtks, true AS in_registry
        FROM numbered GROUP BY household_id ORDER BY household_id;
        """
    )
    con.execute(
        "INSERT INTO out.village BY NAME SELECT unnest($villages) AS village_code, "
        "'Desa' AS label, 'Desa' AS village_name, left(village_code, 8) AS district_code, "
        "'Kecamatan' AS district_name",
        {"villages": villages},
    )


def _timed(search: Callable[[], int]) -> tuple[list[float], float, int]:
    seconds = []
    begin_processor = process_time()
    for _ in range(TRIES):
        begin = perf_counter()
        finds = search()
        seconds.append(perf_counter() - begin)
    return seconds, (process_time() - begin_processor) / TRIES, finds


if __name__ == "__main__":
    main()
