-- SKTM of the family, the newest first
SELECT nomor_surat, issued, valid_until, valid
FROM certificate
WHERE household_id = $household
ORDER BY issued DESC NULLS LAST, record_id
