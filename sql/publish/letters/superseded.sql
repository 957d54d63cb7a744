-- Rows of lists whose faults are past: a newer list of the village names the person again, has the
-- very same rows, or replaces the whole list.
with list as (
    select
        file,
        village_code,
        recency,
        min(recency) filter (replaces and proposes) over (partition by village_code) as replaced_at,
        file in (
            select same_as from out.village_list where same_as is not null
        ) as sent_again
    from out.village_list
    where village_code is not null and proposes
),
named as (
    select
        l.record_id,
        list.recency > min(list.recency) over (
            partition by l.village_code, l.person_id
        ) as named_again
    from out.listed_person as l
    join list using (file, village_code)
)
select record_id from named where named_again
union
select r.record_id
from core.record as r
join list using (file, village_code)
where r.source = 'usulan-desa' and (list.sent_again or list.recency > list.replaced_at)
