"""Twenty officers at once on a regency of 60,000 households, and a server killed under them.

    python -m tests.bench.web_load WORKSPACE --households 60000

WORKSPACE is made and run once where it is not there; a smaller one does for a quick look. The load
comes from this process on the same machine, against the server of `padan serve`. First part: each
officer acts every three seconds (queue, finding, search, decision), and p50, p95 and p99 are
printed by kind of page; signing in is left out. Second part: all decide without pause until the
server and its workers are killed (SIGKILL); every decision that was confirmed must be in the
ledger, and the audit log's chain must hold.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import signal
import socket
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import httpx
import polars as pl

from pipelines.demo import generate
from pipelines.office.creating import create_workspace
from pipelines.office.ledger import read_decisions
from pipelines.office.workspace import Workspace
from pipelines.run.month import run_month

PERIOD = "2026-10"
PASSWORD = "Rahasia-kuat-1"
PATIENCE = 120.0  # seconds for the server to start, or to answer at all
TARGET = 0.5  # seconds, p95 of queue, finding and search
MEASURED = ("queue", "finding", "search")
SHARES = {"queue": 0.35, "finding": 0.35, "search": 0.2, "decision": 0.1}
COLLEAGUE_WAS_FIRST = 409  # someone decided between the look and the word
SHOWN, DECIDED = frozenset({200}), frozenset({302, COLLEAGUE_WAS_FIRST})
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SEEN = re.compile(r'name="sesudah" value="([^"]*)"')
EVIDENCE = re.compile(r'name="bukti" value="([^"]*)"')
FINDING = re.compile(r'href="(/temuan/f\w{16}/)')


@dataclass
class Tally:
    """What the officers met: seconds by kind of page, errors, and the words that were confirmed."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)
    sent: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    processor: float = 0.0
    """Seconds of processor time that the server used meanwhile."""


@dataclass
class Officer:
    """One signed-in officer with a browser of their own."""

    name: str
    client: httpx.AsyncClient
    tally: Tally
    typed: list[str]
    """What is searched for: names and NIK of invented people."""

    chance: random.Random
    findings: list[str] = field(default_factory=list)
    token: str = ""
    words: int = 0

    async def sign_in(self) -> None:
        """Log-ins are not measured: Argon2 takes its time on purpose."""
        page = await self.client.get("/masuk/")
        form = {"username": self.name, "password": PASSWORD}
        await self.client.post("/masuk/", data=form | {"csrfmiddlewaretoken": _one(TOKEN, page)})
        await self.queue()

    async def queue(self) -> None:
        """A page of the queue, sometimes filtered as officers do."""
        filters = self.chance.choice(
            ["", "?halaman=2", "?jenis=missing_from_dtks", "?wilayah=63.05.02", "?urut=oldest"]
        )
        page = await self._get("queue", f"/temuan/{filters}")
        if page is not None:
            self.findings = FINDING.findall(page.text) or self.findings
            self.token = _one(TOKEN, page) or self.token

    async def finding(self) -> httpx.Response | None:
        """One finding of the page seen last."""
        if not self.findings:
            await self.queue()
            return None
        page = await self._get("finding", self.chance.choice(self.findings))
        if page is not None:
            self.token = _one(TOKEN, page) or self.token
        return page

    async def search(self) -> None:
        """A NIK or a name at the consultation desk."""
        form = {"dicari": self.chance.choice(self.typed), "tempat": ""}
        await self._post("search", "/cari/", form, SHOWN)

    async def decision(self) -> None:
        """Open a finding and say a word on it, as one person may alone."""
        page = await self.finding()
        if page is None:
            return
        self.words += 1
        word = f"uji {self.name} {self.words}"
        form = {
            "bukti": _one(EVIDENCE, page),
            "sesudah": _one(SEEN, page),
            "flag-keputusan": self.chance.choice(["unsure", "field_check"]),
            "flag-alasan": word,
        }
        self.tally.sent.add(word)
        answer = await self._post("decision", f"{page.url.path}keputusan/", form, DECIDED)
        if answer is not None and answer.status_code != COLLEAGUE_WAS_FIRST:
            self.tally.confirmed.add(word)

    async def _get(self, kind: str, address: str) -> httpx.Response | None:
        return await self._timed(kind, lambda: self.client.get(address), SHOWN)

    async def _post(
        self, kind: str, address: str, form: dict[str, str], expected: frozenset[int]
    ) -> httpx.Response | None:
        form = form | {"csrfmiddlewaretoken": self.token}
        return await self._timed(kind, lambda: self.client.post(address, data=form), expected)

    async def _timed(
        self, kind: str, ask: Callable[[], Awaitable[httpx.Response]], expected: frozenset[int]
    ) -> httpx.Response | None:
        """The answer when it is an expected one; what else comes is counted."""
        begin = perf_counter()
        try:
            answer = await ask()
        except httpx.HTTPError as error:
            self.tally.errors[f"{kind}: {type(error).__name__}"] += 1
            return None
        self.tally.seconds[kind].append(perf_counter() - begin)
        if answer.status_code not in expected:
            self.tally.errors[f"{kind}: {answer.status_code}"] += 1
            return None
        return answer


def _one(pattern: re.Pattern[str], page: httpx.Response) -> str:
    found = pattern.search(page.text)
    return found[1] if found else ""


def prepare(root: Path, households: int) -> Workspace:
    """The workspace, invented and run where it is not there yet."""
    if (root / "padan.toml").is_file():
        return Workspace(root.resolve())
    place = create_workspace(root, "63.05")
    generate(place.inbox, region="63.05", households=households, seed=63, period=PERIOD)
    begin = perf_counter()
    run_month(place, PERIOD)
    print(f"{households} households run in {perf_counter() - begin:.0f} s")
    return place


def add_officers(place: Workspace, count: int) -> list[str]:
    """Operators and verifikators by turns; those of an earlier bench stay."""
    from review.setup import configure

    configure(place)
    from review.accounts.models import User

    names = [f"petugas{number:02}" for number in range(1, count + 1)]
    for number, name in enumerate(names):
        if not User.objects.filter(username=name).exists():
            role = ("operator", "verifikator")[number % 2]
            User.objects.add(PASSWORD, username=name, full_name=f"Petugas {number}", role=role)
    return names


def serve(place: Workspace, log: Path) -> tuple[subprocess.Popen[bytes], str]:
    """`padan serve` in a session of its own, answering."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with log.open("ab") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli", "serve", str(place.root), "--port", str(port)],
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    transport = httpx.HTTPTransport(retries=10)  # with growing pauses, while nobody listens yet
    with httpx.Client(transport=transport, timeout=PATIENCE) as client:
        client.get(f"{address}/sehat/").raise_for_status()
    return server, address


def processor_seconds(session: int) -> float:
    """Processor time that all processes of a session have used (man 5 proc, fields 6, 14, 15)."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):  # it ended while we looked
            fields = stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def searches(place: Workspace) -> list[str]:
    """NIK and names of people in the workspace, as a desk types them."""
    persons = pl.read_parquet(place.out(PERIOD) / "persons.parquet", columns=["nik", "nama"])
    sample = persons.drop_nulls().sample(200, seed=63)
    return [*sample["nik"], *sample["nama"]]


async def sign_all_in(
    names: list[str], address: str, typed: list[str], tally: Tally
) -> list[Officer]:
    """The officers, each with a first look at the queue."""
    officers = [
        Officer(
            name,
            httpx.AsyncClient(base_url=address, timeout=PATIENCE),
            tally,
            typed,
            random.Random(number),
        )
        for number, name in enumerate(names)
    ]
    for officer in officers:
        await officer.sign_in()
    tally.seconds.clear()
    return officers


async def steady(officer: Officer, seconds: float, pause: float) -> None:
    """Act every `pause` seconds; officers do not begin at the same moment."""
    await asyncio.sleep(officer.chance.uniform(0, pause))
    end = perf_counter() + seconds
    while perf_counter() < end:
        begin = perf_counter()
        (kind,) = officer.chance.choices(list(SHARES), list(SHARES.values()))
        await getattr(officer, kind)()
        await asyncio.sleep(max(0.0, pause - (perf_counter() - begin)))


async def decide_until_cut(officer: Officer) -> None:
    """Decide without pause until nobody answers."""
    while not officer.tally.errors:
        await officer.decision()


async def under_load(
    names: list[str], address: str, typed: list[str], session: int, seconds: float, pause: float
) -> Tally:
    """First part."""
    tally = Tally()
    officers = await sign_all_in(names, address, typed, tally)
    before = processor_seconds(session)
    await asyncio.gather(*(steady(officer, seconds, pause) for officer in officers))
    tally.processor = processor_seconds(session) - before
    return tally


async def killed(
    names: list[str],
    address: str,
    typed: list[str],
    server: subprocess.Popen[bytes],
    seconds: float,
) -> Tally:
    """Second part: the whole session of the server is killed while officers decide."""
    tally = Tally()
    officers = await sign_all_in(names, address, typed, tally)
    tasks = [asyncio.create_task(decide_until_cut(officer)) for officer in officers]
    await asyncio.sleep(seconds)
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    await asyncio.gather(*tasks)
    return tally


def print_table(tally: Tally) -> bool:
    """Milliseconds by kind of page; whether the target is met without an error."""
    print(f"{'page':<10}{'requests':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'worst':>9}")
    met = not tally.errors
    for kind, seconds in sorted(tally.seconds.items()):
        times = pl.Series(seconds)
        p50, p95, p99 = (times.quantile(share, "linear") or 0.0 for share in (0.5, 0.95, 0.99))
        worst = max(seconds)
        figures = "".join(f"{1000 * value:>9.0f}" for value in (p50, p95, p99, worst))
        print(f"{kind:<10}{len(seconds):>10}{figures}")
        met = met and (kind not in MEASURED or p95 <= TARGET)
    # Other work on the machine makes pages late; it does not make them dearer.
    requests = sum(len(seconds) for seconds in tally.seconds.values())
    print(f"processor time of the server: {1000 * tally.processor / requests:.0f} ms a request")
    print(f"load of the machine (1, 5, 15 minutes): {os.getloadavg()}")
    print(f"errors: {dict(tally.errors) or 'none'}")
    return met


def lost_words(place: Workspace, tally: Tally) -> set[str]:
    """Confirmed words that the ledger does not hold."""
    return tally.confirmed - set(read_decisions(place)["reason"])


def main() -> int:
    """Both parts; exit code 1 when a target is missed or a decision was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--households", type=int, default=60_000)
    parser.add_argument("--officers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--pause", type=float, default=3.0)
    parser.add_argument("--kill-after", type=float, default=10.0)
    asked = parser.parse_args()

    place = prepare(asked.workspace, asked.households)
    names = add_officers(place, asked.officers)
    typed = searches(place)
    log = place.state / "web-load.log"
    server, address = serve(place, log)
    try:
        tally = asyncio.run(
            under_load(names, address, typed, server.pid, asked.seconds, asked.pause)
        )
        met = print_table(tally)
        lost = lost_words(place, tally)
        print(f"decisions confirmed {len(tally.confirmed)}, lost {len(lost)}")
        cut = asyncio.run(killed(names, address, typed, server, asked.kill_after))
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
    lost_in_cut = lost_words(place, cut)
    print(
        f"killed under load: decisions sent {len(cut.sent)}, confirmed {len(cut.confirmed)}, "
        f"lost {len(lost_in_cut)}"
    )
    from review.audit.chain import verify

    chain = verify()
    print(f"audit log: {chain.events} events, {chain.fault or 'whole'}")
    return 0 if met and not lost and not lost_in_cut and not chain.fault else 1


if __name__ == "__main__":
    sys.exit(main())
