-- Every reason says what it rests on: without, any decision on it would stand for ever.
SELECT kind
FROM out.reason
WHERE coalesce(len(facts), 0) = 0 OR list_contains(list_transform(facts, LAMBDA f: f IS NULL), TRUE)
