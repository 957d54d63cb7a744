-- names by which people of the user's place are known
SELECT * FROM published.out.search_name
WHERE starts_with(coalesce(village_code, ''), getvariable('people'))
