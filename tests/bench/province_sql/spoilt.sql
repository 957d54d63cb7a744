-- What goes wrong on each row: the kind of error of its NIK, name, birth date and KK, at the rates
-- of the demo's profiles (table `rate`). One row in twelve is typed in haste and errs far more
-- often.
CREATE OR REPLACE TABLE spoilt AS
WITH pace AS (
    SELECT *, CASE WHEN draw(record_id, 'haste') < least(0.4, $hasty_share * $noise)
        THEN $hasty ELSE $careful END * $noise AS care
    FROM listed
)
SELECT
    p.record_id, p.pid, p."table", p.copy,
    nik.kind AS nik_kind, name.kind AS name_kind, birth.kind AS birth_kind, kk.kind AS kk_kind
FROM pace p
LEFT JOIN rate nik ON nik."table" = p."table" AND nik.part = 'nik'
    AND draw(p.record_id, 'nik') / p.care >= nik.low
    AND draw(p.record_id, 'nik') / p.care < nik.high
LEFT JOIN rate name ON name."table" = p."table" AND name.part = 'name'
    AND draw(p.record_id, 'name') / p.care >= name.low
    AND draw(p.record_id, 'name') / p.care < name.high
LEFT JOIN rate birth ON birth."table" = p."table" AND birth.part = 'birth'
    AND draw(p.record_id, 'birth') / p.care >= birth.low
    AND draw(p.record_id, 'birth') / p.care < birth.high
LEFT JOIN rate kk ON kk."table" = p."table" AND kk.part = 'kk'
    AND draw(p.record_id, 'kk') / p.care >= kk.low AND draw(p.record_id, 'kk') / p.care < kk.high;
