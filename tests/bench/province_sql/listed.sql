-- Who stands on which list: one row per row of a file. Shares are those of the demo regency: a
-- civil registry that lacks a few, registries and village lists of the poorer families, and
-- registers that name a head or an adult.
CREATE OR REPLACE TABLE listed AS
WITH row_of AS (
    SELECT pid, 'dukcapil' AS "table", 0 AS copy FROM named WHERE draw(pid, 'papers') >= 0.02
    UNION ALL
    SELECT pid, 'dtsen_anggota', 0 FROM named
    WHERE wealth < 0.5 AND draw(hid, 'dtsen') < 0.82 AND draw(pid, 'dtsen') < 0.97
    UNION ALL
    -- now and then the same person under a second member number
    SELECT pid, 'dtks_art', unnest(range(1 + (draw(pid, 'twice') < 0.01)::INT)) FROM named
    WHERE wealth < 0.42 AND draw(hid, 'dtks') < 0.75 AND draw(pid, 'dtks') < 0.97
    UNION ALL
    SELECT pid, 'usulan_desa', 0 FROM named
    WHERE wealth < 0.42 AND draw(hid, 'listed') < 0.72 AND draw(pid, 'listed') < 0.97
    UNION ALL
    SELECT pid, 'kendaraan', 0 FROM named WHERE place < 2 AND draw(pid, 'vehicle') < 0.45
    UNION ALL
    SELECT pid, 'pln', 0 FROM named WHERE place = 0 AND draw(pid, 'meter') < 0.73
    UNION ALL
    SELECT pid, 'bpjstk', 0 FROM named WHERE place < 2 AND draw(pid, 'worker') < 0.15
    UNION ALL
    SELECT pid, 'bansos', 0 FROM named WHERE place = 0 AND wealth < 0.42 AND draw(pid, 'aid') < 0.6
    UNION ALL
    SELECT pid, 'sktm', 0 FROM named WHERE place = 0 AND draw(pid, 'letter') < 0.15
    UNION ALL
    SELECT pid, 'asn', 0 FROM named WHERE place < 2 AND draw(pid, 'servant') < 0.03
)
SELECT pid, "table", copy, md5(concat_ws('|', pid, "table", copy)) AS record_id FROM row_of;
