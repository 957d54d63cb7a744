-- Every row that names someone: the cluster it is in, why, and how likely that is (as computed).
with row_entity as (
    select
        p.record_id, p."table", coalesce(x.anchor_id, p.record_id) as entity_id,
        p."table" = 'dukcapil' as by_spine,
        coalesce(x.name_similarity >= $sure_name_alike and x.date_equal, false) as sure
    from core.person p left join linkage.exact x using (record_id)
),
-- an asset is silent on its owner
told as (
    select "left" as entity_id, probability, reason from linkage.used
    union all
    select "right", probability, reason from linkage.used where reason <> 'asset_address'
),
-- an entity's link is the surest join that has it on one side
surest as (
    select * from told
    qualify row_number() over (partition by entity_id order by probability desc, reason) = 1
),
linked as (
    select
        e.*, c.cluster_id,
        count(*) over (partition by entity_id) > 1 as several,
        -- Dukcapil's row is what the others are linked to. A row that the exact pass put next to it is
        -- as sure as that, whoever joined them later.
        not by_spine and bool_or(by_spine) over (partition by entity_id) as with_spine,
        if(with_spine, null, s.reason) as reason,
        if(with_spine, null, s.probability) as probability
    from row_entity e
    join linkage.cluster c using (entity_id)
    left join surest s using (entity_id)
)
select
    record_id, "table", entity_id, cluster_id,
    case
        when several and (reason is null or by_spine) then 'nik'
        else coalesce(reason, 'single')
    end as match_reason,
    case
        when by_spine then 1.0::double -- this person by definition
        else case when not several then 1.0 when sure then $exact_sure else $exact_likely end
            * coalesce(probability, 1.0::double)
    end as probability
from linked
