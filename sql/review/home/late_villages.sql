-- villages that sent no list this period, or whose first list bears a date after $closing
SELECT c.village_code, c.village_name, c.district_name, c.submitted, l.list_date
FROM coverage AS c
LEFT JOIN first_list AS l USING (village_code)
WHERE NOT c.submitted OR l.list_date > $closing
ORDER BY c.submitted, c.village_code
