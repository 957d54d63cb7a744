-- what villages answered about findings of the user's place
SELECT a.*
FROM published.out.village_answer AS a
JOIN published.out.flag AS f USING (flag_id)
WHERE starts_with(coalesce(f.village_code, ''), getvariable('people'))
