-- Probabilities of links that a threshold decides, and of pairs of people left apart. Links that
-- people made, and rows that share a NIK backed by a second fact, stand at any threshold; owners of
-- meters and vehicles are the likeliest person or nobody, so `accept` does not move them.
SELECT probability, count(*) AS number
FROM (
    SELECT probability
    FROM link.record_person
    WHERE match_reason IN ('splink', 'household')
    UNION ALL
    SELECT probability FROM link.candidate
)
GROUP BY probability
ORDER BY probability
