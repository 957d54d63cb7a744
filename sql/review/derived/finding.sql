-- findings with how urgent they are and what was decided on them.
-- decided: open, second (agreed once, waits for a second person), or the newest word; a word about
-- other evidence than today's does not count. proposal: the same of the family's proposal.
WITH word AS MATERIALIZED (
    SELECT kind, subject_id, verdict, "by", evidence_hash
    FROM verdict
    WHERE kind IN ('flag', 'proposal')
),
judged AS (
    SELECT
        f.*,
        v.verdict AS word,
        v."by" AS word_by,
        -- as a run takes it: a "no" on the family or on its finding withholds the proposal
        CASE
            WHEN f.kind NOT IN ('missing_from_dtks', 'desil_mismatch') THEN NULL
            WHEN 'disagree' IN (family.verdict, own.verdict) THEN 'disagree'
            ELSE coalesce(family.verdict, own.verdict)
        END AS proposal_word,
        coalesce(family."by", own."by") AS proposal_by
    FROM ranked_flag AS f
    LEFT JOIN word AS v ON v.kind = 'flag' AND v.subject_id = f.flag_id
        AND coalesce(v.evidence_hash, f.evidence_hash) IS NOT DISTINCT FROM f.evidence_hash
    LEFT JOIN word AS own ON own.kind = 'proposal' AND own.subject_id = f.flag_id
    LEFT JOIN word AS family ON family.kind = 'proposal'
        AND family.subject_id = f.household_id
        AND (
            family.verdict <> 'first_agree'
            OR family.evidence_hash IS NOT DISTINCT FROM f.evidence_hash
        )
)
SELECT
    * EXCLUDE (word, proposal_word),
    CASE coalesce(word, 'open') WHEN 'first_agree' THEN 'second' ELSE coalesce(word, 'open') END
        AS decided,
    CASE coalesce(proposal_word, 'open')
        WHEN 'first_agree' THEN 'second' ELSE coalesce(proposal_word, 'open')
    END AS proposal
FROM judged
