-- what is at stake in each sort of finding concerns nobody in particular
SELECT about, programme, amount, counted, legal_basis FROM published.out.benefit
