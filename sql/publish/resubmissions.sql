-- Further lists of villages that sent several this period: persons by what became of them. The
-- oldest list of each village is what the others are compared with and is not here.
SELECT
    v.village_code,
    any_value(place.label) AS village,
    v.file,
    any_value(v.replaces) AS replaces,
    any_value(v.replaces_basis) AS replaces_basis,
    any_value(v.same_as) AS same_as,
    count(DISTINCT r.person_id) FILTER (r.change = 'added') AS added,
    count(DISTINCT r.person_id) FILTER (r.change = 'changed') AS changed,
    count(DISTINCT r.person_id) FILTER (r.change = 'same') AS same,
    count(DISTINCT r.person_id) FILTER (r.change = 'withdrawn') AS withdrawn
FROM (
    SELECT *
    FROM out.village_list
    WHERE proposes AND village_code IS NOT NULL
    QUALIFY recency < max(recency) OVER (PARTITION BY village_code)
) AS v
LEFT JOIN out.village AS place USING (village_code)
LEFT JOIN out.resubmission AS r USING (file, village_code)
GROUP BY v.village_code, v.file
ORDER BY v.village_code, v.file
