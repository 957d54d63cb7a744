-- out.told_family: what each list of this period says of the dwelling of each proposed
-- household: the indicators of the listed family that the household's members stand in. A listed
-- family's indicators are given to the household of each listed member.
WITH listed AS (
    SELECT
        l.*,
        v.recency,
        v.replaces,
        p.kk,
        coalesce(p.kk = ph.kk, FALSE) AS same_kk,
        2 * count(*) OVER (PARTITION BY l.file, l.family, l.household_id)
            >= count(*) OVER (PARTITION BY l.file, l.family) AS own_family,
        arg_min(p.kk, (v.recency, p.kk)) OVER person AS newest_kk,
        min(v.recency) FILTER (p.kk IS NOT NULL) OVER person AS newest_with_kk
    FROM out.listed_person AS l
    JOIN out.village_list AS v
        ON v.file = l.file AND v.village_code IS NOT DISTINCT FROM l.village_code AND v.proposes
    JOIN core.person AS p USING (record_id)
    JOIN link.person_household AS ph USING (person_id)
    ANTI JOIN out.withdrawal AS w USING (record_id)
    WINDOW person AS (PARTITION BY l.village_code, l.person_id)
),
standing AS (
    -- where an older list put a person among another family, by a KK that the village has since
    -- corrected, that family's values are not the person's
    SELECT *
    FROM listed
    WHERE own_family OR coalesce(recency <= newest_with_kk OR kk = newest_kk, TRUE)
)
SELECT
    l.household_id,
    l.village_code,
    l.file,
    l.list_date,
    l.recency,
    l.replaces,
    l.record_id,
    family.* EXCLUDE (file, family, given),
    family.given > 0 AS gives
FROM standing AS l
JOIN out.listed_family AS family ON family.file = l.file AND family.family = l.family
WHERE l.household_id IN (SELECT household_id FROM out.proposal)
QUALIFY row_number() OVER (
    PARTITION BY l.household_id, l.village_code, l.file
    ORDER BY
        family.given > 0 DESC, l.same_kk DESC, l.is_head DESC, family.given DESC, l.record_id
) = 1
