-- findings with their family and place, what the village answered last (null: nothing), and how
-- urgent they are whatever is decided on them
SELECT
    f.flag_id, f.kind, f.subtype, f.household_id, f.village_code, f.confidence, f.needs_review,
    f.priority, f.state, f.first_period, f.evidence_hash, f.row_hash,
    a.answer,
    h.head_name,
    v.label AS village_label,
    v.district_code,
    v.district_name,
    u.stake,
    u.uncertainty,
    u.age,
    u.urgency
FROM published.out.flag AS f
JOIN published.out.urgency AS u USING (flag_id)
LEFT JOIN prepared.newest_answer AS a USING (flag_id)
LEFT JOIN published.out.household_status AS h USING (household_id)
LEFT JOIN published.out.village AS v ON v.village_code = f.village_code
ORDER BY u.urgency DESC, f.priority, f.flag_id
