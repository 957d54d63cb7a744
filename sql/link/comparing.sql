-- How much was compared and how much was known from an earlier month.
select
    $signature::text as signature,
    $reason::text as reason_full,
    (select count(*) from linkage.node) as entities,
    (select count(*) from linkage.node as n where not exists (
        from linkage.known_node as k where k.entity_id = n.entity_id and k.state = n.state
    )) as fresh,
    count(*) filter (not remembered) as compared,
    count(*) filter (remembered) as remembered
from linkage.compared
