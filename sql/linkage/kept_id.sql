-- Ids that clusters keep, one round of it: of the votes that are still open those that are the
-- weightiest both of their cluster and of their id. Going through all votes from the weightiest down
-- would take the same.
with open as (
    from linkage.vote v
    where not exists (from linkage.identity i where i.cluster = v.cluster)
        and not exists (from linkage.identity i where i.id = v.old_id)
)
select cluster, old_id as id
from open
qualify row_number() over (partition by cluster order by weight desc, old_id) = 1
    and row_number() over (partition by old_id order by weight desc, cluster) = 1
