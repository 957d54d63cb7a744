-- Pairs of rows that people decided, as pairs of entities; those that the exact pass made one left out.
with entity as (
    select distinct
        coalesce(l.anchor_id, p.record_l) as entity_id_l,
        coalesce(r.anchor_id, p.record_r) as entity_id_r
    from linkage.reviewed_row_pair p
    left join linkage.exact l on l.record_id = p.record_l
    left join linkage.exact r on r.record_id = p.record_r
)
select entity_id_l, entity_id_r
from entity
where entity_id_l <> entity_id_r
