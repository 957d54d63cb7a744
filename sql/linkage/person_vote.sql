-- What ties this period's clusters to last month's persons, and how firmly. Firm ties first: the
-- same row, the same register number, the same NIK under a like name, the same name and birth date
-- in the same village. What these leave open on both sides, weaker ties settle: the same KK, letter
-- or membership number, or relatives who are tied, under a like name; or a name that nobody else
-- has in the village. Where NIK, birth date or sex speak against it, a weak tie is none: a
-- neighbour's id is worse than a new one.
WITH now AS (
    SELECT c.cluster_id AS cluster, p.* FROM linkage.placed c JOIN core.person p USING (record_id)
),
before AS (
    SELECT rp.person_id AS old_id, p.*
    FROM linkage.previous_record_person rp JOIN linkage.previous_person p USING (record_id)
),
firm AS (
    SELECT cluster, old_id, 3.0 * count(*) AS weight
    FROM now JOIN before USING (record_id) GROUP BY ALL
    UNION ALL
    SELECT now.cluster, before.old_id, 2.0 * count(DISTINCT now.record_id)
    FROM now JOIN before ON now."table" = before."table" AND now.register_id = before.register_id
    WHERE now."table" = 'dtks_art' GROUP BY ALL
    UNION ALL
    SELECT
        n.cluster,
        b.old_id,
        max(CASE WHEN n.name_sorted = b.name_sorted THEN 2.0 ELSE 1.5 END)
    FROM (SELECT DISTINCT cluster, nik, name_sorted, name_joined, birth_date FROM now) n
    JOIN (SELECT DISTINCT old_id, nik, name_sorted, name_joined, birth_date FROM before) b
        USING (nik)
    WHERE n.name_sorted = b.name_sorted
        OR n.birth_date = b.birth_date
        OR jaro_winkler_similarity(n.name_joined, b.name_joined) >= $name_alike
    GROUP BY ALL
    UNION ALL
    SELECT cluster, old_id, 1.0
    FROM (SELECT DISTINCT cluster, name_sorted, birth_date, village_code FROM now) n
    JOIN (SELECT DISTINCT old_id, name_sorted, birth_date, village_code FROM before) b
        USING (name_sorted, birth_date, village_code)
    GROUP BY ALL
),
open_now AS (
    SELECT
        cluster,
        coalesce(list_distinct(list(nik) FILTER (nik IS NOT NULL)), []) AS niks,
        coalesce(list_distinct(list(birth_date) FILTER (birth_date IS NOT NULL)), []) AS births,
        coalesce(list_distinct(list(sex) FILTER (sex IS NOT NULL)), []) AS sexes
    FROM now
    WHERE cluster NOT IN (SELECT cluster FROM firm)
    GROUP BY cluster
),
open_before AS (
    SELECT
        old_id,
        coalesce(list_distinct(list(nik) FILTER (nik IS NOT NULL)), []) AS niks,
        coalesce(list_distinct(list(birth_date) FILTER (birth_date IS NOT NULL)), []) AS births,
        coalesce(list_distinct(list(sex) FILTER (sex IS NOT NULL)), []) AS sexes
    FROM before
    WHERE old_id NOT IN (SELECT old_id FROM firm)
    GROUP BY old_id
),
now_row AS (SELECT * FROM now SEMI JOIN open_now USING (cluster) WHERE name_joined IS NOT NULL),
before_row AS (
    SELECT * FROM before SEMI JOIN open_before USING (old_id) WHERE name_joined IS NOT NULL
),
-- people listed as one family with an open cluster (or person), who are firmly tied
now_kin AS (
    SELECT DISTINCT own.cluster, own.name_joined, own.name_sorted, firm.old_id AS kin_id
    FROM now_row own
    JOIN now relative ON relative.family_key = own.family_key AND relative.cluster <> own.cluster
    JOIN firm ON firm.cluster = relative.cluster
),
before_kin AS (
    SELECT DISTINCT own.old_id, own.name_joined, own.name_sorted, relative.old_id AS kin_id
    FROM before_row own
    JOIN before relative ON relative.family_key = own.family_key AND relative.old_id <> own.old_id
),
tied AS (
    SELECT n.cluster, b.old_id, n.name_joined, n.name_sorted, b.name_joined AS old_joined,
        b.name_sorted AS old_sorted
    FROM now_row n JOIN before_row b USING (kk)
    UNION
    SELECT n.cluster, b.old_id, n.name_joined, n.name_sorted, b.name_joined, b.name_sorted
    FROM now_row n JOIN before_row b USING ("table", register_id)
    UNION
    SELECT n.cluster, b.old_id, n.name_joined, n.name_sorted, b.name_joined, b.name_sorted
    FROM now_kin n JOIN before_kin b USING (kin_id)
),
alike AS (
    SELECT
        cluster,
        old_id,
        max(jaro_winkler_similarity(name_joined, old_joined)) AS similarity,
        bool_or(
            list_has_all(string_split(name_sorted, ' '), string_split(old_sorted, ' '))
            OR list_has_all(string_split(old_sorted, ' '), string_split(name_sorted, ' '))
        ) AS within
    FROM tied
    GROUP BY ALL
),
alone_now AS (
    SELECT village_code, name_sorted, min(cluster) AS cluster
    FROM now WHERE village_code IS NOT NULL GROUP BY ALL HAVING count(DISTINCT cluster) = 1
),
alone_before AS (
    SELECT village_code, name_sorted, min(old_id) AS old_id
    FROM before WHERE village_code IS NOT NULL GROUP BY ALL HAVING count(DISTINCT old_id) = 1
),
weak AS (
    SELECT cluster, old_id, 0.5 * similarity AS weight
    FROM alike WHERE similarity >= $tied_name_alike OR within
    UNION ALL
    SELECT n.cluster, b.old_id, 0.25
    FROM alone_now n JOIN alone_before b USING (village_code, name_sorted)
    SEMI JOIN open_now USING (cluster)
),
tie AS (
    SELECT * FROM firm
    UNION ALL
    SELECT w.cluster, w.old_id, w.weight
    FROM weak w
    JOIN open_now n USING (cluster)
    JOIN open_before b USING (old_id)
    WHERE NOT (
            len(n.niks) > 0 AND len(b.niks) > 0 AND NOT list_has_any(n.niks, b.niks)
            AND NOT list_has_any(n.births, b.births)
        )
        AND NOT (len(n.births) > 0 AND len(b.births) > 0 AND NOT list_has_any(n.births, b.births))
        AND NOT (len(n.sexes) > 0 AND len(b.sexes) > 0 AND NOT list_has_any(n.sexes, b.sexes))
)
SELECT cluster, old_id, sum(weight) AS weight
FROM tie
GROUP BY ALL
