-- poverty criteria about which nothing was said, in words
SELECT code, words
FROM rule
WHERE kind = 'criterion' AND list_contains($codes, code)
ORDER BY code
