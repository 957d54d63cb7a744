-- Keys of one blocking rule that too many share: they say nothing about who is who.
select $rule as rule, entities
from linkage.shared_key
where entities > $limit
