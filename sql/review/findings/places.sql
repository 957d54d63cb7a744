-- districts and villages the user may see
SELECT village_code, village_name, district_code, district_name
FROM village
ORDER BY district_code, village_code
