"""Linkage on local Spark finds the same links, with the same probabilities, as on DuckDB."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from pipelines.errors import UsageError
from pipelines.office.config import Config, EngineConfig
from pipelines.resolve import spark
from pipelines.resolve.model import COMPARISONS
from pipelines.resolve.step import resolve
from tests.spec.test_who_is_who import everybody
from tests.support.people import NO_DECISIONS, background, world

# Compiling Java for every expression takes longer than a few hundred people do.
LOCAL = """
spark.master local[2]
spark.ui.enabled false
spark.driver.memory 1g
spark.sql.shuffle.partitions 2
spark.sql.adaptive.enabled false
spark.sql.codegen.wholeStage false
spark.sql.codegen.factoryMode NO_CODEGEN
spark.log.level ERROR
spark.padan.folder {folder}
"""


@pytest.fixture
def local_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Spark configured as docs/spark.md says, on this machine; gives the shared folder."""
    shared = tmp_path / "bersama"
    shared.mkdir()
    (tmp_path / "spark-defaults.conf").write_text(LOCAL.format(folder=shared))
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path))
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path / "scratch"))
    return shared


def linked(people: list[dict[str, Any]], engine: str) -> duckdb.DuckDBPyConnection:
    con = world(people)
    config = Config(region="63.05", engine=EngineConfig(resolve=engine))  # type: ignore[arg-type]
    resolve(con, config, "2026-10", NO_DECISIONS, None)
    return con


def rows(con: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    frame: pl.DataFrame = con.sql(f"from {table} order by all").pl()
    return frame.with_columns(pl.col("probability").round(9))


@pytest.mark.spark
def test_spark_gives_the_links_and_probabilities_of_duckdb(local_spark: Path) -> None:
    people = everybody()
    on_duckdb, on_spark = linked(people, "duckdb"), linked(people, "spark")
    assert rows(on_spark, "link.record_person")["match_reason"].eq("splink").any()
    for table in ("link.record_person", "link.candidate"):
        assert rows(on_spark, table).equals(rows(on_duckdb, table))
    assert list(local_spark.iterdir()) == []  # what was handed over is gone


def test_no_function_of_the_model_is_left_untranslated() -> None:
    words = " ".join(level.sql for c in COMPARISONS for level in c.levels)
    translated = spark.in_spark({"rule": [words]})["rule"][0]
    assert "jaro_winkler_similarity(" in words
    assert "jaro_winkler_similarity(" not in translated
    assert " len(" not in translated


@pytest.mark.parametrize(
    ("pyspark", "java", "said"), [(None, "/bin/java", "pip install"), ("there", None, "Java 17")]
)
def test_without_spark_the_officer_is_told_what_to_install(
    pyspark: str | None, java: str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: pyspark)
    monkeypatch.setattr(shutil, "which", lambda name: java)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(UsageError, match=said) as error:
        linked(background(5), "spark")
    assert error.value.exit_code == 2
