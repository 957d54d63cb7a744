"""The ledger, the audit chain and the web application on a real PostgreSQL server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import Workspace
from tests.integration.review.killed_writers import WRITERS, confirmed_before_kill
from tests.support.postgresql import Cluster, cluster
from tests.support.serving import Served, add_user, padan, serving, token
from tests.support.small_office import new_office

pytestmark = pytest.mark.postgresql
OFFICERS = ("operator", "verifikator")
REASON = "musdes setuju"


@pytest.fixture(scope="module")
def database() -> Iterator[Cluster]:
    with cluster() as running:
        yield running


@pytest.fixture
def own_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A further server, which padan in this process reads too; it may be killed."""
    with cluster() as running:
        monkeypatch.setenv("DATABASE_URL", running.environment["DATABASE_URL"])
        yield running


def audited(root: Path, database: Cluster) -> int:
    """How many events the audit log holds; it must be whole."""
    done = padan("audit", str(root), environment=database.environment)
    assert done.returncode == 0, done.stdout + done.stderr
    (number,) = re.findall(r"utuh: (\d+) kejadian", done.stdout)
    return int(number)


def test_nothing_that_was_confirmed_is_lost_when_writers_and_database_are_killed(
    own_database: Cluster, tmp_path: Path
) -> None:
    office = new_office(tmp_path / "kantor")
    # Both find an empty database: one makes the tables, the other waits.
    confirmed = confirmed_before_kill(office, lambda: own_database.stop("immediate"))
    own_database.start()
    kept = read_decisions(office)
    assert confirmed <= set(kept["decision_id"])
    assert kept["at"].is_sorted() and set(kept["by"]) == set(WRITERS)
    assert audited(office.root, own_database) == kept.height  # each decision with its event
    assert not office.ledger.exists()


@pytest.fixture(scope="module")
def served(
    office: Workspace, database: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    for name in OFFICERS:
        add_user(office.root, name, environment=database.environment)
    log = tmp_path_factory.mktemp("postgresql") / "log"
    with serving(office.root, log, database.environment) as running:
        yield running


def hidden(page: httpx.Response, name: str, place: int = 0) -> str:
    """The value in the page's form for the finding; `place` 1 is that for its proposal."""
    return re.findall(rf'name="{name}" value="([^"]*)"', page.text)[place]


def decide(client: httpx.Client, flag: str, about: str, verdict: str) -> str:
    """Send the form of a finding; returns the page that follows."""
    page = client.get(f"/temuan/{flag}/")
    where = "keputusan" if about == "flag" else "usulan"
    form = {
        "csrfmiddlewaretoken": token(page), "bukti": hidden(page, "bukti"),
        "sesudah": hidden(page, "sesudah", ("flag", "proposal").index(about)),
        f"{about}-keputusan": verdict, f"{about}-alasan": REASON,
    }  # fmt: skip
    sent = client.post(f"/temuan/{flag}/{where}/", data=form)
    assert sent.status_code in (200, 409)  # 409: a colleague was first, and is shown
    return sent.text


def flags(client: httpx.Client, filters: str) -> list[str]:
    return re.findall(r'<a href="/temuan/(f\w{16})/', client.get(f"/temuan/?{filters}").text)


def test_officers_deciding_at_once_are_all_heard_by_both_workers(
    served: Served, office: Workspace, database: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        clients = [stack.enter_context(served.signed_in(name)) for name in OFFICERS * 2]
        found = flags(clients[0], "keputusan=open")
        shares = [found[n :: len(clients)] for n in range(len(clients))]

        def work(client: httpx.Client, share: list[str]) -> None:
            for flag in share:
                decide(client, flag, "flag", "field_check")

        with ThreadPoolExecutor(len(clients)) as pool:
            list(pool.map(work, clients, shares))
        for _ in range(12):  # on a connection of its own, so either of the two workers answers
            with httpx.Client(base_url=served.address, cookies=clients[0].cookies) as fresh:
                assert set(flags(fresh, "keputusan=field_check")) == set(found)
    monkeypatch.setenv("DATABASE_URL", database.environment["DATABASE_URL"])
    kept = read_decisions(office)
    assert sorted(subject for (subject,) in kept["subject_ids"]) == sorted(found)
    assert audited(office.root, database) > len(found)


def test_of_two_who_propose_at_the_same_moment_one_is_first_and_one_second(
    served: Served, office: Workspace, database: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as stack:
        clients = [stack.enter_context(served.signed_in(name)) for name in OFFICERS]
        (flag, *_) = flags(clients[0], "jenis=missing_from_dtks")
        with ThreadPoolExecutor(2) as pool:
            said = list(pool.map(lambda client: decide(client, flag, "proposal", "agree"), clients))
        for client, page in zip(clients, said, strict=True):
            if "Belum disimpan" in page:  # both had the page open: the later one looks again
                assert "Usulkan sebagai orang kedua" in page
                decide(client, flag, "proposal", "agree")
    assert sum("baru berlaku setelah orang kedua" in page for page in said) == 1
    monkeypatch.setenv("DATABASE_URL", database.environment["DATABASE_URL"])
    proposed = read_decisions(office).filter(kind="proposal").sort("at")
    assert proposed["verdict"].to_list() == ["first_agree", "agree"]
    assert set(proposed["by"]) == set(OFFICERS)


def test_the_log_never_holds_the_databases_password(served: Served, database: Cluster) -> None:
    assert database.password not in served.log.read_text()


def test_a_server_without_its_database_says_so_and_recovers(
    served: Served, database: Cluster
) -> None:
    """The last test of this module: it stops the database under the running application."""
    with served.signed_in("operator") as client:
        database.stop("immediate")
        try:
            down = client.get("/temuan/")
            assert down.status_code == 500
            assert database.password not in down.text + served.log.read_text()
        finally:
            database.start()
        assert client.get("/temuan/").status_code == 200
