-- families of the user's place, with all that was concluded of them this period
SELECT * FROM published.out.household_status
WHERE starts_with(coalesce(village_code, ''), getvariable('people'))
