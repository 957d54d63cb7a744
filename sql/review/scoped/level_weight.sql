-- what each level of a comparison weighs this month; says nothing about anyone
SELECT comparison, level, name, bits
FROM published.link.weight
