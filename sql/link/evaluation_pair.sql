-- Pairs that were decided without people, drawn at random for a blind second opinion: the lowest
-- hashes of each stratum (pipelines/resolve/evaluation.py). The hash is of the two ids alone, so
-- the same pair is drawn whatever the order of rows and files; decided pairs are not asked again.
with joined as (
    select least("left", "right") as "left", greatest("left", "right") as "right", probability, reason
    from linkage.used
),
pair as (
    select 'nik' as stratum, least(record_id, anchor_id) as record_id_l,
        greatest(record_id, anchor_id) as record_id_r, null::double as probability
    from linkage.exact
    where record_id <> anchor_id
    union all
    select case when probability >= $automatic then 'sure' else 'near' end,
        "left", "right", probability
    from joined
    where reason <> 'decision'
    union all
    select 'apart', "left", "right", probability
    from linkage.open_pair
    anti join joined using ("left", "right")
    where probability < $review
),
drawable as (
    select
        pair.*,
        sha256(record_id_l || '|' || record_id_r) as digest,
        count(*) over (partition by stratum) as stratum_pairs
    from pair
    anti join linkage.decided_pair d
        on d.record_l = pair.record_id_l and d.record_r = pair.record_id_r
    anti join linkage.judged_pair j
        on j.record_l = pair.record_id_l and j.record_r = pair.record_id_r
)
select record_id_l, record_id_r, stratum, stratum_pairs, probability
from drawable
where left(digest, 8) < $evaluation_limit
qualify row_number() over (partition by stratum order by digest) <= $evaluation_each
