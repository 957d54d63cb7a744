"""The small month, written once a session, and how its approved files are renewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.support.small_month import build_database, write_small_month


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/expected anew"
    )


@pytest.fixture(scope="session")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """The finished month in memory."""
    con = build_database()
    yield con
    con.close()


@pytest.fixture(scope="session")
def published(
    database: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of outputs of the small month."""
    folder = tmp_path_factory.mktemp("out")
    write_small_month(database, folder)
    return folder
