"""A private PostgreSQL server for one test module, as an office would set it up for padan."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

INSTALLED = Path("/usr/lib/postgresql")  # Debian's packages, one folder a version
NOBODY_ELSE = "postgres"  # the user of Debian's package: initdb refuses to work as root


@dataclass(frozen=True)
class Cluster:
    """A running server of our own."""

    folder: Path
    port: int
    password: str

    @property
    def environment(self) -> dict[str, str]:
        """What makes padan use it."""
        return {
            "DATABASE_URL": f"postgresql://padan:{self.password}@127.0.0.1:{self.port}/postgres"
        }

    def start(self) -> None:
        """Start it and wait until it answers; on this machine's own address only."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        _run("pg_ctl", "start", "-w", "-D", self._data, "-l", f"{self.folder}/log", "-o", options)

    def stop(self, mode: str) -> None:
        """Stop it: `fast`, or `immediate` as a power cut would."""
        _run("pg_ctl", "stop", "-w", "-D", self._data, "-m", mode)

    @property
    def _data(self) -> str:
        return f"{self.folder}/data"


def binaries() -> Path | None:
    """The folder of the server's programs; None where it is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = [path for path in INSTALLED.glob("*/bin") if (path / "initdb").is_file()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A new, empty server while the block runs.

    In a folder of its own below the system's: pytest's is closed to the user whom the server needs.
    Sorts text as Indonesian does, because an office's server would.
    """
    folder = Path(tempfile.mkdtemp(prefix="padan-postgresql-"))
    password = secrets.token_urlsafe(16)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Cluster(folder, free.getsockname()[1], password)
    try:
        (folder / "password").write_text(password)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(NOBODY_ELSE)
            for path in (folder, folder / "password"):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        _run(
            "initdb", "-D", f"{folder}/data", "-U", "padan", "-A", "scram-sha-256", "-E", "UTF8",
            f"--pwfile={folder}/password", "--locale-provider=icu", "--icu-locale=id",
            "--locale=C.UTF-8",
        )  # fmt: skip
        made.start()
        try:
            yield made
        finally:
            made.stop("fast")
    finally:
        shutil.rmtree(folder)


def _run(program: str, *arguments: str) -> None:
    """A program of the server, as someone who is not root."""
    found = binaries()
    assert found is not None, "PostgreSQL is not installed"
    command = [str(found / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", NOBODY_ELSE, "--", *command]
    # Output goes to a file: the server would inherit a pipe and hold it open.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command, stdout=output, stderr=subprocess.STDOUT, cwd="/", check=False
        )
        output.seek(0)
        assert done.returncode == 0, output.read()
