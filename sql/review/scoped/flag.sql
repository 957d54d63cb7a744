-- findings about families of the user's place
SELECT * FROM published.out.flag
WHERE starts_with(coalesce(village_code, ''), getvariable('people'))
