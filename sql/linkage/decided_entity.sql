-- What people decided of pairs of rows, in terms of entities; both rows must be in this run.
select
    least(coalesce(l.anchor_id, d.record_l), coalesce(r.anchor_id, d.record_r)) as "left",
    greatest(coalesce(l.anchor_id, d.record_l), coalesce(r.anchor_id, d.record_r)) as "right",
    d.same
from linkage.decided_pair d
left join linkage.exact l on l.record_id = d.record_l
left join linkage.exact r on r.record_id = d.record_r
where d.record_l in (select record_id from core.person)
    and d.record_r in (select record_id from core.person)
order by 1, 2
