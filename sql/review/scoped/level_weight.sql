-- what each level of a comparison weighs this month; says nothing of anybody
SELECT comparison, level, name, bits
FROM published.link.weight
