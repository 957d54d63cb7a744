-- How common each name is: agreement on a rare one says more. It counts the rows of *others* that have
-- a name: counted with a person's own, a name that only the rows of one person have would look twice as
-- common as it is. Rows of one birth date are taken for one person's, unless the date is one that
-- offices write when they know none.
with named as (
    select entity_id, birth, birth_default, 'name_sorted' as part, name_sorted as value
    from linkage.node
    union all
    select entity_id, birth, birth_default, 'name_first', name_first
    from linkage.node
),
counted as (
    select
        part,
        value,
        count(*) as rows,
        count(distinct coalesce(if(birth_default, null, birth), entity_id)) as persons
    from named
    where value is not null
    group by part, value
)
select
    part,
    value,
    greatest(rows * (1 - 1 / persons), 0.5) / sum(rows) over (partition by part) as share
from counted
