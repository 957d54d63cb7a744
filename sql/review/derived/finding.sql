-- findings with their family and place, how urgent they are, and what was decided on them.
-- urgency = benefit at stake × uncertainty × age. Benefit: see benefit.sql. Uncertainty: 4p(1-p) of
-- the confidence p, at least 0.6 where a person must decide and 0.2 where the rules are sure. Age:
-- months on the list, this one included, 12 at most.
-- decided: open, second (agreed once, waits for a second person), or the newest word; a word about
-- other evidence than today's does not count. proposal: the same of the family's proposal.
WITH judged AS (
    SELECT
        f.flag_id, f.kind, f.subtype, f.household_id, f.person_ids, f.village_code, f.confidence,
        f.needs_review, f.priority, f.state, f.first_period, f.evidence_hash,
        h.head_name,
        b.per_family + b.per_person
            * CASE b.counted WHEN 'living' THEN coalesce(h.living, 0) ELSE len(f.person_ids) END
            AS stake,
        round(greatest(
            CASE WHEN f.needs_review THEN 0.6 ELSE 0.2 END, 4 * f.confidence * (1 - f.confidence)
        ), 2) AS uncertainty,
        least(12, 1 + date_diff(
            'month', (f.first_period || '-01')::DATE, (p.period || '-01')::DATE
        )) AS age,
        v.verdict AS word,
        v."by" AS word_by,
        -- as a run takes it: a "no" on the family or on its finding withholds the proposal
        CASE
            WHEN f.kind NOT IN ('missing_from_dtks', 'desil_mismatch') THEN NULL
            WHEN 'disagree' IN (family.verdict, own.verdict) THEN 'disagree'
            ELSE coalesce(family.verdict, own.verdict)
        END AS proposal_word,
        coalesce(family."by", own."by") AS proposal_by
    FROM flag AS f
    CROSS JOIN published_period AS p
    JOIN benefit AS b USING (kind)
    LEFT JOIN household AS h USING (household_id)
    LEFT JOIN verdict AS v ON v.kind = 'flag' AND v.subject_id = f.flag_id
        AND coalesce(v.evidence_hash, f.evidence_hash) IS NOT DISTINCT FROM f.evidence_hash
    LEFT JOIN verdict AS own ON own.kind = 'proposal' AND own.subject_id = f.flag_id
    LEFT JOIN verdict AS family ON family.kind = 'proposal'
        AND family.subject_id = f.household_id
        AND (
            family.verdict <> 'first_agree'
            OR family.evidence_hash IS NOT DISTINCT FROM f.evidence_hash
        )
)
SELECT
    j.* EXCLUDE (word, proposal_word),
    j.stake * j.uncertainty * j.age AS urgency,
    CASE coalesce(j.word, 'open') WHEN 'first_agree' THEN 'second' ELSE coalesce(j.word, 'open') END
        AS decided,
    CASE coalesce(j.proposal_word, 'open')
        WHEN 'first_agree' THEN 'second' ELSE coalesce(j.proposal_word, 'open')
    END AS proposal,
    village.label AS village_label,
    village.district_code,
    village.district_name
FROM judged AS j
LEFT JOIN village USING (village_code)
