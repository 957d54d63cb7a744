-- Ids that persons had last month: nobody else gets one of them.
select distinct person_id as old_id from linkage.previous_record_person
