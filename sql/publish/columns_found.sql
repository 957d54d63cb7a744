-- What was understood of each column of each file.
select
    file, sheet, "table", signature, position, header, canonical, basis, certainty, filled
from raw.column_found
order by file, sheet, "table", position
