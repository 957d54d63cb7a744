-- Pairs that were not joined and are worth keeping, decided ones left out. Few: as a table of its
-- own it is looked up in the rows, not the rows in it.
SELECT "left" AS record_l, "right" AS record_r, probability
FROM linkage.open_pair
ANTI JOIN linkage.decided_pair d ON d.record_l = "left" AND d.record_r = "right"
WHERE probability >= $candidate_floor
