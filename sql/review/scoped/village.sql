-- villages of the user's place
SELECT * FROM published.out.village WHERE starts_with(village_code, getvariable('figures'))
