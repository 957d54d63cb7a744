-- Every file of the run with its fate, its hash and its rows.
with counted as (
    select
        file,
        count(*) as rows_read,
        count(*) filter (outcome = 'accepted') as accepted,
        count(*) filter (outcome = 'rejected') as rejected,
        count(*) filter (outcome = 'not_data') as not_data
    from core.record
    group by file
)
select
    f.source,
    f.file,
    f.period,
    f.carried_from,
    f.sha256,
    f.size,
    f.status,
    f.code,
    f.message,
    f.layout,
    f.list_date,
    f.list_date_basis,
    coalesce(c.rows_read, 0) as rows_read,
    coalesce(c.accepted, 0) as accepted,
    coalesce(c.rejected, 0) as rejected,
    coalesce(c.not_data, 0) as not_data
from raw.file as f
left join counted as c on c.file = f.file and f.status = 'read'
order by f.source, f.file
