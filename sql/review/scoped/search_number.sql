-- NIK and KK by which families of the user's place are known
SELECT * FROM published.out.search_number
WHERE starts_with(coalesce(village_code, ''), getvariable('people'))
