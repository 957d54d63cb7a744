-- Problems of this period's rows by source and code.
select r.source, p.code, count(*) as problems
from core.record as r, unnest(r.problems) as u (p)
where r.carried_from is null
group by r.source, p.code
order by r.source, problems desc, p.code
