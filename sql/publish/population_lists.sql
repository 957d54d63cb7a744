-- Lists that count as population lists and so propose nobody, village by village. `persons` are
-- those of the village's living people in Dukcapil whom the lists name, counted once a file.
SELECT
    l.village_code,
    coalesce(any_value(v.label), l.village_code) AS village,
    sum(l.covered)::BIGINT AS persons,
    max(l.population)::BIGINT AS population,
    list(l.file ORDER BY l.file) AS files
FROM out.village_list AS l
LEFT JOIN out.village AS v USING (village_code)
WHERE l.population_list AND NOT l.proposes
GROUP BY l.village_code
ORDER BY l.village_code
