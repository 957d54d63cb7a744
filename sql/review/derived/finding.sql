-- findings with how urgent they are and what was decided on them.
-- decided: open, second (agreed once, waits for a second person), or the newest word on today's
-- evidence (as a run takes it: sql/out/finding.sql). proposal: the same of the family's proposal.
WITH said AS MATERIALIZED (
    SELECT subject_id, verdict, "by", "at", decision_id, evidence_hash
    FROM decision
    WHERE kind = 'flag'
),
word AS (
    SELECT f.flag_id, s.verdict, s."by"
    FROM ranked_flag AS f
    JOIN said AS s
        ON s.subject_id = f.flag_id
        AND (s.evidence_hash IS NULL OR s.evidence_hash IN (f.evidence_hash, f.row_hash))
    QUALIFY row_number() OVER (PARTITION BY f.flag_id ORDER BY s."at" DESC, s.decision_id DESC) = 1
),
proposed AS MATERIALIZED (
    SELECT subject_id, verdict, "by", evidence_hash
    FROM verdict
    WHERE kind = 'proposal'
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
    LEFT JOIN word AS v USING (flag_id)
    LEFT JOIN proposed AS own ON own.subject_id = f.flag_id
    LEFT JOIN proposed AS family ON family.subject_id = f.household_id
        AND (
            family.verdict <> 'first_agree'
            OR family.evidence_hash IS NOT DISTINCT FROM f.evidence_hash
            OR family.evidence_hash = f.row_hash
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
