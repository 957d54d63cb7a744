-- Decided pairs of which a row is not in this run.
select d.*
from ledger_pair as d
where d."left" not in (select record_id from core.person)
    or d."right" not in (select record_id from core.person)
