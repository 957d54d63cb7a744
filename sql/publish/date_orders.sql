-- Date columns that were not read plainly day-first.
SELECT d.file, d.sheet, d.canonical, d."order", d.day_first, d.month_first, d."open"
FROM core.date_order AS d
WHERE d."order" <> 'day_first'
ORDER BY d.file, d.sheet, d.canonical
