-- figures of each village of the user's place
SELECT
    village_code, village_name, district_code, district_name, households, proposed, poor,
    in_registry, missing, sktm_held, sktm_valid, sktm_ineligible, submitted, punctuality,
    submitted_on, window_opens, window_closes, problems, rejected
FROM published.out.coverage
WHERE starts_with(village_code, getvariable('figures'))
