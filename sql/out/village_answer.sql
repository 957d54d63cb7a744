-- out.village_answer: what villages answered about findings, this month and before. The same answer
-- sent again, in another file or month, is listed once, as it came first; with a NIK found since,
-- again.
WITH said AS (
    SELECT
        y.id_temuan AS flag_id, y.hasil, y.nik_lapangan, y.catatan, y.petugas, y.tanggal,
        r.file, r.sheet, r."row", r.period
    FROM core.reply AS y
    JOIN core.record AS r USING (record_id)
    WHERE y.hasil IS NOT NULL OR y.catatan IS NOT NULL OR len(y.nik_lapangan) > 0
    UNION ALL BY NAME
    FROM previous_village_answer
)
SELECT *
FROM said
SEMI JOIN out.flag_history USING (flag_id)
QUALIFY row_number() OVER (
    PARTITION BY flag_id, hasil, coalesce(nik_lapangan, []), catatan, petugas, tanggal
    ORDER BY period, file, sheet, "row"
) = 1
