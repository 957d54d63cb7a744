"""The small office's publication with undecided pairs and a drawn sample laid into it.

Rows are those of Binuang's village list (`r.listed`) and of Dukcapil (`r.civil`), in the order of
their names; each is a person of their own here.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.office.workspace import Workspace
from tests.support.small_inbox import PERIOD

APART = 0.4  # probability of every undecided pair


@dataclass(frozen=True)
class PairOffice:
    """The altered workspace with its Dukcapil neighbours' rows, people and families."""

    workspace: Workspace
    rows: list[str]
    people: list[str]
    homes: list[str]


def with_pairs(office: Workspace, root: Path) -> PairOffice:
    """A copy of the published month in `root`: the first neighbour may be the second or the third;
    the fourth and fifth were drawn for a blind opinion. First and second, and those drawn, were
    compared."""
    place = Workspace(root)
    place.published.mkdir(parents=True)
    place.state.mkdir()
    shutil.copy(office.database(PERIOD), place.database(PERIOD))
    with closing(duckdb.connect(str(place.database(PERIOD)))) as con:
        found = con.execute(
            """
            SELECT p.record_id, rp.person_id, ph.household_id
            FROM core.person AS p JOIN link.record_person AS rp USING (record_id)
            JOIN link.person_household AS ph USING (person_id)
            WHERE p.source = 'dukcapil'
              AND rp.person_id NOT IN (SELECT unnest(person_ids) FROM out.flag)
              AND rp.person_id NOT IN (SELECT person_id FROM out.registry_since)
            ORDER BY p.nama
            """
        ).fetchall()
        rows, people, homes = ([*column] for column in zip(*found, strict=True))
        # The person in question is the one who is not in Dukcapil.
        con.execute("UPDATE out.person SET in_dukcapil = false WHERE person_id = ?", [people[0]])
        con.execute("DELETE FROM link.evaluation_pair")
        for other in (1, 2):
            con.execute(
                """
                INSERT INTO link.candidate BY NAME
                SELECT least(l.record_id, r.record_id) AS record_id_l,
                    greatest(l.record_id, r.record_id) AS record_id_r,
                    if(l.record_id < r.record_id, $one, $other) AS person_id_l,
                    if(l.record_id < r.record_id, $other, $one) AS person_id_r,
                    $probability AS probability, true AS review, ['desa'] AS agrees,
                    ['nama'] AS differs,
                    if(l.record_id < r.record_id, link.row_evidence(l) || link.row_evidence(r),
                        link.row_evidence(r) || link.row_evidence(l)) AS evidence_hash
                FROM core.person AS l, core.person AS r
                WHERE l.record_id = $row AND r.record_id = $other_row
                """,
                {
                    "one": people[0], "other": people[other], "row": rows[0],
                    "other_row": rows[other], "probability": APART,
                },
            )  # fmt: skip
        # Compared, with the first level of each comparison that is not `missing`.
        for one, other in ((0, 1), (3, 4)):
            con.execute(
                "INSERT INTO link.compared VALUES (1, $one, $other, 1, 1, 1, 1, 1, 1, 42)",
                {"one": rows[one], "other": rows[other]},
            )
        con.execute(
            "INSERT INTO link.evaluation_pair BY NAME SELECT least($l, $r) AS record_id_l, "
            "greatest($l, $r) AS record_id_r, 'apart' AS stratum, 1 AS stratum_pairs, "
            "0.05 AS probability",
            {"l": rows[3], "r": rows[4]},
        )
    return PairOffice(place, rows, people, homes)


def as_families_of_two(pairs: PairOffice) -> tuple[str, str]:
    """The fourth neighbour moves in with the first, the fifth with the second, and those two are
    a near pair too. The ids of both families."""
    left, right = pairs.homes[:2]
    with closing(duckdb.connect(str(pairs.workspace.database(PERIOD)))) as con:
        for person, home in ((pairs.people[3], left), (pairs.people[4], right)):
            con.execute(
                "UPDATE out.person SET household_id = ? WHERE person_id = ?", [home, person]
            )
        con.execute(
            "INSERT INTO link.candidate BY NAME SELECT * REPLACE (least($l, $r) AS record_id_l, "
            "greatest($l, $r) AS record_id_r, $one AS person_id_l, $other AS person_id_r) "
            "FROM link.candidate WHERE person_id_l IN ($first, $second) "
            "AND person_id_r IN ($first, $second)",
            {
                "l": pairs.rows[3], "r": pairs.rows[4], "one": pairs.people[3],
                "other": pairs.people[4], "first": pairs.people[0], "second": pairs.people[1],
            },
        )  # fmt: skip
    return left, right
