-- The row from which a person's new id is made: a Dukcapil row if there is one.
select
    cluster_id as cluster,
    coalesce(min(record_id) filter ("table" = 'dukcapil'), min(record_id)) as key
from linkage.placed
group by cluster_id
