-- what villages answered about findings of the user's place
SELECT
    f.flag_id, y.hasil, y.catatan, y.petugas, y.tanggal, r.file, r.sheet, r."row"
FROM published.core.reply AS y
JOIN published.core.record AS r USING (record_id)
JOIN published.out.flag AS f ON f.flag_id = y.id_temuan
WHERE starts_with(coalesce(f.village_code, ''), getvariable('people'))
