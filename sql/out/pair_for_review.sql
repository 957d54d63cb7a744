-- out.pair_for_review: pairs that linkage could not decide.
SELECT record_id_l, record_id_r, probability, agrees, differs
FROM link.candidate
WHERE review
