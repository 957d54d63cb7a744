-- how many villages there are, and how many sent a list; and when lists were awaited
SELECT
    count(*) AS villages,
    count(*) FILTER (submitted) AS submitted,
    any_value(window_opens) AS window_opens,
    any_value(window_closes) AS window_closes
FROM coverage
