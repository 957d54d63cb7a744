SELECT household_id FROM out.flag WHERE flag_id = $flag
UNION
SELECT household_id FROM out.flag_history WHERE flag_id = $flag
