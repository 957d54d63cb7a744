-- Decided pairs of which a row is not in this run.
SELECT d.*
FROM ledger_pair AS d
WHERE d."left" NOT IN (SELECT record_id FROM core.person)
    OR d."right" NOT IN (SELECT record_id FROM core.person)
