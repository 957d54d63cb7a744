-- The person from whose id a household's new id is made.
select group_key as cluster, min(person_id) as key
from linkage.today_kk
group by group_key
