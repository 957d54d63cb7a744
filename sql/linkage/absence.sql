-- Odds that an entity is nobody in Dukcapil. Owners on asset rows are absent as often as those of the
-- same table whose NIK is good and unknown to Dukcapil. Rows about people that the exact pass left over
-- are another matter: people without papers gather there, so they get even odds.
with civil as (
    select distinct nik from core.person where "table" = 'dukcapil' and nik is not null
),
rate as (
    select
        p."table",
        count(*) filter (c.nik is null) / greatest(count(*) filter (c.nik is not null), 1.0) as odds
    from core.person p
    join core.source_table t on t."table" = p."table"
    left join civil c using (nik)
    where p.nik is not null and not t.personal
    group by p."table"
)
select
    e.entity_id,
    e.personal,
    case when e.personal = 1 then 1.0 else greatest(coalesce(r.odds, 1.0), $absent_floor) end as absent
from linkage.entity e left join rate r on r."table" = e."table"
