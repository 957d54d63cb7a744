-- Pairs that were not joined and are worth keeping, decided ones left out. Few: as a table of its own
-- it is looked up in the rows, not the rows in it.
select "left" as record_l, "right" as record_r, probability
from linkage.open_pair
anti join linkage.decided_pair d on d.record_l = "left" and d.record_r = "right"
where probability >= $candidate_floor
