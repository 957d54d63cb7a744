-- Today's KK of each person, with the source it comes from. Dukcapil's KK stands unless this
-- period's village list shows another one with a later plausible recording date inside its number
-- (not after the period's last day). A list KK within one typing slip of
-- Dukcapil's is a slip, not another family. Of several lists of a village and period only the
-- newest that gives the person a KK speaks: it corrects the older ones (the order of lists is that
-- of out.village_list).
WITH row_kk AS (
    SELECT
        rp.person_id, p."table", p.kk, p.record_id,
        kk_recorded(p.kk, $latest) AS recorded
    FROM link.record_person rp
    JOIN core.person p USING (record_id)
    WHERE p.kk IS NOT NULL
),
listing AS (
    SELECT
        p.person_id, p.record_id, r.period, r.file, r.village_code, r.list_date,
        coalesce(said.agrees, r.list_replaces, FALSE) AS replaces
    FROM row_kk p
    JOIN core.record r USING (record_id)
    LEFT JOIN linkage.replacing_list said ON said.subject_id = r.file
    WHERE p."table" = 'usulan_desa'
),
outdated AS (
    SELECT record_id
    FROM listing
    QUALIFY rank() OVER (
        PARTITION BY person_id, period, coalesce(village_code, file)
        ORDER BY
            replaces AND list_date IS NULL DESC,
            list_date DESC NULLS LAST,
            replaces DESC,
            file DESC
    ) > 1
),
civil AS (
    SELECT person_id, arg_max(kk, (coalesce(recorded, DATE '1900-01-01'), record_id)) AS kk,
        max(recorded) AS recorded
    FROM row_kk WHERE "table" = 'dukcapil' GROUP BY person_id
),
listed AS (
    SELECT person_id, arg_max(kk, (coalesce(recorded, DATE '1900-01-01'), record_id)) AS kk,
        max(recorded) AS recorded
    FROM row_kk ANTI JOIN outdated USING (record_id)
    WHERE "table" = 'usulan_desa' GROUP BY person_id
),
registered AS (
    SELECT
        person_id,
        arg_min(kk, (identity_trust, record_id)) AS kk
    FROM row_kk JOIN core.source_table USING ("table")
    WHERE "table" NOT IN ('dukcapil', 'usulan_desa') GROUP BY person_id
)
SELECT
    person_id,
    civil.kk AS civil_kk,
    listed.kk AS listed_kk,
    registered.kk AS registered_kk,
    coalesce(
        civil.kk IS NOT NULL AND listed.kk <> civil.kk
        AND listed.recorded > coalesce(civil.recorded, DATE '1900-01-01')
        AND NOT (
            hamming(listed.kk, civil.kk) <= 2 AND damerau_levenshtein(listed.kk, civil.kk) <= 1
        ),
        FALSE
    ) AS listed_is_newer
FROM (SELECT DISTINCT person_id FROM link.record_person) people
LEFT JOIN civil USING (person_id)
LEFT JOIN listed USING (person_id)
LEFT JOIN registered USING (person_id)
