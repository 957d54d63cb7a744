-- the newest decision on each subject, from the copy of the ledger; ids and verdicts only
SELECT kind, subject_id, verdict, "by", "at", evidence_hash, decision_id
FROM decision
QUALIFY row_number() OVER (PARTITION BY kind, subject_id ORDER BY "at" DESC, decision_id DESC) = 1
