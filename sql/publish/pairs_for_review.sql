-- pairs_for_review.parquet: pairs of records a person must decide.
select * from out.pair_for_review order by record_id_l, record_id_r
