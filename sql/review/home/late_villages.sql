-- villages that sent no list this period, or sent it late
SELECT village_code, village_name, district_name, punctuality, submitted_on
FROM coverage
WHERE punctuality IN ('nothing_sent', 'late')
ORDER BY submitted, village_code
