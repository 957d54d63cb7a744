-- out.village_list: which lists are population lists. A list that covers more than half of the
-- village's living people in dukcapil informs about people but proposes nobody until an officer
-- confirms it (decision on the file or on the village). A population sent in parts (one file an RT)
-- is found by taking the remaining files of one layout together, without those that were replaced.
-- Also their order: the newest of a village is 1, by the date a list has, else by path. A list
-- that says it replaces all before (an officer's word outdoes its own) is newer than others of its
-- date, and when it has none, than all.
WITH resident AS (
    SELECT DISTINCT rp.person_id, p.village_code
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    WHERE p.source = 'dukcapil' AND NOT ph.dead AND p.village_code IS NOT NULL
),
population AS (
    SELECT village_code, count(*) AS people FROM resident GROUP BY village_code
),
part AS (
    SELECT
        l.file,
        l.village_code,
        any_value(l.layout) AS layout,
        max(l.list_date) AS list_date,
        count(*) AS rows,
        count(DISTINCT l.person_id) AS persons,
        count(DISTINCT resident.person_id) AS covered
    FROM out.listed_person AS l
    LEFT JOIN resident USING (person_id, village_code)
    GROUP BY l.file, l.village_code
),
content AS (
    -- the rows of a file in no order: an id without its occurrence is a digest of the row
    SELECT
        file,
        sha256(string_agg(digest, ',' ORDER BY digest)) AS content
    FROM (
        SELECT file, regexp_replace(record_id, '-[0-9]+$', '') AS digest
        FROM core.record
        WHERE source = 'usulan-desa' AND outcome <> 'not_data' AND period = $period
    )
    GROUP BY file
),
marked AS (
    SELECT
        part.*,
        content.content,
        coalesce(v.agrees, f.replaces, FALSE) AS replaces,
        CASE
            WHEN v.agrees IS NOT NULL THEN 'decision'
            WHEN f.replaces IS NOT NULL THEN f.replaces_basis
        END AS replaces_basis
    FROM part
    JOIN content USING (file)
    LEFT JOIN raw.file AS f USING (file)
    LEFT JOIN out.verdict AS v ON v.kind = 'replacement_list' AND v.subject_id = part.file
),
ordered AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY village_code
            ORDER BY
                replaces AND list_date IS NULL DESC,
                list_date DESC NULLS LAST,
                replaces DESC,
                file DESC
        ) AS recency
    FROM marked
),
by_file AS (
    SELECT
        part.* EXCLUDE (content),
        lead(part.file) OVER (
            PARTITION BY part.village_code, part.content ORDER BY part.recency
        ) AS same_as,
        coalesce(population.people, 0) AS population,
        part.covered > $population_share * coalesce(population.people, 0)
            AND part.covered > 0 AS alone
    FROM ordered AS part
    LEFT JOIN population USING (village_code)
),
replaced AS (
    SELECT older.file, older.village_code
    FROM by_file AS older
    JOIN by_file AS newer
        ON newer.village_code = older.village_code
        AND newer.recency < older.recency
        AND newer.replaces
        AND NOT newer.alone
),
together AS (
    SELECT
        l.village_code,
        l.layout,
        count(DISTINCT resident.person_id) AS covered
    FROM out.listed_person AS l
    JOIN by_file ON by_file.file = l.file
        AND by_file.village_code IS NOT DISTINCT FROM l.village_code
        AND NOT by_file.alone
    ANTI JOIN replaced
        ON replaced.file = l.file AND replaced.village_code = l.village_code
    JOIN resident ON resident.person_id = l.person_id
        AND resident.village_code = l.village_code
    GROUP BY l.village_code, l.layout
),
judged AS (
    SELECT
        by_file.* EXCLUDE (alone),
        CASE
            WHEN by_file.alone THEN 'file'
            WHEN together.covered > $population_share * by_file.population THEN 'layout'
        END AS basis,
        coalesce(on_file.agrees, on_village.agrees, FALSE) AS confirmed
    FROM by_file
    LEFT JOIN together
        ON together.village_code = by_file.village_code
        AND together.layout IS NOT DISTINCT FROM by_file.layout
    LEFT JOIN out.verdict AS on_file
        ON on_file.kind = 'population_list' AND on_file.subject_id = by_file.file
    LEFT JOIN out.verdict AS on_village
        ON on_village.kind = 'population_list' AND on_village.subject_id = by_file.village_code
)
SELECT
    file,
    village_code,
    layout,
    list_date,
    recency,
    replaces,
    replaces_basis,
    CASE WHEN village_code IS NOT NULL THEN same_as END AS same_as,
    rows,
    persons,
    covered,
    population,
    basis IS NOT NULL AS population_list,
    basis,
    confirmed,
    basis IS NULL OR confirmed AS proposes
FROM judged
