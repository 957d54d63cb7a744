-- Ids that households had last month: no other gets one of them.
select distinct household_id as old_id from linkage.previous_person_household
