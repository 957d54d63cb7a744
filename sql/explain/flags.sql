SELECT * FROM out.flag WHERE household_id = $household ORDER BY priority, kind
