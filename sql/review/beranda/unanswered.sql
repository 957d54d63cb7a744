-- findings of the user's place that stand and that no village has answered
SELECT count(*) AS flags FROM finding WHERE state <> 'resolved' AND answer IS NULL
