-- what is at stake in each sort of finding, in rupiah a month: for the family, and for each counted
SELECT
    about,
    coalesce(sum(amount) FILTER (counted = 'family'), 0)::BIGINT AS per_family,
    coalesce(sum(amount) FILTER (counted <> 'family'), 0)::BIGINT AS per_person,
    any_value(counted) FILTER (counted <> 'family') AS counted
FROM benefit
GROUP BY about
ORDER BY per_family DESC, about
