-- The person from whose id a household's new id is made.
SELECT group_key AS cluster, min(person_id) AS key
FROM linkage.today_kk
GROUP BY group_key
