-- the family's findings in one month, as they were in that month's publication
SELECT flag_id, kind, subtype, state, confidence, needs_review, priority
FROM flag
WHERE household_id = $household OR flag_id = $flag
ORDER BY priority, kind
