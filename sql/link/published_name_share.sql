-- How common each name is, now and by which pairs were kept.
select part, value, share, kept_share
from linkage.name_share
order by part, value
