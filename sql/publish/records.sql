-- records.parquet: one row per non-empty row below a header in every file the run used.
SELECT
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
    coalesce(r.problems, []) AS problems,
    p.person_id,
    h.household_id,
    p.match_reason,
    p.probability AS match_probability,
    r.village_code,
    r.village_basis,
    r.list_date
FROM core.record AS r
LEFT JOIN link.record_person AS p USING (record_id)
LEFT JOIN link.record_household AS h USING (record_id)
ORDER BY r.record_id
