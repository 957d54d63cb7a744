-- out.flag_end: why each finding that was open last month is no longer found, as far as this
-- period's files say anything of it. Without a reason it is not over: nobody was heard of it. What
-- was seen last decides in this order: people's word, death, the registry, where the family went,
-- its newer criteria, and only then a source that says something else now.
WITH gone AS (
    SELECT h.*
    FROM previous_flag AS h
    WHERE h.state <> 'resolved' AND h.flag_id NOT IN (SELECT flag_id FROM out.finding)
),
disagreed AS (
    SELECT flag_id
    FROM out.flag_word
    QUALIFY row_number() OVER (PARTITION BY flag_id ORDER BY "at" DESC, decision_id DESC) = 1
        AND NOT agrees
),
moved AS (
    SELECT DISTINCT rp.person_id
    FROM core.person AS p
    JOIN link.record_person AS rp USING (record_id)
    WHERE p.moved AND p.source IN ('dukcapil', 'usulan-desa')
),
registered AS (
    SELECT DISTINCT person_id FROM out.registry_member WHERE counts AND person_id IS NOT NULL
),
listed AS (
    SELECT DISTINCT person_id FROM out.listed_person WHERE NOT gone
),
concerned AS (
    SELECT
        gone.flag_id,
        ph.person_id,
        ph.household_id,
        ph.dead,
        registered.person_id IS NOT NULL AS registered,
        moved.person_id IS NOT NULL AS moved,
        coalesce(p.in_dukcapil, FALSE) AS in_dukcapil,
        coalesce(p.in_dukcapil, FALSE) OR listed.person_id IS NOT NULL AS known
    FROM (SELECT flag_id, unnest(person_ids) AS person_id FROM gone) AS gone
    JOIN link.person_household AS ph USING (person_id)
    LEFT JOIN out.person AS p USING (person_id)
    LEFT JOIN registered USING (person_id)
    LEFT JOIN moved USING (person_id)
    LEFT JOIN listed USING (person_id)
),
people AS (
    SELECT
        flag_id,
        mode(household_id ORDER BY household_id) AS household_id,
        bool_and(dead) AS dead,
        bool_and(dead OR registered) AS registered,
        bool_and(dead OR moved) AS moved,
        bool_and(dead OR in_dukcapil) AS in_dukcapil,
        bool_and(dead OR known) AS known
    FROM concerned
    GROUP BY flag_id
),
-- the family as it is today: its own id, or that of the family which most of its people joined
family AS (
    SELECT
        gone.*,
        s.household_id AS household_now,
        people.* EXCLUDE (flag_id, household_id),
        s.living,
        s.in_registry,
        s.proposed,
        s.poverty,
        s.disqualified,
        len(s.proposing_villages) AS villages_now,
        history.facts AS facts
    FROM gone
    LEFT JOIN people USING (flag_id)
    LEFT JOIN out.household_status AS own ON own.household_id = gone.household_id
    LEFT JOIN out.household_status AS s
        ON s.household_id = coalesce(own.household_id, people.household_id)
    LEFT JOIN previous_flag_history AS history USING (flag_id)
),
-- of the villages that proposed a family before, whether each was heard again
heard AS (
    SELECT
        flag_id,
        coalesce(bool_and(sent.village_code IS NOT NULL), FALSE) AS villages_heard
    FROM (
        SELECT flag_id, unnest(list_filter(facts, LAMBDA f: starts_with(f, 'desa='))) AS named
        FROM family
        WHERE kind = 'duplicate_submission'
    ) AS before
    LEFT JOIN (SELECT DISTINCT village_code FROM out.village_list) AS sent
        ON sent.village_code = before.named[6:]
    GROUP BY flag_id
)
SELECT
    f.flag_id,
    CASE
        WHEN disagreed.flag_id IS NOT NULL THEN 'decided'
        WHEN f.household_now IS NULL THEN NULL
        WHEN f.living = 0 OR coalesce(f.dead, FALSE) THEN
            CASE f.kind WHEN 'deceased_in_dtks' THEN 'source_corrected' ELSE 'died' END
        WHEN f.kind IN ('missing_from_dtks', 'desil_mismatch') THEN
            CASE
                WHEN f.in_registry THEN 'in_registry'
                WHEN coalesce(f.moved, FALSE) THEN 'moved'
                WHEN f.household_now <> f.household_id THEN 'merged'
                WHEN NOT $registry_known THEN NULL
                WHEN f.proposed AND f.poverty = 'non_poor' THEN 'not_poor'
                WHEN NOT f.proposed AND f.disqualified AND f.subtype = 'sktm_only' THEN 'not_poor'
                WHEN f.proposed THEN 'source_corrected'
            END
        WHEN f.kind = 'members_missing' THEN
            CASE
                WHEN f.registered THEN 'in_registry'
                WHEN f.moved THEN 'moved'
                WHEN f.household_now <> f.household_id THEN 'merged'
                WHEN $registry_known AND f.known THEN 'source_corrected'
            END
        WHEN f.kind = 'identity_unverified' THEN
            CASE
                WHEN NOT $dukcapil_known THEN NULL
                WHEN f.in_dukcapil THEN 'source_corrected'
                WHEN f.moved THEN 'moved'
                WHEN f.household_now <> f.household_id THEN 'merged'
                WHEN f.proposed THEN 'source_corrected'
            END
        WHEN f.kind = 'duplicate_submission' THEN
            CASE
                WHEN f.moved THEN 'moved'
                WHEN f.household_now <> f.household_id THEN 'merged'
                WHEN heard.villages_heard THEN 'source_corrected'
            END
        WHEN f.kind = 'duplicate_in_dtks' AND NOT $dtks_known THEN NULL
        WHEN f.kind IN ('deceased_in_dtks', 'ineligible_dtks') AND NOT $registry_known THEN NULL
        WHEN f.household_now <> f.household_id THEN 'merged'
        ELSE 'source_corrected'
    END AS resolution
FROM family AS f
LEFT JOIN disagreed USING (flag_id)
LEFT JOIN heard USING (flag_id)
