-- which of some findings ($flag_ids) are about families of the user's place
SELECT DISTINCT flag_id FROM flag_history WHERE list_contains($flag_ids, flag_id)
