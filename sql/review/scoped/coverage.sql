-- figures of each village of the user's place
SELECT * FROM published.out.coverage WHERE starts_with(village_code, getvariable('figures'))
