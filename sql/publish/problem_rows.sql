-- This period's rows with problems. Carried-forward rows were reported in their own period.
select record_id, source, "table", file, sheet, "row", outcome, problems, village_code
from core.record
where carried_from is null
  and outcome <> 'not_data'
  and (len(problems) > 0 or outcome = 'rejected')
order by file, sheet, "row", record_id
