-- Random pairs of people: in an order by hash, which does not depend on the order of rows, each
-- meets the next `$shifts` others.
WITH shuffled AS (
    SELECT entity_id, row_number() OVER (ORDER BY hash(entity_id), entity_id) - 1 AS place
    FROM linkage.node WHERE personal = 1
)
SELECT l.entity_id AS entity_id_l, r.entity_id AS entity_id_r
FROM shuffled l, (SELECT unnest(range(1, $shifts + 1)) AS shift) s, shuffled r
WHERE r.place = (l.place + s.shift) % $people
