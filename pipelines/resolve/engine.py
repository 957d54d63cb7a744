"""Where pairs are scored: by DuckDB in this process, or by Apache Spark (pipelines.resolve.spark).

Both run the same Splink model over `linkage.node`, with how common each name is from
`linkage.frequency_<column>`; everything before and after is DuckDB's. An engine takes the
connection, Splink settings, the least match probability and a name for the run, and gives a
relation on the connection that lasts as long as the context: the pairs worth keeping (`node_id_l`,
`node_id_r`, `match_weight`). Which level each comparison reached is told in DuckDB afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker

from pipelines.config import EngineConfig
from pipelines.resolve.model import FREQUENCIES

Settings = dict[str, Any]
Predict = Callable[[duckdb.DuckDBPyConnection, Settings, float, str], AbstractContextManager[str]]


@contextmanager
def in_duckdb(
    con: duckdb.DuckDBPyConnection, settings: Settings, floor: float, name: str
) -> Iterator[str]:
    """Score with Splink's DuckDB backend; no name of it stays on the connection."""
    inputs = [name, *(f"{name}_{column}" for column in FREQUENCIES)]
    ((home,),) = con.execute("select current_database()").fetchall()
    con.execute("use linkage")  # where Splink then puts its own tables
    try:
        api = DuckDBAPI(connection=con)
        nodes = api.register(con.table("linkage.node"), dataset_display_name=name)
        # The settings are our own and tested; checking them takes longer than small regencies do.
        linker = Linker(nodes, settings, validate_settings=False, log_level=None)
        for column in FREQUENCIES:
            shares = api.register(
                con.table(f"linkage.frequency_{column}"), dataset_display_name=f"{name}_{column}"
            )
            linker.table_management.register_term_frequency_lookup(shares, column)
        found = linker.inference.predict(threshold_match_probability=floor, warning_mode="never")
        yield str(found.physical_name)
        found.drop_table_from_database_and_remove_from_cache()
        linker.table_management.delete_tables_created_by_splink_from_db()
    finally:
        for registered in inputs:
            con.unregister(registered)
        con.execute(f'use "{home}"')


@contextmanager
def opened(config: EngineConfig) -> Iterator[Predict]:
    """The engine of `[engine] resolve`; UsageError when Spark is asked for and not installed."""
    if config.resolve == "duckdb":
        yield in_duckdb
        return
    from pipelines.resolve.spark import spark_engine  # an optional package

    with spark_engine() as predict:
        yield predict
