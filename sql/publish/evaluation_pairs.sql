-- evaluation_pairs.parquet: pairs decided without people, drawn for a blind second opinion.
SELECT * FROM link.evaluation_pair ORDER BY record_id_l, record_id_r
