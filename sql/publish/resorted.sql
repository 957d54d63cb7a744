-- Lists whose rows are those of an older list of the same village, at most in another order.
SELECT DISTINCT file, same_as
FROM out.village_list
WHERE same_as IS NOT NULL
ORDER BY file, same_as
