-- Who stands on which list: one row per row of a file. Shares are those of the demo regency: a civil
-- registry that lacks a few, registries and village lists of the poorer families, and registers that
-- name a head or an adult.
create or replace table listed as
with row_of as (
    select pid, 'dukcapil' as "table", 0 as copy from named where draw(pid, 'papers') >= 0.02
    union all
    select pid, 'dtsen_anggota', 0 from named
    where wealth < 0.5 and draw(hid, 'dtsen') < 0.82 and draw(pid, 'dtsen') < 0.97
    union all
    -- now and then the same person under a second member number
    select pid, 'dtks_art', unnest(range(1 + (draw(pid, 'twice') < 0.01)::int)) from named
    where wealth < 0.42 and draw(hid, 'dtks') < 0.75 and draw(pid, 'dtks') < 0.97
    union all
    select pid, 'usulan_desa', 0 from named
    where wealth < 0.42 and draw(hid, 'listed') < 0.72 and draw(pid, 'listed') < 0.97
    union all
    select pid, 'kendaraan', 0 from named where place < 2 and draw(pid, 'vehicle') < 0.45
    union all
    select pid, 'pln', 0 from named where place = 0 and draw(pid, 'meter') < 0.73
    union all
    select pid, 'bpjstk', 0 from named where place < 2 and draw(pid, 'worker') < 0.15
    union all
    select pid, 'bansos', 0 from named where place = 0 and wealth < 0.42 and draw(pid, 'aid') < 0.6
    union all
    select pid, 'sktm', 0 from named where place = 0 and draw(pid, 'letter') < 0.15
    union all
    select pid, 'asn', 0 from named where place < 2 and draw(pid, 'servant') < 0.03
)
select pid, "table", copy, md5(concat_ws('|', pid, "table", copy)) as record_id from row_of;
