"""Published data: seen within one's place only, and always the newest publication."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from django.test import Client

import sql
from pipelines.office.workspace import Workspace
from review.accounts.models import User
from review.accounts.requests import OfficerRequest
from review.ledger.store import Ledger
from review.published.errors import NothingPublished, OutdatedPublication
from review.published.gateway import Gateway
from review.published.reader import Reader, gateway, reader
from review.published.scope import Scope, scope_of
from tests.support.small_inbox import PERIOD
from tests.support.small_office import BINUANG, BINUANG_DISTRICT, TATAKAN

pytestmark = pytest.mark.django_db
EVERYTHING = Scope(figures="", people="")
FIGURES_ONLY = Scope(figures="", people=None)
ABOUT_NOBODY = {"level_weight", "benefit", "rule", "source_age", "urgency_rule", "loaded_registry"}
"""Views without a place, because what they show concerns nobody in particular."""
IDS_ONLY = {"verdict"}
"""Shows ids and verdicts only; queries join it to what the user may see."""
VIEWS = [name.rsplit("/", 1)[-1] for name in sql.names("review/scoped")]


def read(scope: Scope, office: Workspace) -> Reader:
    return Reader(gateway().publication(PERIOD), scope)


def ask(published: Reader, query: str) -> list[tuple]:
    """A query that is not a file, for these tests only."""
    return [tuple(row.values()) for row in published._run(query, {})]


def test_each_view_shows_something_to_who_sees_everything(office: Workspace) -> None:
    published = read(EVERYTHING, office)
    # Nothing of these in this month.
    empty = {
        "aid", "candidate", "certificate", "compared_pair", "source_age", "verdict",
        "village_answer",
    }  # fmt: skip
    shown = {view for view in VIEWS if ask(published, f"SELECT count(*) FROM {view}") != [(0,)]}
    assert shown == set(VIEWS) - empty


@pytest.mark.parametrize("view", sorted(set(VIEWS) - ABOUT_NOBODY - IDS_ONLY))
def test_without_a_scope_a_view_shows_nothing(office: Workspace, view: str) -> None:
    assert ask(read(Scope(None, None), office), f"SELECT count(*) FROM {view}") == [(0,)]


@pytest.mark.parametrize("view", sorted(set(VIEWS) - ABOUT_NOBODY - IDS_ONLY))
def test_each_view_is_limited_by_the_users_scope(view: str) -> None:
    text = sql.read(f"review/scoped/{view}")
    assert "getvariable('people')" in text or "getvariable('figures')" in text


@pytest.mark.parametrize(
    "view", ["flag", "household", "person", "record", "person_row", "flag_history", "candidate"]
)
def test_the_head_of_the_office_sees_figures_and_no_people(office: Workspace, view: str) -> None:
    assert ask(read(FIGURES_ONLY, office), f"SELECT count(*) FROM {view}") == [(0,)]
    assert ask(read(FIGURES_ONLY, office), "SELECT sum(flags) > 0 FROM flag_count") == [(True,)]


@pytest.mark.parametrize("place", [BINUANG, BINUANG_DISTRICT, TATAKAN])
@pytest.mark.parametrize("view", ["flag", "household", "coverage", "village"])
def test_who_has_a_place_sees_that_place_only(office: Workspace, place: str, view: str) -> None:
    published = read(Scope(place, place), office)
    villages = {code for (code,) in ask(published, f"SELECT DISTINCT village_code FROM {view}")}
    assert villages and all(code.startswith(place) for code in villages)


def test_people_and_rows_follow_their_family(office: Workspace) -> None:
    everybody = read(EVERYTHING, office)
    own = read(Scope(TATAKAN, TATAKAN), office)
    for view in ("person", "record", "person_row"):
        families = set(ask(own, f"SELECT DISTINCT household_id FROM {view}"))
        assert families == set(
            ask(everybody, f"SELECT household_id FROM household WHERE village_code = '{TATAKAN}'")
        )


def queries() -> list[Path]:
    folder = Path(sql.__file__).parent / "review"
    return [
        path
        for path in sorted(folder.rglob("*.sql"))
        if path.parent.name not in ("scoped", "prepared")
    ]


@pytest.mark.parametrize("path", queries(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_query_names_scoped_views_only(path: Path) -> None:
    text = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    assert not re.search(
        r"\b(published|prepared|memory|raw|core|link|out)\s*\.\s*\w", text, re.IGNORECASE
    )
    assert not re.search(r"\bset\s+variable\b|getvariable", text, re.IGNORECASE)
    assert not text.rstrip().endswith(";")


def test_the_tables_themselves_cannot_be_named_by_mistake(office: Workspace) -> None:
    with pytest.raises(duckdb.CatalogException):
        ask(read(EVERYTHING, office), "SELECT * FROM out.flag")


def test_nothing_can_be_read_from_the_disk(office: Workspace) -> None:
    with pytest.raises(duckdb.PermissionException):
        ask(read(EVERYTHING, office), "SELECT * FROM read_text('/etc/hostname')")


def test_roles_have_their_scopes() -> None:
    assert scope_of(User(role="operator")) == Scope("", "")
    assert scope_of(User(role="pimpinan")) == Scope("", None)
    assert scope_of(User(role="desa", place_code=BINUANG)) == Scope(BINUANG, BINUANG)


def test_a_confirmed_decision_is_seen_by_the_very_next_query(office: Workspace) -> None:
    request = OfficerRequest()
    request.user = User.objects.add(None, username="siti", full_name="Siti", role="operator")
    ((flag, evidence),) = ask(
        reader(request), "SELECT flag_id, evidence_hash FROM flag ORDER BY flag_id LIMIT 1"
    )
    for verdict in ("unsure", "agree"):
        Ledger().decide(request.user, "flag", [flag], verdict, "sudah dicek", evidence)
        assert ask(reader(request), "SELECT subject_id, verdict FROM verdict") == [(flag, verdict)]
    assert ask(reader(request), "SELECT count(*) FROM decision") == [(2,)]


def test_a_new_publication_is_read_at_once_and_readers_of_the_old_one_finish(
    office: Workspace, tmp_path: Path
) -> None:
    from django.conf import settings

    place = Workspace(tmp_path)
    place.published.mkdir()
    place.state.mkdir()
    shutil.copy(office.database(PERIOD), place.database(PERIOD))
    opened = Gateway(place, settings.OFFICE.engine)
    before = Reader(opened.publication(), EVERYTHING)
    flags = ask(before, "SELECT count(*) FROM flag")

    newer = tmp_path / "newer.duckdb"
    shutil.copy(office.database(PERIOD), newer)
    with closing(duckdb.connect(str(newer))) as con:
        con.execute("DELETE FROM out.flag")
    os.replace(newer, place.database(PERIOD))

    assert ask(Reader(opened.publication(), EVERYTHING), "SELECT count(*) FROM flag") == [(0,)]
    assert ask(before, "SELECT count(*) FROM flag") == flags


def test_a_period_is_chosen_in_the_address(office: Workspace, signed_in: object) -> None:
    client: Client = signed_in("operator")  # type: ignore[operator]
    assert client.get(f"/?periode={PERIOD}").status_code == 200
    assert client.get("/?periode=2019-01").status_code == 404


def test_a_withdrawn_or_missing_publication_is_reported(tmp_path: Path) -> None:
    from django.conf import settings

    opened = Gateway(Workspace(tmp_path), settings.OFFICE.engine)
    with pytest.raises(NothingPublished):
        opened.publication()


def test_a_publication_of_an_older_padan_is_reported(tmp_path: Path) -> None:
    from django.conf import settings

    place = Workspace(tmp_path)
    place.published.mkdir()
    place.state.mkdir()
    with closing(duckdb.connect(str(place.database(PERIOD)))) as con:
        con.execute("CREATE SCHEMA out")
    with pytest.raises(OutdatedPublication, match=PERIOD):
        Gateway(place, settings.OFFICE.engine).publication()


def test_a_long_list_comes_in_pages(office: Workspace) -> None:
    published = read(EVERYTHING, office)
    late = published.rows("home/late_villages")
    pages = [published.page("home/late_villages", n, size=50) for n in (1, 2, 3, 9)]
    assert [row for page in pages[:3] for row in page.rows] == late
    assert [(page.number, page.previous, page.next) for page in pages] == [
        (1, None, 2),
        (2, 1, 3),
        (3, 2, None),
        (3, 2, None),
    ]
    assert {page.total for page in pages} == {len(late)}
