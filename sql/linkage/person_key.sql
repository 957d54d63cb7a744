-- The row from which a person's new id is made: a Dukcapil row if there is one.
SELECT
    cluster_id AS cluster,
    coalesce(min(record_id) FILTER ("table" = 'dukcapil'), min(record_id)) AS key
FROM linkage.placed
GROUP BY cluster_id
