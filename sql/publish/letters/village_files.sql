-- The list files of this month that named people of each village, in the order of their names.
select village_code, list(distinct file order by file) as files
from core.record
where source = 'usulan-desa'
  and carried_from is null
  and outcome <> 'not_data'
  and village_code is not null
group by village_code
order by village_code
