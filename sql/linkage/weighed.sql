-- Pairs with the level that each comparison reached and their weight in bits: the prior, what each
-- level weighs, and, where names are equal, how much rarer than the average that very name is. It
-- is Splink's sum (tests compare the two). Pairs that weigh less than `$least_kept` are forgotten.
WITH pair AS (
    SELECT
        p.*,
        list_has_any(l.lists, r.lists) AS same_list, -- one list names both
        r.spine = 1 AS to_spine, -- the right one is a Dukcapil person
        CASE p.name
            WHEN $name_sorted_level THEN 'name_sorted' WHEN $name_first_level THEN 'name_first'
        END AS part,
        CASE p.name
            WHEN $name_sorted_level THEN l.name_sorted WHEN $name_first_level THEN l.name_first
        END AS value,
        CASE p.name
            WHEN $name_sorted_level THEN $name_sorted_average::DOUBLE
            WHEN $name_first_level THEN $name_first_average::DOUBLE
        END AS average
    FROM pair_level p
    JOIN linkage.node l ON l.entity_id = p.entity_id_l
    JOIN linkage.node r ON r.entity_id = p.entity_id_r
),
weighed AS (
    SELECT
        c.* EXCLUDE (part, value, average),
        $prior + $nik[c.nik + 1] + $name[c.name + 1] + $birth[c.birth + 1] + $sex[c.sex + 1]
        + $family[c.family + 1] + $place[c.place + 1]
        + coalesce(log2(c.average) - log2(greatest(s.share, $rarest)), 0) AS weight
    FROM pair c LEFT JOIN linkage.name_share s USING (part, value)
)
SELECT $round AS round, *
FROM weighed
WHERE weight >= $least_kept
