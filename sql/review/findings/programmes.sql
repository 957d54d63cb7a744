-- the programmes that are weighed, with what they give a family or a person, and by what law
SELECT DISTINCT programme, amount, counted = 'family' AS for_family, legal_basis
FROM benefit
ORDER BY programme DESC
