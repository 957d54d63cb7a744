-- Every row that names someone: the cluster it is in, why, and how likely that is (as computed).
WITH row_entity AS (
    SELECT
        p.record_id, p."table", coalesce(x.anchor_id, p.record_id) AS entity_id,
        p."table" = 'dukcapil' AS by_spine,
        coalesce(x.name_similarity >= $sure_name_alike AND x.date_equal, FALSE) AS sure
    FROM core.person p LEFT JOIN linkage.exact x USING (record_id)
),
-- an asset is silent on its owner
told AS (
    SELECT "left" AS entity_id, probability, reason FROM linkage.used
    UNION ALL
    SELECT "right", probability, reason FROM linkage.used WHERE reason <> 'asset_address'
),
-- an entity's link is the surest join that has it on one side
surest AS (
    SELECT * FROM told
    QUALIFY row_number() OVER (PARTITION BY entity_id ORDER BY probability DESC, reason) = 1
),
linked AS (
    SELECT
        e.*, c.cluster_id,
        count(*) OVER (PARTITION BY entity_id) > 1 AS several,
        -- Dukcapil's row is what the others are linked to. A row that the exact pass put next to it
        -- is as sure as that, whoever joined them later.
        NOT by_spine AND bool_or(by_spine) OVER (PARTITION BY entity_id) AS with_spine,
        if(with_spine, NULL, s.reason) AS reason,
        if(with_spine, NULL, s.probability) AS probability
    FROM row_entity e
    JOIN linkage.cluster c USING (entity_id)
    LEFT JOIN surest s USING (entity_id)
)
SELECT
    record_id, "table", entity_id, cluster_id,
    CASE
        WHEN several AND (reason IS NULL OR by_spine) THEN 'nik'
        ELSE coalesce(reason, 'single')
    END AS match_reason,
    CASE
        WHEN by_spine THEN 1.0::DOUBLE -- this person by definition
        ELSE CASE WHEN NOT several THEN 1.0 WHEN sure THEN $exact_sure ELSE $exact_likely END
            * coalesce(probability, 1.0::DOUBLE)
    END AS probability
FROM linked
