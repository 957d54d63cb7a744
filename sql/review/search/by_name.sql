-- people of a place (its code begins with $place) whose name is roughly like $name: the likeliest
-- $most, for a closer look (review.search.search). $turned: the same words in the opposite order.
WITH scored AS (
    SELECT
        person_id, household_id, name_folded,
        greatest(
            jaro_winkler_similarity(name_folded, $name, $rough),
            jaro_winkler_similarity(name_folded, $turned, $rough),
            CASE WHEN contains(name_folded, $name) THEN 1 ELSE 0 END
        ) AS likeness
    FROM search_name
    WHERE place_code >= $place AND place_code < $place || '~'
)
SELECT DISTINCT person_id, household_id, name_folded, likeness
FROM scored
WHERE likeness >= $rough
ORDER BY likeness DESC, name_folded, person_id
LIMIT $most
