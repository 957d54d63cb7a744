-- out.proposal: one accepted member row proposes its household of today. Rows of a population list
-- propose nobody; neither do rows that say the person is dead or has moved.
SELECT l.record_id, l.file, l.village_code, l.person_id, l.household_id, l.probability
FROM out.listed_person AS l
JOIN out.village_list AS v
    ON v.file = l.file AND v.village_code IS NOT DISTINCT FROM l.village_code
WHERE v.proposes AND NOT l.gone
