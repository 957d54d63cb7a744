"""Where pairs are looked for: by DuckDB in this process, or by Apache Spark (`spark.py`).

Both block with the same Splink rules over `linkage.node`. An engine takes the connection, weights,
the condition that pairs meet, the least match probability and a name for the run, and gives a
relation that lasts as long as the context: the pairs worth comparing (entity_id_l, entity_id_r).
In DuckDB these are all that were found. Spark also scores them with Splink, by the weights, so that
only those that may reach the probability leave the cluster. Which level each comparison reached,
and what the pair weighs, is found afterwards by a query of our own (`pipelines.resolve.compare`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import duckdb
from splink import DuckDBAPI, Linker

from pipelines.resolve import splink_settings
from pipelines.resolve.weights import Weights

Engine = Callable[
    [duckdb.DuckDBPyConnection, Weights, str, float, str], AbstractContextManager[str]
]


@contextmanager
def in_duckdb(
    con: duckdb.DuckDBPyConnection, weights: Weights, condition: str, floor: float, name: str
) -> Iterator[str]:
    """Block with Splink's DuckDB backend; no name of it stays on the connection."""
    ((home,),) = con.execute("select current_database()").fetchall()
    con.execute("use linkage")  # where Splink then puts its own tables
    try:
        api = DuckDBAPI(connection=con)
        nodes = api.register(con.table("linkage.node"), dataset_display_name=name)
        # The settings are our own and tested; checking them takes longer than small regencies do.
        settings = splink_settings.blocking(condition)
        linker = Linker(nodes, settings, validate_settings=False, log_level=None)
        found = linker.inference.compute_blocked_pairs_for_predict()
        yield (
            "(select substr(join_key_l, 2) as entity_id_l, substr(join_key_r, 2) as entity_id_r "
            f"from {found.physical_name})"
        )
        found.drop_table_from_database_and_remove_from_cache()
        linker.table_management.delete_tables_created_by_splink_from_db()
    finally:
        con.unregister(name)
        con.execute(f'use "{home}"')
