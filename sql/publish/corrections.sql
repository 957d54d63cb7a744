-- What became of each entry of koreksi.toml in this run.
select correction, source, canonical, file, village, reason, owner, since, rows_in_scope, rows_found
from core.correction
order by source, canonical, correction
