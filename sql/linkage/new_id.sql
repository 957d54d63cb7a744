-- New ids of clusters that keep none, made from their content. An id that was used before (its cluster
-- was split), or that two clusters would have, is free with another salt.
with named as (
    select cluster, key, $prefix || left(sha256(key || '#' || $salt), $id_digits) as id
    from linkage.id_key anti join linkage.identity using (cluster)
)
select cluster, id
from named n
where not exists (from linkage.taken t where t.old_id = n.id)
    and not exists (from linkage.identity i where i.id = n.id)
qualify row_number() over (partition by id order by key) = 1
