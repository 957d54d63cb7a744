-- out.standing: how every family stands in each registry, in a code and in words that are true of
-- that registry alone. `old` is a DTKS that does not decide: whoever stands there was listed once.
SELECT
    s.household_id,
    r.registry,
    r.decides,
    CASE WHEN r.registry = 'dtsen' THEN s.dtsen_desil END AS desil,
    CASE
        WHEN NOT r.loaded THEN 'not_loaded'
        WHEN r.registry = 'dtks' AND NOT s.in_dtks THEN 'absent'
        WHEN r.registry = 'dtks' THEN CASE WHEN r.decides THEN 'listed' ELSE 'old' END
        WHEN NOT s.in_dtsen THEN 'absent'
        WHEN s.dtsen_desil IS NULL THEN 'no_desil'
        WHEN s.dtsen_desil > $desil_max THEN 'desil_above'
        ELSE 'listed'
    END AS standing,
    CASE standing
        WHEN 'not_loaded' THEN r.label || ' belum dimuat'
        WHEN 'absent' THEN 'tidak ada di ' || r.name
        WHEN 'old' THEN 'pernah tercatat di ' || r.name || ', yang sudah tidak menentukan'
        WHEN 'no_desil' THEN 'ada di ' || r.name || ', tetapi tanpa desil'
        WHEN 'desil_above' THEN
            'ada di ' || r.name || ' pada desil ' || s.dtsen_desil || ', di atas batas '
            || $desil_max
        ELSE
            'tercatat di ' || r.name
            || CASE r.registry WHEN 'dtsen' THEN ' pada desil ' || s.dtsen_desil ELSE '' END
    END AS words
FROM out.household_status AS s
CROSS JOIN out.registry AS r
