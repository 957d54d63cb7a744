-- families and people known by a NIK or KK like $number: the same first or last eight digits, and
-- at most $slips digits wrong, exchanged, missing or too many; the nearest first. Where the very
-- number is known, nobody with a like one is shown.
WITH near AS (
    SELECT
        kind, person_id, household_id,
        min(damerau_levenshtein(number, $number)) AS slips
    FROM search_number
    WHERE half IN ($front, $back)
        AND abs(length(number) - length($number)) <= $slips
    GROUP BY ALL
)
SELECT kind, person_id, household_id, slips
FROM near
WHERE slips <= $slips
QUALIFY slips = 0 OR min(slips) OVER () > 0
ORDER BY slips, kind DESC, household_id, person_id
LIMIT $most
