-- every finding ever made about the family, the newest first
SELECT kind, flag_id, first_period, last_period, status, resolution, resolved_period
FROM flag_history
WHERE household_id = $household
ORDER BY last_period DESC, first_period DESC, kind
