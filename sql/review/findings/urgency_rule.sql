-- how doubt and age weigh
SELECT review, sure, months FROM urgency_rule
