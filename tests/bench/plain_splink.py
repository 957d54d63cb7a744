"""The rival: a Splink 5 script as a competent user of its documentation would write it.

One deduplication model over all rows that name a person, library comparisons throughout, u by
random sampling, m by expectation maximisation, connected components above a threshold. Nothing
here knows of Indonesia beyond the choice of columns; nothing is made worse than a user would.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import polars as pl
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SEED = 1
PREDICT_FLOOR = 0.5

ROWS = """
create or replace table plain_rows as
select
    record_id as unique_id,
    coalesce(nik, nik_digits) as nik,
    name_folded as nama,
    birth_date as tanggal_lahir,
    mother as ibu,
    kk as no_kk,
    village_code as kode_desa,
    sex as jenis_kelamin
from core.person
where name_folded is not null
order by record_id
"""

SETTINGS = SettingsCreator(
    link_type="dedupe_only",
    comparisons=[
        cl.DamerauLevenshteinAtThresholds("nik", [1, 2]),
        cl.JaroWinklerAtThresholds("nama", [0.95, 0.88, 0.8]).configure(
            term_frequency_adjustments=True
        ),
        cl.DateOfBirthComparison("tanggal_lahir", input_is_string=False),
        cl.JaroWinklerAtThresholds("ibu", [0.92, 0.8]),
        cl.ExactMatch("no_kk"),
        cl.ExactMatch("kode_desa"),
        cl.ExactMatch("jenis_kelamin"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("nik"),
        block_on("tanggal_lahir", "substr(nama, 1, 3)"),
        block_on("tanggal_lahir", "kode_desa"),
        block_on("nama", "kode_desa"),
        block_on("no_kk", "substr(nama, 1, 3)"),
        block_on("ibu", "substr(nama, 1, 3)"),
        block_on("substr(nik, 1, 12)"),
    ],
    retain_intermediate_calculation_columns=False,
    retain_matching_columns=False,
)


class PlainSplink:
    """The trained model and its predictions on one connection's `core.person`."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        """Prepare the rows, train, and score all blocked pairs."""
        self.con = con
        con.execute(ROWS)
        rows = DuckDBAPI(connection=con).register(
            con.table("plain_rows"), dataset_display_name="people"
        )
        self.linker = Linker(rows, SETTINGS, log_level=None)
        training = self.linker.training
        training.estimate_probability_two_random_records_match(
            [block_on("nik"), block_on("nama", "tanggal_lahir")], recall=0.9
        )
        training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
        for rule in (
            block_on("nik"),
            block_on("nama", "tanggal_lahir"),
            block_on("tanggal_lahir", "no_kk"),
        ):
            training.estimate_parameters_using_expectation_maximisation(rule)
        self.predicted = self.linker.inference.predict(
            threshold_match_probability=PREDICT_FLOOR, warning_mode="never"
        )

    def clusters(self, threshold: float) -> pl.DataFrame:
        """record_id, person: connected components of the pairs at or above `threshold`."""
        found = self.linker.clustering.cluster_pairwise_predictions_at_threshold(
            self.predicted, threshold_match_probability=threshold
        )
        frame: pl.DataFrame = self.con.sql(
            f"select unique_id as record_id, cluster_id as person from {found.physical_name}"
        ).pl()
        return frame
