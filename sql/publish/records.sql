-- records.parquet: one row per non-empty row below a header in every file the run used.
select
    r.record_id,
    r.source,
    r."table",
    r.file,
    r.sheet,
    r."row",
    r.period,
    r.carried_from,
    r.role,
    r.outcome,
    coalesce(r.problems, []) as problems,
    p.person_id,
    h.household_id,
    p.match_reason,
    p.probability as match_probability,
    r.village_code,
    r.village_basis,
    r.list_date
from core.record as r
left join link.record_person as p using (record_id)
left join link.record_household as h using (record_id)
order by r.record_id
