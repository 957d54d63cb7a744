-- Scored pairs that are never joined by themselves; a reviewer may join them. An owner who gives no
-- number meets none of these rules.
WITH scored AS (
    SELECT DISTINCT
        least(entity_id_l, entity_id_r) AS "left",
        greatest(entity_id_l, entity_id_r) AS "right",
        CASE WHEN to_spine THEN entity_id_l END AS candidate_of
    FROM linkage.weighed
    WHERE weight >= $least_weight
),
pair AS (
    SELECT
        p."left", p."right", l.nik_cmp AS nik_l, r.nik_cmp AS nik_r,
        l.nik_ok AND r.nik_ok AS sound,
        coalesce(l.nik_cmp = r.nik_cmp AND length(l.nik_cmp) >= 14, FALSE) AS same_nik,
        l.birth_default OR r.birth_default AS default_birth,
        l.name_joined <> r.name_joined AND l.name_sorted <> r.name_sorted AS unequal_name,
        -- a gap in a name or an initial is no other name
        l.name_joined <> r.name_joined AND l.name_sorted <> r.name_sorted
            AND NOT shortened(l.tokens, r.tokens) AND NOT shortened(r.tokens, l.tokens)
            AS other_name,
        jaro_winkler_similarity(l.name_joined, r.name_joined) < $name_unlike
            AND l.name_first <> r.name_first
            AND CASE WHEN l.nik_cmp = r.nik_cmp
                THEN damerau_levenshtein(l.name_joined, r.name_joined) > 1 ELSE TRUE
            END AS unlike_name,
        coalesce(l.sex <> r.sex, FALSE) AS other_sex,
        l.personal = 0 OR r.personal = 0 AS of_owner,
        NOT list_has_any(l.kks, r.kks) AS other_family,
        l.birth IS NULL OR r.birth IS NULL AS no_birth,
        -- not even near: more than a slip of two digits, of the year, or of day and month
        coalesce(NOT (
            hamming(l.birth, r.birth) <= 2
            OR (substr(l.birth, 5) = substr(r.birth, 5) AND abs(l.birth_year - r.birth_year) <= 10)
            OR (l.birth_year = r.birth_year AND (
                substr(l.birth, 5, 2) IN (substr(r.birth, 5, 2), substr(r.birth, 7, 2))
                OR substr(l.birth, 7, 2) = substr(r.birth, 7, 2)
            ))
            OR (default_birth AND abs(l.birth_year - r.birth_year) <= 2)
        ), abs(l.birth_year - r.birth_year) > 2, FALSE) AS far_birth,
        coalesce(
            abs(l.birth_year - r.birth_year) >= $generation AND hamming(l.birth, r.birth) > 2, FALSE
        )
            AS other_generation,
        list_has_any(l.lists, r.lists) AS same_list,
        (l."table" = 'usulan_desa' OR r."table" = 'usulan_desa')
            AND NOT same_list
            AND NOT other_family
            AND coalesce(jaro_winkler_similarity(l.mother, r.mother) >= $mother_same, FALSE)
            AS owner_by_family
    FROM scored p
    JOIN linkage.node l ON l.entity_id = p."left"
    JOIN linkage.node r ON r.entity_id = p."right"
    WHERE l.personal + r.personal = 2 OR (l.nik_cmp IS NOT NULL AND r.nik_cmp IS NOT NULL)
),
-- rows next to Dukcapil's people of the same birth date
beside AS (
    SELECT
        p."left", p."right", o.entity_id AS row_id, c.entity_id AS civil_id, c.birth, c.kks,
        o.name_std = c.name_std AS very_name, o.nik_cmp AS nik, c.nik_cmp AS civil_nik
    FROM scored p
    JOIN linkage.node o ON o.entity_id = p.candidate_of
    JOIN linkage.node c
        ON c.entity_id = CASE WHEN p."left" = p.candidate_of THEN p."right" ELSE p."left" END
    WHERE o.personal = 1 AND o.birth = c.birth
)
SELECT "left", "right"
FROM pair
WHERE
    -- Twins: the same birth date in two sound NIKs, neighbouring serials, another name. A slip in
    -- the serial *and* in the name is rarer than a twin whose papers are missing. A name nothing
    -- alike is another person whatever the serials. On a default birth date (1 July, 31 December)
    -- strangers share all but the serial, so there any other name is another person.
    (sound AND nik_l <> nik_r AND nik_front(nik_l) = nik_front(nik_r) AND (
        (other_name AND (
            unlike_name OR abs(nik_serial(nik_l) - nik_serial(nik_r)) <= $twin_serials
        ))
        OR (default_birth AND unequal_name)
    ))
    -- Namesakes: two sound NIKs with different dates and no birth date to say otherwise, of two
    -- families or of two names.
    OR (sound AND no_birth AND (other_family OR unequal_name)
        AND nik_date(nik_l) <> nik_date(nik_r) AND damerau_levenshtein(nik_l, nik_r) > 1)
    -- Owners: a meter or a vehicle whose owner's sound NIK is another number belongs to someone
    -- else of that name.
    OR (of_owner AND sound AND nik_back(nik_l) <> nik_back(nik_r)
        AND damerau_levenshtein(nik_l, nik_r) > 1)
    -- Relatives: the same NIK, but another name and a birth date that is not even near: one of them
    -- was given a relative's NIK. Where a date is missing the name must be quite different, and a
    -- village row in the family of the NIK's owner, by KK and mother, may still be the owner under
    -- a nickname, unless its list names the owner too. A number cut off before its serial is
    -- weighed like any other fact.
    OR (same_nik AND other_name
        AND (far_birth OR (no_birth AND unlike_name AND NOT owner_by_family)))
    -- Wives under name and NIK of their husbands: sex and birth date differ.
    OR (same_nik AND other_sex AND (far_birth OR other_name))
    -- Father and son: in one family, born a dozen years apart and more, by more than a slip.
    OR (coalesce(nik_l <> nik_r, TRUE) AND other_generation AND NOT other_family AND NOT of_owner)
    -- Twice in a list that names each person once: two names, and no NIK to say that they are one.
    OR (coalesce(nik_l <> nik_r, TRUE) AND same_list AND unequal_name)
UNION
-- The other twin: of two Dukcapil people of one family and birth date one has a row's name to the
-- letter. A slip that makes exactly another's name of one's own is rarer than none, so the row is
-- not the other's unless its NIK says so.
SELECT rival."left", rival."right"
FROM beside named
JOIN beside rival
    ON rival.row_id = named.row_id AND rival.civil_id <> named.civil_id
    AND rival.birth = named.birth AND list_has_any(rival.kks, named.kks)
WHERE named.very_name
    AND NOT rival.very_name
    AND coalesce(
        damerau_levenshtein(rival.nik, rival.civil_nik)
        >= damerau_levenshtein(named.nik, named.civil_nik), TRUE
    )
ORDER BY 1, 2
