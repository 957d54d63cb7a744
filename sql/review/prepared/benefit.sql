-- What is at stake in a finding, in thousands of rupiah a month: an amount for the family and one
-- for each person counted. Sembako 200 a family; PBI-JKN contribution 42 a person (Perpres 64/2020).
-- What only asks for a letter or an identity is weighed as a person's contribution. `about` is the
-- finding's kind, or the subtype sktm_only: a family that nobody proposed. `counted`: all living
-- members of the family, or the people the finding is about.
SELECT *
FROM (
    VALUES
    ('missing_from_dtks', 200, 42, 'living'),
    ('desil_mismatch', 200, 42, 'living'),
    ('ineligible_dtks', 200, 42, 'living'),
    ('duplicate_submission', 200, 0, 'living'),
    ('sktm_only', 0, 42, 'living'),
    ('ineligible_sktm', 0, 42, 'living'),
    ('members_missing', 0, 42, 'people'),
    ('deceased_in_dtks', 0, 42, 'people'),
    ('duplicate_in_dtks', 0, 42, 'people'),
    ('identity_unverified', 0, 42, 'people')
) AS b (about, per_family, per_person, counted)
