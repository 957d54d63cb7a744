"""Scoring on Apache Spark: the same Splink model, for more people than one machine can compare.

Blocking and scoring run on Spark; the entities go there and the pairs worth comparing come back as
Parquet files in one folder that driver and executors can reach. Which cluster, how much memory and
which folder is Spark's own configuration (`spark-defaults.conf`, docs/spark.md), not padan's;
without any, Spark runs on this machine.

The model's SQL is written for DuckDB. Spark lacks some of its functions, and its own Jaro-Winkler
(like the one in Splink's jar) counts transpositions otherwise and so finds other links. DuckDB's is
rapidfuzz's, so Spark is given that.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
from rapidfuzz.distance import JaroWinkler

from pipelines.errors import UsageError
from pipelines.resolve import splink_settings
from pipelines.resolve.engine import Engine
from pipelines.resolve.model import FREQUENCIES
from pipelines.resolve.splink_settings import Settings
from pipelines.resolve.weights import Weights

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from splink.internals.splink_dataframe import SplinkDataFrame

FOLDER_KEY = "spark.padan.folder"
"""Spark setting: a folder that driver and executors share; this machine's own when not given."""

JARO_WINKLER = "padan_jaro_winkler"
NAMES = (
    # DuckDB's may be given a floor below which it need not count on; that only saves time.
    (
        re.compile(r"\bjaro_winkler_similarity\((\w+), (\w+)(?:, [\d.]+)?\)"),
        rf"{JARO_WINKLER}(\1, \2)",
    ),
    (re.compile(r"\blist_has_any\("), "arrays_overlap("),
    (re.compile(r"\blen\("), "size("),  # the model's `len` is of lists, its `length` of text
)
"""Functions of the model's SQL that Spark knows under another name."""

FUNCTIONS = (
    "list_has_all(a array<string>, b array<string>) returns boolean "
    "return size(array_except(b, a)) = 0",
    "hamming(a string, b string) returns int "
    "return size(filter(sequence(1, length(a)), i -> substr(a, i, 1) <> substr(b, i, 1)))",
)
"""Functions of the model's SQL that Spark lacks (lists and texts hold no nulls)."""


def require_spark() -> None:
    """UsageError (in Indonesian) when pyspark or Java is missing."""
    if find_spec("pyspark") is None:
        raise UsageError(
            '[engine] resolve = "spark" memerlukan paket pyspark; pasang dengan '
            "`pip install 'padan[spark]'`, atau tulis resolve = \"duckdb\" di padan.toml"
        )
    home = environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and (Path(home) / "bin" / "java").is_file()):
        raise UsageError(
            '[engine] resolve = "spark" memerlukan Java 17; pasang paket '
            "`default-jre-headless` (Debian) atau isi JAVA_HOME, atau tulis "
            'resolve = "duckdb" di padan.toml'
        )


@contextmanager
def spark_engine() -> Iterator[Engine]:
    """An engine on a Spark session; the session and all that was handed over go at the end."""
    require_spark()
    session = _session()
    parent = session.conf.get(FOLDER_KEY, None)
    try:
        with tempfile.TemporaryDirectory(prefix="padan-spark-", dir=parent) as folder:
            exchange = Path(folder)
            session.sparkContext.setCheckpointDir(str(exchange / "checkpoint"))

            def find(
                con: duckdb.DuckDBPyConnection,
                weights: Weights,
                condition: str,
                floor: float,
                name: str,
            ) -> AbstractContextManager[str]:
                settings = in_spark(splink_settings.scoring(weights, condition))
                return _scored(session, exchange, con, settings, floor, name)

            yield find
    finally:
        session.stop()


def in_spark(settings: Settings) -> Settings:
    """The settings with every SQL expression in Spark's words."""
    translated: Settings = _translated(settings)
    return translated


def _translated(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _translated(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_translated(part) for part in value]
    if isinstance(value, str):
        for pattern, name in NAMES:
            value = pattern.sub(name, value)
    return value


def _register_jaro_winkler(session: SparkSession) -> None:
    """Give Spark the Jaro-Winkler similarity (0 to 1) that DuckDB computes; null with null."""
    from pyspark.sql.functions import arrow_udf

    # A nested function travels by value: the workers need rapidfuzz, but no padan.
    def jaro_winkler(left: pa.Array, right: pa.Array) -> pa.Array:
        return pa.array(
            [
                None if a is None or b is None else JaroWinkler.similarity(a, b)
                for a, b in zip(left.to_pylist(), right.to_pylist(), strict=True)
            ],
            type=pa.float64(),
        )

    session.udf.register(JARO_WINKLER, arrow_udf(jaro_winkler, "double"))


def _session() -> SparkSession:
    from pyspark.sql import SparkSession
    from splink.backends.spark import similarity_jar_location

    environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else any python3 on the path
    session = (
        SparkSession.builder.appName("padan")
        .config("spark.jars", similarity_jar_location())  # Damerau-Levenshtein
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.warehouse.dir", tempfile.gettempdir())  # else a folder is made here
        .getOrCreate()
    )
    _register_jaro_winkler(session)
    for function in FUNCTIONS:
        session.sql(f"create or replace temporary function {function}")
    return session


@contextmanager
def _scored(
    session: SparkSession,
    exchange: Path,
    con: duckdb.DuckDBPyConnection,
    settings: Settings,
    floor: float,
    name: str,
) -> Iterator[str]:
    from splink import Linker
    from splink.backends.spark import SparkAPI

    api = SparkAPI(spark_session=session, break_lineage_method="parquet")

    def handed_over(query: str, as_name: str) -> SplinkDataFrame:
        file = exchange / f"{as_name}.parquet"
        con.execute(f"copy ({query}) to '{file}' (format parquet)")
        return api.register(session.read.parquet(str(file)), dataset_display_name=as_name)

    nodes = handed_over("from linkage.node", name)
    linker = Linker(nodes, settings, validate_settings=False, log_level=None)
    for column in FREQUENCIES:
        shares = handed_over(
            f"select value as {column}, share as tf_{column} "
            f"from linkage.name_share where part = '{column}'",
            f"{name}_{column}",
        )
        linker.table_management.register_term_frequency_lookup(shares, column)
    pairs = exchange / f"{name}_pairs"
    found = linker.inference.predict(threshold_match_probability=floor, warning_mode="never")
    found.as_spark_dataframe().select("node_id_l", "node_id_r").write.parquet(str(pairs))
    con.execute(
        "create or replace temp view spark_pair as "
        "select substr(node_id_l, 2) as entity_id_l, substr(node_id_r, 2) as entity_id_r "
        f"from read_parquet('{pairs}/*.parquet')"
    )
    yield "spark_pair"
    con.execute("drop view spark_pair")
    session.catalog.clearCache()
