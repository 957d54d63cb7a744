-- out.pair_for_review: pairs that linkage could not decide.
SELECT record_id_l, record_id_r, probability, agrees, differs, evidence_hash
FROM link.candidate
WHERE review
