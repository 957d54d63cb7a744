-- Pairs of entities that are one person by their labels, those of two assets left out.
with truth as (
    select coalesce(x.anchor_id, p.record_id) as entity_id, mode(y.true_person) as person
    from core.person p
    left join linkage.exact x using (record_id)
    join linkage.label y on y.record_id = p.record_id
    group by 1
),
labelled as (
    select entity_id, person, personal from linkage.entity join truth using (entity_id)
)
select
    l.entity_id as entity_id_l,
    r.entity_id as entity_id_r,
    l.personal + r.personal = 2 as of_people
from labelled l join labelled r
    on l.person = r.person and l.entity_id < r.entity_id and l.personal + r.personal > 0
