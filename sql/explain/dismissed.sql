-- findings an officer disagreed with, which are therefore not raised again
SELECT kind, last_period
FROM out.flag_history
WHERE household_id = $household AND status = 'dismissed'
ORDER BY kind
