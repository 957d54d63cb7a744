-- What was understood of each column of the village lists, by file, sheet and position.
select c.file, c.sheet, c.position, c.header, c.canonical, c.basis, c.certainty, c.filled
from raw.column_found as c
join raw.file as f using (file)
where f.source = 'usulan-desa' and f.carried_from is null
order by c.file, c.sheet, c.position
