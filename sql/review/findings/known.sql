-- those of $flags that the user may see, with their villages
SELECT flag_id, village_code FROM flag WHERE flag_id IN (SELECT unnest($flags)) ORDER BY flag_id
