-- What each entity was compared by.
select entity_id, state, opened_state
from linkage.node
order by entity_id
