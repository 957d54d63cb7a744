SELECT code, words FROM out.rule WHERE kind = 'criterion' ORDER BY code
