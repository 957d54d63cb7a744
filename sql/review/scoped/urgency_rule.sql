-- how doubt and age weigh concerns nobody in particular
SELECT review, sure, months FROM published.out.urgency_rule
