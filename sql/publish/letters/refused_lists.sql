-- List files of this month that could not be used at all, with the sentence that says what to do.
select file, message
from raw.file
where source = 'usulan-desa' and carried_from is null and status = 'refused'
order by file
