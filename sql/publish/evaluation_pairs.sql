-- evaluation_pairs.parquet: pairs decided without people, drawn for a blind second opinion.
select * from link.evaluation_pair order by record_id_l, record_id_r
