-- Keys of one blocking rule that several entities share, and how many of these are no Dukcapil
-- people.
SELECT key, count(*) AS entities, count(*) FILTER (spine = 0) AS open
FROM rule_key
GROUP BY key
HAVING count(*) > 1
