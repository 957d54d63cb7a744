-- out.finding: one finding per kind and household. Independent reasons add up (noisy or); one
-- reason that decides by itself makes the finding automatic. Rules not in force raise nothing. A
-- person's agreement on a flag ends its review.
WITH reason AS (
    SELECT r.*, u.rule, u.priority
    FROM out.reason AS r
    JOIN out.rule AS u USING (kind, code)
    WHERE u.in_force
),
gathered AS (
    SELECT
        flag_id(kind, household_id) AS flag_id,
        kind,
        min(subtype) AS subtype,
        household_id,
        list_sort(list_distinct(flatten(list(person_ids)))) AS person_ids,
        list(
            {
                'code': code,
                'rule': rule,
                'evidence': evidence,
                'record_ids': list_sort(list_distinct(record_ids))
            }
            ORDER BY needs_review, priority, code, evidence, record_ids
        ) AS reasons,
        1 - product(1 - least(greatest(probability, 0), 1)) AS computed,
        bool_and(needs_review) AS needs_review,
        min(priority + needs_review::INT) AS priority,
        list_sort(list_distinct(flatten(list(facts)))) AS facts,
        sha256(array_to_string(list(
            code || ':' || array_to_string(list_sort(list_distinct(facts)), ',')
            ORDER BY code, list_sort(list_distinct(facts))
        ), ';')) AS evidence_hash,
        -- a row sent once more is the same: this hash leaves the occurrence out of its id
        sha256(array_to_string(list(
            code || ':' || array_to_string(list_sort(list_distinct(list_transform(
                record_ids, LAMBDA id: regexp_replace(id, '-[0-9]+$', '')
            ))), ',')
            ORDER BY code, record_ids
        ), ';')) AS row_hash
    FROM reason
    GROUP BY kind, household_id
),
-- the newest word on this evidence, or on whatever the evidence is
word AS (
    SELECT g.flag_id, w.agrees
    FROM gathered AS g
    JOIN out.flag_word AS w
        ON w.flag_id = g.flag_id
        AND coalesce(w.evidence_hash, g.evidence_hash) IN (g.evidence_hash, g.row_hash)
    QUALIFY row_number() OVER (PARTITION BY g.flag_id ORDER BY w."at" DESC, w.decision_id DESC) = 1
),
decided AS (
    SELECT
        g.*,
        -- how often findings like this one turned out to be right; by what decides, since a
        -- finding that calls for review is wrong for other reasons than one that does not
        link.calibrated(
            'finding',
            g.kind || CASE WHEN g.needs_review THEN ':review' ELSE '' END,
            least(g.computed, 0.999)
        ) AS probability,
        word.agrees AS agreed
    FROM gathered AS g
    LEFT JOIN word USING (flag_id)
)
SELECT
    d.flag_id,
    d.kind,
    d.subtype,
    d.household_id,
    d.person_ids,
    coalesce(s.village_code, s.proposing_villages[1]) AS village_code,
    d.reasons,
    -- rounded, because the order of a product shows in its last digits
    round(greatest(
        CASE WHEN d.agreed THEN $agreed_confidence ELSE 0.01 END, least(d.probability, 0.999)
    ), 4) AS confidence,
    d.needs_review AND NOT coalesce(d.agreed, FALSE) AS needs_review,
    d.priority - (d.needs_review AND coalesce(d.agreed, FALSE))::INT AS priority,
    d.facts,
    d.evidence_hash,
    d.row_hash,
    d.agreed
FROM decided AS d
JOIN out.household_status AS s USING (household_id)
