-- how far the questions of this period are
SELECT
    count(*) AS pairs,
    count(*) FILTER (standing = 'open') AS open,
    count(*) FILTER (standing = 'unsure') AS unsure,
    count(*) FILTER (standing = 'decided') AS decided
FROM pair_question
