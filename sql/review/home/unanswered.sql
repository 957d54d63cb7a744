-- findings of the user's place that stand open and that no village has answered
SELECT count(*) AS flags FROM finding
WHERE state <> 'resolved' AND decided = 'open' AND answer IS NULL
