-- Columns that were understood by likeness or content, put right by an officer, or not at all
-- although they hold something; exact headers are left out.
select
    c.file, c.sheet, c."table", c.signature, c.position, c.header, c.canonical, c.basis,
    c.certainty, c.filled
from raw.column_found as c
where
    c.certainty < 1 and (c.canonical is not null or c.filled > 0)
    or c.basis = 'config'
order by c.file, c.sheet, c."table", c.position
