-- The first list of each village this period, to tell late senders.
select village_code, min(list_date) as list_date
from core.record
where source = 'usulan-desa' and carried_from is null and outcome = 'accepted'
  and village_code is not null
group by village_code
order by village_code
