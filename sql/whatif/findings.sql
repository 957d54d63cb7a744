-- How sure the standing findings are, and which of them call for review whatever the threshold.
SELECT confidence, needs_review, count(*) AS number
FROM out.flag
WHERE state <> 'resolved'
GROUP BY confidence, needs_review
ORDER BY confidence, needs_review
