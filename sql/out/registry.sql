-- out.registry: which registries this period has an extract of, which of them decide whether a
-- family is registered, and how a sentence names each: with the month of its own newest data.
WITH known (registry, label) AS (
    VALUES ('dtks', 'DTKS'), ('dtsen', 'DTSEN')
),
extract AS (
    SELECT source AS registry, max(period) AS data_period
    FROM core.record
    WHERE outcome = 'accepted'
    GROUP BY source
)
SELECT
    k.registry,
    k.label,
    e.registry IS NOT NULL AS loaded,
    e.registry IS NOT NULL AND list_contains($deciding, k.registry) AS decides,
    e.data_period,
    k.label || coalesce(
        ' (data bulan ' || e.data_period[6:7] || '-' || e.data_period[1:4] || ')', ''
    ) AS name
FROM known AS k
LEFT JOIN extract AS e USING (registry)
