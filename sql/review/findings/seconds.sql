-- findings whose agreement, or whose family's proposal, waits for a second person, and was not given
-- by those who are $hindering the user to be that person
SELECT count(*) AS findings
FROM finding
WHERE state <> 'resolved'
    AND (
        (decided = 'second' AND NOT list_contains($hindering::VARCHAR[], word_by))
        OR (proposal = 'second' AND NOT list_contains($hindering::VARCHAR[], proposal_by))
    )
