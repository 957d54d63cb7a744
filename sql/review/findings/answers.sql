-- what the village answered about the finding, the newest answer first
SELECT
    hasil, coalesce(nik_lapangan, []) AS nik_lapangan, catatan, petugas, tanggal,
    file, sheet, "row", period
FROM village_answer
WHERE flag_id = $flag
ORDER BY tanggal DESC NULLS LAST, period DESC, file DESC, sheet DESC, "row" DESC
