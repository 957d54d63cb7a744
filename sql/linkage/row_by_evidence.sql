-- Rows of this run that say of a person what a row of an earlier decision said.
select link.row_evidence(p) as evidence, p.record_id
from core.person as p
where link.row_evidence(p) in (select evidence from wanted_evidence)
order by evidence, p.record_id
