-- findings that wait for a person: not decided on the evidence they rest on now
SELECT count(*) AS flags FROM finding WHERE needs_review AND state <> 'resolved' AND decided = 'open'
