-- What further lists changed, with who it is about and where the rows stand. Persons that stayed
-- the same are not shown.
SELECT
    c.village_code,
    c.file,
    new.sheet,
    new."row",
    coalesce(now.nama, before.nama) AS nama,
    coalesce(now.nik, before.nik) AS nik,
    c.change,
    c.canonical,
    c.old_value,
    c.new_value,
    c.old_file,
    old.sheet AS old_sheet,
    old."row" AS old_row
FROM out.resubmission AS c
LEFT JOIN core.record AS new ON new.record_id = c.record_id
LEFT JOIN core.record AS old ON old.record_id = c.old_record_id
LEFT JOIN core.person AS now ON now.record_id = c.record_id
LEFT JOIN core.person AS before ON before.record_id = c.old_record_id
WHERE c.change <> 'same'
ORDER BY
    c.village_code, c.file, c.change, coalesce(new.sheet, old.sheet),
    coalesce(new."row", old."row"), c.canonical, c.person_id, c.old_record_id
