-- What goes wrong on each row: the kind of error of its NIK, name, birth date and KK, at the rates of
-- the demo's profiles (table `rate`). One row in twelve is typed in haste and errs far more often.
create or replace table spoilt as
with pace as (
    select *, case when draw(record_id, 'haste') < least(0.4, $hasty_share * $noise)
        then $hasty else $careful end * $noise as care
    from listed
)
select
    p.record_id, p.pid, p."table", p.copy,
    nik.kind as nik_kind, name.kind as name_kind, birth.kind as birth_kind, kk.kind as kk_kind
from pace p
left join rate nik on nik."table" = p."table" and nik.part = 'nik'
    and draw(p.record_id, 'nik') / p.care >= nik.low and draw(p.record_id, 'nik') / p.care < nik.high
left join rate name on name."table" = p."table" and name.part = 'name'
    and draw(p.record_id, 'name') / p.care >= name.low
    and draw(p.record_id, 'name') / p.care < name.high
left join rate birth on birth."table" = p."table" and birth.part = 'birth'
    and draw(p.record_id, 'birth') / p.care >= birth.low
    and draw(p.record_id, 'birth') / p.care < birth.high
left join rate kk on kk."table" = p."table" and kk.part = 'kk'
    and draw(p.record_id, 'kk') / p.care >= kk.low and draw(p.record_id, 'kk') / p.care < kk.high;
