-- A month's list rows by village; rows of carried-forward files belong to their own month.
-- `to_mend`: rejected, or accepted with a problem graver than information ($grave: their codes), and
-- not `superseded` (a view of sql/publish/letters/superseded.sql) by what the village has sent since.
select
    village_code,
    count(*) as rows_read,
    count(*) filter (outcome = 'accepted') as accepted,
    count(*) filter (outcome = 'rejected') as rejected,
    count(*) filter (
        s.record_id is null
        and (
            outcome = 'rejected'
            or len(list_filter(problems, lambda p: list_contains($grave, p.code))) > 0
        )
    ) as to_mend
from core.record
left join superseded as s using (record_id)
where source = 'usulan-desa'
  and carried_from is null
  and outcome <> 'not_data'
  and village_code is not null
group by village_code
order by village_code
