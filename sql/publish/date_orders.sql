-- Date columns that were not read plainly day-first.
select d.file, d.sheet, d.canonical, d."order", d.day_first, d.month_first, d."open"
from core.date_order as d
where d."order" <> 'day_first'
order by d.file, d.sheet, d.canonical
