-- Decided pairs with a row that is not in this run.
select d.*
from ledger_pair as d
where d."left" not in (select record_id from core.person)
    or d."right" not in (select record_id from core.person)
