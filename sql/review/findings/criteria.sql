-- the criteria of poverty in words
SELECT code, words FROM rule WHERE kind = 'criterion' ORDER BY code
