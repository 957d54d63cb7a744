-- Ids that persons had last month: nobody else gets one of them.
SELECT DISTINCT person_id AS old_id FROM linkage.previous_record_person
