-- findings about families of the user's place, with how urgent they are
SELECT * FROM prepared.ranked_flag
WHERE starts_with(coalesce(village_code, ''), getvariable('people'))
