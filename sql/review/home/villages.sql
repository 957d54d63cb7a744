-- how many villages there are, and how many sent a list
SELECT count(*) AS villages, count(*) FILTER (submitted) AS submitted FROM coverage
