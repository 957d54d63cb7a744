-- out.turnout: how many villages sent a list that was read, and how many rows about people those
-- lists have, this month and in the earlier months that published it.
SELECT
    $period AS period,
    count(DISTINCT village_code) AS villages,
    count(*) AS rows
FROM out.listed_person
UNION ALL BY NAME
SELECT * FROM previous_turnout WHERE period < $period
