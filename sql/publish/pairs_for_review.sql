-- pairs_for_review.parquet: pairs of records a person must decide.
SELECT * FROM out.pair_for_review ORDER BY record_id_l, record_id_r
