-- out.few_senders: whether clearly fewer villages or rows came this month than usual, and what was
-- usual: the middle of up to six earlier months. Nothing is said in the first month.
WITH recent AS (
    SELECT * FROM out.turnout WHERE period < $period ORDER BY period DESC LIMIT 6
),
usual AS (
    SELECT median(villages) AS villages, median(rows) AS rows, count(*) AS months FROM recent
)
SELECT
    now.villages,
    now.rows,
    usual.villages AS usual_villages,
    usual.rows AS usual_rows,
    now.villages < $fewest_villages * usual.villages AS few_villages,
    now.rows < $fewest_rows * usual.rows AS few_rows
FROM out.turnout AS now
CROSS JOIN usual
WHERE now.period = $period
    AND usual.months > 0
    AND (
        now.villages < $fewest_villages * usual.villages
        OR now.rows < $fewest_rows * usual.rows
    )
