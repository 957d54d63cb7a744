-- KKs that an open entity's relatives turned out to have: the people listed as one family with it
-- (same list, same family group) who have already been linked.
with family as (
    select distinct
        p.family_key, coalesce(x.anchor_id, p.record_id) as entity_id
    from core.person p left join linkage.exact x using (record_id)
    where p.family_key is not null
),
cluster_kk as (
    select c.cluster_id, unnest(e.kks) as kk
    from linkage.cluster c join linkage.entity e using (entity_id)
    where e.spine = 1
)
select open.entity_id, list_sort(list_distinct(list(k.kk))) as relative_kks
from linkage.cluster open
join family own on own.entity_id = open.entity_id
join family other on other.family_key = own.family_key and other.entity_id <> own.entity_id
join linkage.cluster relative on relative.entity_id = other.entity_id
join cluster_kk k on k.cluster_id = relative.cluster_id
where not open.has_spine
group by open.entity_id
