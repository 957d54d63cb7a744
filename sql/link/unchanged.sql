-- Entities that are as they were when an earlier month compared them in this round.
update linkage.node
set fresh = 0
from linkage.known_node as k
where k.entity_id = node.entity_id
    and case
        when $round = 1 then k.state = node.state
        else coalesce(k.opened_state, k.state) = coalesce(node.opened_state, node.state)
    end
