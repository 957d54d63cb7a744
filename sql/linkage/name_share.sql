-- How common each name is: agreement on a rare one says more. It counts the rows of *others* that
-- bear a name: counted with a person's own, a name that only the rows of one person bear would look
-- twice as common as it is. Rows of one birth date are taken for one person's, unless the date is
-- one that offices write when they know none.
WITH named AS (
    SELECT entity_id, birth, birth_default, 'name_sorted' AS part, name_sorted AS value
    FROM linkage.node
    UNION ALL
    SELECT entity_id, birth, birth_default, 'name_first', name_first
    FROM linkage.node
),
counted AS (
    SELECT
        part,
        value,
        count(*) AS rows,
        count(DISTINCT coalesce(if(birth_default, NULL, birth), entity_id)) AS persons
    FROM named
    WHERE value IS NOT NULL
    GROUP BY part, value
)
SELECT
    part,
    value,
    greatest(rows * (1 - 1 / persons), 0.5) / sum(rows) OVER (PARTITION BY part) AS share
FROM counted
