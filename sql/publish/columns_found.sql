-- What was understood of each column of each file.
SELECT
    file, sheet, "table", signature, position, header, canonical, basis, certainty, filled
FROM raw.column_found
ORDER BY file, sheet, "table", position
