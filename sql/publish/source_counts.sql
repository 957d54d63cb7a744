-- Rows by source: rows_read = accepted + rejected + not_data, carried-forward rows included.
select
    source,
    count(*) as rows_read,
    count(*) filter (outcome = 'accepted') as accepted,
    count(*) filter (outcome = 'rejected') as rejected,
    count(*) filter (outcome = 'not_data') as not_data,
    count(*) filter (outcome = 'accepted' and len(problems) > 0) as accepted_with_problems
from core.record
group by source
order by source
