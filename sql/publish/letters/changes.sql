-- What further lists changed, with who it is about and where the rows stand. Persons that stayed
-- the same are not shown.
select
    c.village_code,
    c.file,
    new.sheet,
    new."row",
    coalesce(now.nama, before.nama) as nama,
    coalesce(now.nik, before.nik) as nik,
    c.change,
    c.canonical,
    c.old_value,
    c.new_value,
    c.old_file,
    old.sheet as old_sheet,
    old."row" as old_row
from out.resubmission as c
left join core.record as new on new.record_id = c.record_id
left join core.record as old on old.record_id = c.old_record_id
left join core.person as now on now.record_id = c.record_id
left join core.person as before on before.record_id = c.old_record_id
where c.change <> 'same'
order by
    c.village_code, c.file, c.change, coalesce(new.sheet, old.sheet),
    coalesce(new."row", old."row"), c.canonical, c.person_id, c.old_record_id
