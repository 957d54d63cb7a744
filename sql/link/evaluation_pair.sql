-- Pairs that were decided without people, drawn at random for a blind second opinion: the lowest
-- hashes of each stratum (pipelines/resolve/evaluation.py). The hash is of the two ids alone, so
-- the same pair is drawn whatever the order of rows and files; decided pairs are not asked again.
WITH joined AS (
    SELECT
        least("left", "right") AS "left",
        greatest("left", "right") AS "right",
        probability,
        reason
    FROM linkage.used
),
pair AS (
    SELECT 'nik' AS stratum, least(record_id, anchor_id) AS record_id_l,
        greatest(record_id, anchor_id) AS record_id_r, NULL::DOUBLE AS probability
    FROM linkage.exact
    WHERE record_id <> anchor_id
    UNION ALL
    SELECT CASE WHEN probability >= $automatic THEN 'sure' ELSE 'near' END,
        "left", "right", probability
    FROM joined
    WHERE reason <> 'decision'
    UNION ALL
    SELECT 'apart', "left", "right", probability
    FROM linkage.open_pair
    ANTI JOIN joined USING ("left", "right")
    WHERE probability < $review
),
drawable AS (
    SELECT
        pair.*,
        sha256(record_id_l || '|' || record_id_r) AS digest,
        count(*) OVER (PARTITION BY stratum) AS stratum_pairs
    FROM pair
    ANTI JOIN linkage.decided_pair d
        ON d.record_l = pair.record_id_l AND d.record_r = pair.record_id_r
    ANTI JOIN linkage.judged_pair j
        ON j.record_l = pair.record_id_l AND j.record_r = pair.record_id_r
)
SELECT record_id_l, record_id_r, stratum, stratum_pairs, probability
FROM drawable
WHERE left(digest, 8) < $evaluation_limit
QUALIFY row_number() OVER (PARTITION BY stratum ORDER BY digest) <= $evaluation_each
