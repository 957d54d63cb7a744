-- The pairs that linkage compared, with the level each comparison reached: what explains a link.
select * exclude (same_list, to_spine)
from linkage.weighed
