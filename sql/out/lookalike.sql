-- out.lookalike: people who may be one and the same although they were not joined, both ways round.
-- Two people whom dukcapil lists apart are two, however alike; so are a man and a woman.
-- Scored pairs, and what a family's own lists say: someone of a household whom dukcapil does not
-- know, and someone whom it does, of one sex, with the same place in the family, birth date or
-- first name, whom no list names next to each other (a nickname, a name cut short), unless they
-- were born years apart (a father and the son named for him). Where there is but one such pair they
-- are likelier than not the same. Two people of a family whom one list names next
-- to each other (twins) are hardly the same, but it has happened that a list names someone twice.
WITH scored AS (
    SELECT person_id_l, person_id_r, record_id_l, record_id_r, probability FROM link.candidate
),
both_ways AS (
    SELECT
        person_id_l AS person_id,
        person_id_r AS other_id,
        record_id_r AS record_id,
        probability
    FROM scored
    UNION ALL
    SELECT person_id_r, person_id_l, record_id_l, probability
    FROM scored
),
likely AS (
    SELECT
        b.person_id,
        b.other_id,
        max(b.probability) AS probability,
        min_by(b.record_id, (-b.probability, b.record_id)) AS record_id
    FROM both_ways AS b
    JOIN out.person AS here USING (person_id)
    JOIN out.person AS other ON other.person_id = b.other_id
    WHERE NOT (here.in_dukcapil AND other.in_dukcapil)
        AND coalesce(here.sex = other.sex, TRUE)
    GROUP BY b.person_id, b.other_id
),
-- households that hold both people whom dukcapil knows and people whom it does not
mixed AS (
    SELECT household_id
    FROM out.person
    GROUP BY household_id
    HAVING bool_or(in_dukcapil) AND NOT bool_and(in_dukcapil)
),
appearance AS (
    SELECT
        o.person_id,
        o.household_id,
        o.in_dukcapil,
        o.sex,
        p.record_id,
        r.file,
        p.shdk,
        p.birth_date,
        split_part(p.name_folded, ' ', 1) AS first_name
    FROM out.person AS o
    JOIN mixed USING (household_id)
    JOIN link.record_person AS rp USING (person_id)
    JOIN core.person AS p USING (record_id)
    JOIN core.record AS r USING (record_id)
    JOIN core.source_table AS t ON t."table" = p."table"
    WHERE t.families AND o.sex IS NOT NULL
),
listed_apart AS (
    SELECT DISTINCT stranger.person_id, known.person_id AS other_id
    FROM appearance AS stranger
    JOIN appearance AS known
        ON known.household_id = stranger.household_id AND known.file = stranger.file
    WHERE NOT stranger.in_dukcapil AND known.in_dukcapil
),
beside AS (
    SELECT
        stranger.person_id,
        known.person_id AS other_id,
        min(stranger.record_id) AS stranger_record,
        min(known.record_id) AS known_record
    FROM appearance AS stranger
    JOIN appearance AS known
        ON known.household_id = stranger.household_id AND known.sex = stranger.sex
    WHERE NOT stranger.in_dukcapil
        AND known.in_dukcapil
        AND (
            (known.shdk = stranger.shdk AND known.shdk IN ('kepala', 'suami', 'istri'))
            OR known.birth_date = stranger.birth_date
            OR known.first_name = stranger.first_name
        )
        AND coalesce(
            abs(year(known.birth_date) - year(stranger.birth_date)) <= 2
            OR hamming(
                strftime(known.birth_date, '%Y%m%d'), strftime(stranger.birth_date, '%Y%m%d')
            ) <= 2,
            TRUE
        )
    GROUP BY stranger.person_id, known.person_id
),
family AS (
    SELECT
        *,
        CASE
            WHEN count(*) OVER (PARTITION BY person_id) = 1
                AND count(*) OVER (PARTITION BY other_id) = 1 THEN greatest($likely, $near_match)
            ELSE $near_match
        END AS probability
    FROM beside ANTI JOIN listed_apart USING (person_id, other_id)
)
SELECT
    person_id,
    other_id,
    max(probability) AS probability,
    min_by(record_id, (-probability, record_id)) AS record_id
FROM (
    SELECT
        person_id,
        other_id,
        CASE WHEN apart.person_id IS NULL THEN probability ELSE least(probability, $near_match) END
            AS probability,
        record_id
    FROM likely
    LEFT JOIN (
        SELECT person_id, other_id FROM listed_apart
        UNION ALL
        SELECT other_id, person_id FROM listed_apart
    ) AS apart USING (person_id, other_id)
    UNION ALL
    SELECT person_id, other_id, probability, known_record FROM family
    UNION ALL
    SELECT other_id, person_id, probability, stranger_record FROM family
)
GROUP BY person_id, other_id
