-- One flag per kind and household, and one row per flag id.
SELECT kind AS offender FROM out.flag GROUP BY kind, household_id HAVING count(*) > 1
UNION ALL
SELECT flag_id FROM out.flag GROUP BY flag_id HAVING count(*) > 1
