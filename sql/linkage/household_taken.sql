-- Ids that households had last month: no other gets one of them.
SELECT DISTINCT household_id AS old_id FROM linkage.previous_person_household
