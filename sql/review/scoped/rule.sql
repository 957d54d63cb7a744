-- the rules with their legal basis concern nobody in particular
SELECT * FROM published.out.rule
