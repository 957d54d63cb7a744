-- what the village answered about the finding, the newest answer first
SELECT hasil, catatan, petugas, tanggal, file, sheet, "row"
FROM reply
WHERE flag_id = $flag
ORDER BY tanggal DESC NULLS LAST, file, sheet, "row"
