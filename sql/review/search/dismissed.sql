-- findings about the family that an officer called wrong
SELECT kind FROM flag_history WHERE household_id = $household AND status = 'dismissed'
