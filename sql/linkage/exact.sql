-- Exact pass: rows with the same plausible NIK are one person when a second fact backs it. One
-- anchor row a NIK (a Dukcapil row if there is one, else the name most rows give); every other row
-- joins it when its name or birth date agrees. A row that carries a relative's NIK fails both and
-- is left to the probabilistic pass. So are, of rows of one list that names each person once, all
-- but those whose name is nearest the anchor's: a twin may stand there with her sister's NIK. A
-- wife listed under her husband's name and NIK is told apart by sex and birth date. Of two rows
-- whom people called different the one that is not the anchor leaves.
WITH named AS (
    SELECT
        record_id, "table", nik, kk, village_code, sex, birth_date, birth_year,
        name_folded, name_sorted, name_joined,
        string_split(name_sorted, ' ') AS tokens,
        count(*) OVER (PARTITION BY nik, name_sorted) AS same_name
    FROM core.person
    WHERE nik IS NOT NULL AND name_joined IS NOT NULL
),
ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY nik
            ORDER BY ("table" = 'dukcapil') DESC, same_name DESC, birth_date NULLS LAST, record_id
        ) AS place
    FROM named
),
anchor AS (SELECT * FROM ranked WHERE place = 1),
pair AS (
    SELECT
        r.record_id,
        nik,
        r."table",
        a.record_id AS anchor_id,
        r.place,
        greatest(
            jaro_winkler_similarity(r.name_folded, a.name_folded),
            jaro_winkler_similarity(r.name_sorted, a.name_sorted),
            jaro_winkler_similarity(r.name_joined, a.name_joined)
        ) AS name_similarity,
        list_has_all(r.tokens, a.tokens) OR list_has_all(a.tokens, r.tokens) AS name_within,
        r.birth_date IS NULL OR a.birth_date IS NULL AS date_missing,
        coalesce(r.kk <> a.kk AND r.village_code <> a.village_code, FALSE) AS elsewhere,
        -- one slip: where it makes a letter of another place in the name, Jaro-Winkler sees two.
        -- ALI and ANI differ by one too, and may be husband and wife.
        CASE
            WHEN r.name_joined = a.name_joined THEN TRUE
            WHEN abs(length(r.name_joined) - length(a.name_joined)) > 1 THEN FALSE
            WHEN least(length(r.name_joined), length(a.name_joined)) < 6
                AND (date_missing OR NOT coalesce(r.sex = a.sex, FALSE)) THEN FALSE
            ELSE damerau_levenshtein(r.name_joined, a.name_joined) <= 1
        END AS name_slip,
        r.name_sorted = a.name_sorted AND len(a.tokens) >= 2
            AND coalesce(r.sex = a.sex, TRUE) AS name_equal,
        r.birth_date = a.birth_date AS date_equal,
        abs(r.birth_year - a.birth_year) <= 1
            OR hamming(strftime(r.birth_date, '%Y%m%d'), strftime(a.birth_date, '%Y%m%d')) <= 2
            OR (strftime(r.birth_date, '%m%d') = strftime(a.birth_date, '%m%d')
                AND abs(r.birth_year - a.birth_year) <= 10)
            AS date_near
    FROM ranked r JOIN anchor a USING (nik)
),
-- NIKs that one kind of list shows under several names
shared AS (
    SELECT nik FROM named JOIN core.source_table USING ("table") WHERE names_once
    GROUP BY nik HAVING count(*) > 1 AND min(name_sorted) <> max(name_sorted)
),
sister AS (
    SELECT p.record_id
    FROM pair p
    JOIN shared USING (nik)
    JOIN core.record r USING (record_id)
    JOIN core.source_table t ON t."table" = p."table"
    WHERE t.names_once
    QUALIFY p.name_similarity < max(p.name_similarity) OVER (PARTITION BY nik, p."table", r.file)
),
agreeing AS (
    SELECT
        record_id,
        anchor_id,
        name_similarity,
        coalesce(date_equal, FALSE) AS date_equal
    FROM pair
    WHERE place = 1
        OR (record_id NOT IN (SELECT record_id FROM sister) AND (
            -- A slip in a NIK can make one of it that a stranger of that birth date has.
            (date_equal AND (
                name_similarity >= if(elsewhere, $name_alike, $dated_name_alike)
                OR name_within OR name_slip
            ))
            OR (date_missing AND (name_similarity >= $name_alike OR name_within OR name_slip))
            -- Another date asks for nearly the same name: a slip in a NIK can make a neighbour's
            -- of it.
            OR (date_near AND (name_similarity >= $name_nearly OR name_slip))
            OR name_equal
        ))
)
SELECT * FROM agreeing
WHERE record_id NOT IN (
    SELECT if(l.record_id = l.anchor_id, r.record_id, l.record_id)
    FROM linkage.decided_pair d
    JOIN agreeing l ON l.record_id = d.record_l
    JOIN agreeing r ON r.record_id = d.record_r
    WHERE NOT d.same AND l.anchor_id = r.anchor_id
)
