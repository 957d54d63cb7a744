-- A flag has ids, people, reasons with rule and evidence, a probability as confidence, and a reason
-- for having ended exactly when it has.
SELECT flag_id
FROM out.flag
WHERE flag_id IS NULL
    OR household_id IS NULL
    OR kind IS NULL
    OR needs_review IS NULL
    OR first_period IS NULL
    OR coalesce(len(person_ids), 0) = 0
    OR list_contains(list_transform(person_ids, LAMBDA id: id IS NULL), TRUE)
    OR coalesce(len(reasons), 0) = 0
    OR list_contains(
        list_transform(reasons, LAMBDA reason: reason.rule IS NULL OR reason.evidence IS NULL), TRUE
    )
    OR confidence IS NULL
    OR confidence NOT BETWEEN 0 AND 1
    OR priority NOT BETWEEN 1 AND 5
    OR state NOT IN ('new', 'persisting', 'reopened', 'unheard', 'resolved')
    OR (state = 'resolved') <> (resolution IS NOT NULL)
    OR last_judged IS NULL
