-- out.indicator_answer: the newest answer to each indicator of each household, for the months to
-- come. Of several villages' answers of this period the newest list's counts.
WITH answer AS (
    SELECT household_id, indicator, value, period, list_date, file
    FROM out.criterion
    WHERE NOT remembered AND value IS NOT NULL
    UNION ALL BY NAME
    SELECT * FROM previous_indicator_answer
)
SELECT *
FROM answer
QUALIFY row_number() OVER (
    PARTITION BY household_id, indicator
    ORDER BY period DESC, list_date DESC NULLS LAST, file, value
) = 1
